// The numbers of one position, in words and under names that the tests read.

const percent = (share) => `${threeDigits(100 * share)} %`
const decibel = (value) => `${value.toFixed(1)} dB`

const READOUT = [
  ["levels_used", "Levels used", (now) => `${now.levels_used} of ${now.format.levels.length}`],
  ["scale", "Scale", (now) => threeDigits(now.scale)],
  ["zero_point", "Zero-point", (now) => `${now.zero_point}`],
  ["clipping", "Clipping error", (now) => threeDigits(now.clipping)],
  ["rounding", "Rounding error", (now) => threeDigits(now.rounding)],
  ["error", "Both together", (now) => threeDigits(now.error)],
  ["clipped_share", "Values clipped", (now) => percent(now.clipped_share)],
  ["sqnr_db", "SQNR", (now) => decibel(now.sqnr_db)],
]

function makeReadout(list) {
  const entries = READOUT.map(([name, title]) => {
    const entry = document.createElement("div")
    entry.append(document.createElement("dt"), document.createElement("dd"))
    entry.firstChild.textContent = title
    entry.lastChild.dataset.name = name
    return entry
  })
  list.replaceChildren(...entries)
}

function fillReadout(list, now) {
  for (const [name, , text] of READOUT) {
    const value = list.querySelector(`[data-name=${name}]`)
    say(value, text(now))
    value.dataset.value = now[name]
  }
}

// The finding over the pictures: this position against min-max at the same bits.
function finding(now) {
  const gain = now.sqnr_db - now.format.marks.minmax.sqnr_db
  const where = now.clip === 100 ? "the whole range" : `${now.clip} % of the range`
  const start = `${now.bits} ${now.bits === 1 ? "bit" : "bits"} over ${where}: ${decibel(now.sqnr_db)}`
  if (now.clip === 100 && !now.moved) return `${start}. Drag the clip to the left.`
  const than = gain < 0 ? "below" : "above"
  return Math.abs(gain) < 0.05 ? `${start}, as good as min-max.` : `${start}, ${decibel(Math.abs(gain))} ${than} min-max.`
}

function makeMethods(group, names, choose) {
  const buttons = Object.entries(names).map(([method, name]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.method = method
    button.innerHTML = `<svg viewBox="-10 -10 20 20" aria-hidden="true"><path class="mark" d="${SHAPES[method]}" /></svg>`
    button.append(`${name} `, document.createElement("b"))
    button.onclick = () => choose(method)
    return button
  })
  group.replaceChildren(...buttons)
}

function fillMethods(group, { marks }) {
  for (const [method, { clip }] of Object.entries(marks)) {
    say(group.querySelector(`[data-method=${method}] b`), `${Math.round(100 * clip)} %`)
  }
}
