// The left picture, on one axis of values: the staircase above, the levels on a line, the histogram below.

const STAIRS = { top: 22, bottom: 136 }
const LINE = { top: 146, bottom: 160 }
const BARS = { top: 184, bottom: 290 }
const VALUES_LEFT = 46
const BINS = 61

function histogramOf(values) {
  const low = values[0]
  const width = (values[values.length - 1] - low) / BINS
  const counts = new Uint32Array(BINS)
  for (const x of values) counts[Math.min(BINS - 1, Math.floor((x - low) / width))]++
  const density = Array.from(counts, (count) => count / values.length / width)
  return { low, width, density, highest: Math.max(...density) }
}

function outline({ low, width, density }, x, y) {
  const tops = density.map((height, i) => `V${pixel(y(height))}H${pixel(x(low + (i + 1) * width))}`)
  return `M${pixel(x(low))} ${BARS.bottom}${tops.join("")}V${BARS.bottom}`
}

// The borders between levels; the outermost cells are as wide as half their inner side, mirrored.
function bordersOf(levels) {
  if (levels.length === 1) return [levels[0], levels[0]]
  const inner = Array.from(levels.slice(1), (level, i) => (levels[i] + level) / 2)
  const last = levels.length - 1
  return [2 * levels[0] - inner[0], ...inner, 2 * levels[last] - inner[last - 1]]
}

function staircase(levels, borders, x, y, [low, high]) {
  const inside = borders.slice(1, -1)
  const steps = inside.map((border, i) => `H${pixel(x(border))}V${pixel(y(levels[i + 1]))}`)
  return `M${pixel(x(Math.min(low, levels[0])))} ${pixel(y(levels[0]))}${steps.join("")}H${pixel(x(Math.max(high, levels.at(-1))))}`
}

function bars({ levels, counts, below, above }, borders, n, x, y) {
  const kept = Array.from(counts)
  kept[0] -= below
  kept[kept.length - 1] -= above
  const bar = (i, from, to) => {
    const width = borders[i + 1] - borders[i]
    const gap = Math.min(1, (x(borders[i + 1]) - x(borders[i])) / 6)
    const height = (count) => y(count / n / width)
    return box(x(borders[i]) + gap, x(borders[i + 1]) - gap, height(to), height(from))
  }
  const piled = [[0, below], [levels.length - 1, above]].filter(([, count]) => count)
  return {
    kept: kept.map((count, i) => (count ? bar(i, 0, count) : "")).join(""),
    piled: piled.map(([i]) => bar(i, kept[i], counts[i])).join(""),
  }
}

// Draws what stays while a finger moves, and returns the function that draws the rest.
function valuesPicture(svg, table) {
  const { clientWidth: width, clientHeight: height } = svg
  const path = (name, d) => svg.querySelector(`.${name}`).setAttribute("d", d)
  const [least, most] = [table.values[0], table.values.at(-1)]
  const margin = 0.06 * (most - least)
  const domain = [Math.min(0, least) - margin, Math.max(0, most) + margin]
  const right = width - 8
  const x = scaleOf(domain, [VALUES_LEFT, right])
  const up = scaleOf(domain, [STAIRS.bottom, STAIRS.top])
  const density = scaleOf([0, 1.2 * table.histogram.highest], [BARS.bottom, BARS.top])
  const strip = ({ top, bottom }) => box(VALUES_LEFT, right, top, bottom)

  svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  path("values-inside", [STAIRS, LINE, BARS].map(strip).join(""))
  path("stairs-frame", strip(STAIRS))
  path("bars-frame", strip(BARS))
  path("identity", line([[x(domain[0]), up(domain[0])], [x(domain[1]), up(domain[1])]]))
  path("before", outline(table.histogram, x, density))
  axisBelow(svg.querySelector(".values-axis"), ticksOf(...domain, width / 60), x, BARS.bottom + 18)
  axisLeft(svg.querySelector(".snapped-axis"), ticksOf(...domain, 4), VALUES_LEFT - 6, up)

  return ({ snapped }) => {
    const { levels } = snapped
    const borders = bordersOf(levels)
    const [first, last] = [levels[0], levels.at(-1)].map((end) => Math.min(right, Math.max(VALUES_LEFT, x(end))))
    const beyond = ({ top, bottom }) => box(VALUES_LEFT, first, top, bottom) + box(last, right, top, bottom)
    const after = bars(snapped, borders, table.values.length, x, density)
    path("stairs-clipped", beyond(STAIRS))
    path("bars-clipped", beyond(BARS))
    path("steps", staircase(levels, borders, x, up, domain))
    path("levels", Array.from(levels, (level) => `M${pixel(x(level))} ${LINE.top}V${LINE.bottom}`).join(""))
    path("after", after.kept)
    path("piled", after.piled)
  }
}
