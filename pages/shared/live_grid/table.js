// What qlab measured, unpacked, and what one position of the controls means in it.
// A position is { row, clip, zeroPoint }: which format, percent of the min-max range, and null where the
// range chooses the zero-point.

function unpack(text, Kind) {
  return new Kind(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer)
}

function readTable(data) {
  const sweep = Object.fromEntries(Object.entries(data.sweep).map(([name, text]) => [name, unpack(text, Float64Array)]))
  return { ...data, values: unpack(data.values, Float32Array), sweep }
}

function roundHalfEven(x) {
  const rounded = Math.round(x)
  return rounded - x === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

// The rule of qlab.affine, in one line: times 1 / scale, round half to even, clamp. Other formats: nearest level.
function nearestLevel({ levels, integer }, scale, zeroPoint) {
  const last = levels.length - 1
  if (integer) {
    const inverse = 1 / scale
    return (x) => Math.min(last, Math.max(0, roundHalfEven(x * inverse) - (levels[0] - zeroPoint)))
  }
  let at = 0 // values come in ascending order, so their levels do too
  return (x) => {
    while (at < last && x / scale >= (levels[at] + levels[at + 1]) / 2) at++
    return at
  }
}

// Every value moved to its level: how many stand on each, and the two parts of the mean squared error.
function snap(values, format, scale, zeroPoint) {
  const levels = Float64Array.from(format.levels, (level) => (level - zeroPoint) * scale)
  const counts = new Uint32Array(levels.length)
  const last = levels.length - 1
  const nearest = nearestLevel(format, scale, zeroPoint)
  let [below, above, clipping, rounding] = [0, 0, 0, 0]
  for (const x of values) {
    const level = nearest(x)
    const squared = (x - levels[level]) ** 2
    counts[level]++
    if (x < levels[0] || x > levels[last]) {
      clipping += squared
      if (x > levels[last]) above++
      else below++
    } else rounding += squared
  }
  const n = values.length
  return { levels, counts, below, above, clipping: clipping / n, rounding: rounding / n }
}

// All numbers of one position: looked up, except where a finger moved the zero-point off the table.
function lookUp(table, { row, clip, zeroPoint }) {
  const format = table.formats[row]
  const cell = row * table.clips + clip - 1
  const of = (name) => table.sweep[name][cell]
  const scale = of("scale")
  const chosen = zeroPoint ?? format.zero_point
  const snapped = snap(table.values, format, scale, chosen)
  const { counts, below, above } = snapped
  const moved = chosen !== format.zero_point
  const errors = moved
    ? { clipping: snapped.clipping, rounding: snapped.rounding }
    : { clipping: of("clipping"), rounding: of("rounding") }
  return {
    ...errors,
    error: errors.clipping + errors.rounding,
    bits: format.bits,
    clip,
    scale,
    zero_point: chosen,
    clipped_share: moved ? (below + above) / table.values.length : of("clipped_share"),
    levels_used: moved ? counts.filter(Boolean).length : of("levels_used"),
    sqnr_db: moved ? 10 * Math.log10(table.power / (errors.clipping + errors.rounding)) : of("sqnr_db"),
    format,
    moved,
    snapped,
  }
}
