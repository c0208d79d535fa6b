// Small tools for drawing in SVG: scales, ticks, words and paths.

const SVG = "http://www.w3.org/2000/svg"

function scaleOf([from, to], [start, end]) {
  const scale = (value) => start + ((value - from) / (to - from)) * (end - start)
  scale.invert = (pixel) => from + ((pixel - start) / (end - start)) * (to - from)
  return scale
}

// Round numbers 1, 2 or 5 times a power of ten, about `count` of them within [from, to].
function ticksOf(from, to, count) {
  const rough = (to - from) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * [1, 2, 5, 10].find((times) => times * power >= rough)
  const first = Math.ceil(from / step)
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)))
}

const significant = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 })
const threeDigits = (value) => significant.format(value).replace("-", "−")

function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  return element
}

function axis(group, ticks, place) {
  const words = ticks.map((tick) => {
    const word = svgElement("text", place(tick))
    word.textContent = threeDigits(tick)
    return word
  })
  group.replaceChildren(...words)
}

const axisBelow = (group, ticks, x, y) => axis(group, ticks, (tick) => ({ x: x(tick), y, "text-anchor": "middle" }))
const axisLeft = (group, ticks, x, y) => axis(group, ticks, (tick) => ({ x, y: y(tick) + 5, "text-anchor": "end" }))

const pixel = (value) => value.toFixed(1)
const line = (points) => points.map(([x, y], i) => `${i ? "L" : "M"}${pixel(x)} ${pixel(y)}`).join("")
const area = (upper, lower) => `${line(upper)}${line([...lower].reverse()).replace("M", "L")}Z`
const box = (left, right, top, bottom) => `M${pixel(left)} ${pixel(bottom)}V${pixel(top)}H${pixel(right)}V${pixel(bottom)}Z`

// What does not change is not touched: the browser lays out again whatever is.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text
}

// A different shape for every range method, around (0, 0).
const SHAPES = {
  minmax: "M-6 -6H6V6H-6Z",
  percentile: "M0 -8L8 6H-8Z",
  mse: "M-7 0A7 7 0 1 0 7 0A7 7 0 1 0 -7 0Z",
  entropy: "M0 -9L9 0L0 9L-9 0Z",
}
