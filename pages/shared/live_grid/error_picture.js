// The right picture: error against clip at these bits, its two parts stacked, the finger, and the range methods.

const PLOT = { top: 22, bottom: 264 }
const ERROR_LEFT = 66
const HALF_BAR = 9

// Twice the error of min-max: everything worth choosing lies below it.
function ceilingOf(table, row) {
  const cell = (row + 1) * table.clips - 1
  return 2 * (table.sweep.clipping[cell] + table.sweep.rounding[cell])
}

function curvesOf({ clips, sweep }, row, x, y) {
  const cells = Array.from({ length: clips }, (_, i) => row * clips + i)
  const points = (height) => cells.map((cell, i) => [x(i + 1), y(height(cell))])
  const floor = cells.map((_, i) => [x(i + 1), y(0)])
  return { floor, rounding: points((i) => sweep.rounding[i]), total: points((i) => sweep.rounding[i] + sweep.clipping[i]) }
}

// A method whose error is above the ceiling has no mark; its button below still says where it clips.
function marksOf(marks, x, y, ceiling) {
  return Object.entries(marks)
    .filter(([, { clipping, rounding }]) => clipping + rounding <= ceiling)
    .map(([method, { clip, clipping, rounding }]) => {
      const [left, top] = [x(100 * clip), y(clipping + rounding)].map(pixel)
      return svgElement("path", { class: "mark", d: SHAPES[method], transform: `translate(${left} ${top})` })
    })
}

// Draws what stays while the bits do, and returns the function that draws the rest.
function errorPicture(svg, table, row) {
  const { clientWidth: width, clientHeight } = svg
  const find = (name) => svg.querySelector(`.${name}`)
  const path = (name, d) => find(name).setAttribute("d", d)
  const ceiling = ceilingOf(table, row)
  const right = width - 12
  const x = scaleOf([0, 100], [ERROR_LEFT, right])
  const height = scaleOf([0, ceiling], [PLOT.bottom, PLOT.top])
  const y = (error) => height(Math.min(error, ceiling))
  const { floor, rounding, total } = curvesOf(table, row, x, (error) => height(Math.min(error, 10 * ceiling)))

  svg.setAttribute("viewBox", `0 0 ${width} ${clientHeight}`)
  path("plot-frame", box(ERROR_LEFT, right, PLOT.top, PLOT.bottom))
  path("plot-inside", box(ERROR_LEFT, right, PLOT.top, PLOT.bottom))
  path("rounding-area", area(rounding, floor))
  path("clipping-area", area(total, rounding))
  path("total", line(total))
  find("marks").replaceChildren(...marksOf(table.formats[row].marks, x, y, ceiling))
  axisBelow(find("clip-axis"), [0, 25, 50, 75, 100], x, PLOT.bottom + 24)
  axisLeft(find("error-axis"), ticksOf(0, ceiling, 5), ERROR_LEFT - 6, y)

  return (now) => {
    const here = x(now.clip)
    const bar = (from, to) => box(here - HALF_BAR, here + HALF_BAR, y(to), y(from))
    const onTheRight = now.clip > 50
    path("rounding-bar", bar(0, now.rounding))
    path("clipping-bar", bar(now.rounding, now.error))
    path("bar-frame", bar(0, now.error))
    find("grip").setAttribute("transform", `translate(${pixel(here)} ${PLOT.bottom})`)
    find("off-scale").setAttribute("x", pixel(here + (onTheRight ? -16 : 16)))
    find("off-scale").setAttribute("text-anchor", onTheRight ? "end" : "start")
    say(find("off-scale"), now.error > ceiling ? `↑ ${threeDigits(now.error / ceiling)} × higher` : "")
  }
}

function clipAt(svg, event) {
  const { left, width } = svg.getBoundingClientRect()
  const x = scaleOf([0, 100], [ERROR_LEFT, width - 12])
  return Math.round(Math.min(100, Math.max(1, x.invert(event.clientX - left))))
}
