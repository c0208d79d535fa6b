// The right picture: error against clip at these bits, its two parts stacked, the finger, and the range methods.

const PLOT = { top: 22, bottom: 318 }
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

// Marks on the curve; one that the ceiling hides stays out, and says so under the picture.
function drawMarks(group, marks, x, y, ceiling) {
  const shapes = marks.filter(({ error }) => error <= ceiling).map(({ method, clip, error }) => {
    const shape = document.createElementNS(SVG, "path")
    shape.setAttribute("d", SHAPES[method])
    shape.setAttribute("class", "mark")
    shape.setAttribute("transform", `translate(${pixel(x(100 * clip))} ${pixel(y(error))})`)
    return shape
  })
  group.replaceChildren(...shapes)
}

function drawError(svg, table, now, row, width) {
  const find = (name) => svg.querySelector(`.${name}`)
  const path = (name, d) => find(name).setAttribute("d", d)
  const ceiling = ceilingOf(table, row)
  const right = width - 12
  const x = scaleOf([0, 100], [ERROR_LEFT, right])
  const height = scaleOf([0, ceiling], [PLOT.bottom, PLOT.top])
  const y = (error) => height(Math.min(error, ceiling))
  const inPlot = (error) => height(Math.min(error, 10 * ceiling)) - PLOT.top
  const { floor, rounding, total } = curvesOf(table, row, x, inPlot)
  const here = x(now.clip)
  const error = now.clipping + now.rounding

  svg.setAttribute("viewBox", `0 0 ${width} ${svg.clientHeight}`)
  find("plot").setAttribute("height", PLOT.bottom - PLOT.top)
  path("plot-frame", box(ERROR_LEFT, right, PLOT.top, PLOT.bottom))
  path("rounding-area", area(rounding, floor))
  path("clipping-area", area(total, rounding))
  path("total", line(total))
  path("rounding-bar", box(here - HALF_BAR, here + HALF_BAR, y(now.rounding), PLOT.bottom))
  path("clipping-bar", box(here - HALF_BAR, here + HALF_BAR, y(error), y(now.rounding)))
  path("bar-frame", box(here - HALF_BAR, here + HALF_BAR, y(error), PLOT.bottom))
  find("handle").setAttribute("transform", `translate(${pixel(here)} ${pixel(y(error))})`)
  const off = find("off-scale")
  off.textContent = error > ceiling ? `↑ ${threeDigits(error / ceiling)} × higher` : ""
  off.setAttribute("x", pixel(here + (here > (ERROR_LEFT + right) / 2 ? -16 : 16)))
  off.setAttribute("y", PLOT.top + 18)
  off.setAttribute("text-anchor", here > (ERROR_LEFT + right) / 2 ? "end" : "start")
  drawMarks(find("marks"), now.format.marks, x, y, ceiling)
  axisBelow(find("clip-axis"), [0, 25, 50, 75, 100], x, PLOT.bottom + 18)
  axisLeft(find("error-axis"), ticksOf(0, ceiling, 5), ERROR_LEFT - 6, y)
}

function clipAt(svg, event) {
  const { left, width } = svg.getBoundingClientRect()
  const x = scaleOf([0, 100], [ERROR_LEFT, width - 12])
  return Math.round(Math.min(100, Math.max(1, x.invert(event.clientX - left))))
}
