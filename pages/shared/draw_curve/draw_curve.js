// A curve drawn by hand over fixed places. The server hears of it when it is committed, and says what the button says.

const SVG = "http://www.w3.org/2000/svg"
const TOP = 100
const MARGIN = { left: 70, right: 24, top: 44, bottom: 52 }
const RADIUS = 9
const STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
const LEAST = 2 // points to set before the rest can be filled in between
const views = new WeakMap()

function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  if (text !== undefined) made.textContent = text
  return made
}

// Untouched places lie on the line between their touched neighbors, and level beyond the last of them.
function filled(heights) {
  const touched = heights.flatMap((height, i) => (height === null ? [] : [i]))
  return heights.map((height, i) => {
    if (height !== null) return height
    const [left, right] = [touched.findLast((j) => j < i), touched.find((j) => j > i)]
    if (left === undefined && right === undefined) return TOP / 2
    if (left === undefined || right === undefined) return heights[left ?? right]
    return heights[left] + ((i - left) / (right - left)) * (heights[right] - heights[left])
  })
}

function makeView(root) {
  const find = (selector) => root.querySelector(selector)
  const [svg, button] = [find("svg"), find("button")]
  const view = { data: null, heights: [], send: null }
  let last = null

  const open = () => view.data.button !== ""
  const mine = () => open() || view.data.drawn !== null
  const x = (i) => MARGIN.left + (i * (svg.clientWidth - MARGIN.left - MARGIN.right)) / (view.data.places.length - 1)
  const y = (height) => MARGIN.top + (1 - height / TOP) * (svg.clientHeight - MARGIN.top - MARGIN.bottom)
  const line = (heights) => "M" + heights.map((height, i) => `${x(i)} ${y(height)}`).join("L")
  const told = (name, heights, i) => (heights ? `${name}${Math.round(heights[i])} percent` : "")
  const said = (i) => `${view.data.places[i]}: ${told("", filled(view.heights), i)}${told(", measured ", view.data.measured?.mean, i)}`

  function axes() {
    const marks = [0, 25, 50, 75, 100].flatMap((height) => [
      element("line", { x1: MARGIN.left - 14, x2: svg.clientWidth - 10, y1: y(height), y2: y(height) }),
      element("text", { x: MARGIN.left - 20, y: y(height) + 5, "text-anchor": "end" }, `${height}%`),
    ])
    const names = view.data.places.map((place, i) => element("text", { x: x(i), y: y(0) + 22, "text-anchor": "middle" }, place))
    const across = element("text", { x: x((view.data.places.length - 1) / 2), y: y(0) + 44, "text-anchor": "middle" }, view.data.across)
    const up = element("text", { x: 12, y: 24 }, view.data.up)
    find(".axes").replaceChildren(...marks, ...names, across, up)
  }

  function draw() {
    if (!view.data || !svg.clientWidth) return
    axes()
    const heights = filled(view.heights)
    find(".drawn").setAttribute("d", mine() ? line(heights) : "")
    const { measured } = view.data
    const band = measured && line([...measured.high]) + "L" + [...measured.low].map((low, i) => `${x(i)} ${y(low)}`).reverse().join("L") + "Z"
    find(".band").setAttribute("d", band || "")
    find(".measured").setAttribute("d", measured ? line(measured.mean) : "")
    ;[find(".key").hidden, find(".dashed").hidden] = [!measured, !mine()]
    find(".what").textContent = view.data.band
    button.textContent = view.data.button
    find(".chart").classList.toggle("open", open())
    find("#how").hidden = button.hidden = !open()
    button.disabled = view.heights.filter((height) => height !== null).length < LEAST
    ;[...find(".points").children].forEach((point, i) => {
      point.setAttribute("cx", x(i))
      point.setAttribute("cy", y(heights[i]))
      point.classList.toggle("untouched", view.heights[i] === null)
      point.setAttribute("aria-valuenow", Math.round(heights[i]))
      point.setAttribute("aria-valuetext", said(i) + (view.heights[i] === null ? ", not set yet" : ""))
    })
  }

  function set(i, height) {
    view.heights[i] = Math.min(TOP, Math.max(0, Math.round(height)))
  }

  function point(i) {
    const handle = element("circle", {
      r: RADIUS, tabindex: open() ? 0 : -1, role: "slider", "aria-orientation": "vertical", "aria-valuemin": 0, "aria-valuemax": TOP,
      "aria-label": `${view.data.up} at ${view.data.places[i]}`, "aria-disabled": !open(),
    }) // prettier-ignore
    handle.onkeydown = (event) => {
      if (!open()) return
      const ends = { Home: 0, End: TOP }
      const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      if (aside) find(".points").children[i + aside]?.focus()
      else if (event.key in ends) set(i, ends[event.key])
      else if (event.key in STEPS) set(i, filled(view.heights)[i] + STEPS[event.key])
      else return
      event.preventDefault()
      draw()
    }
    return handle
  }

  function place(event) {
    const { left, top } = svg.getBoundingClientRect()
    const share = (event.clientX - left - x(0)) / (x(view.data.places.length - 1) - x(0))
    const i = Math.round(Math.min(1, Math.max(0, share)) * (view.data.places.length - 1))
    return { i, height: TOP * (1 - (event.clientY - top - y(TOP)) / (y(0) - y(TOP))) }
  }

  // A quick hand skips places: those between the last one and this one are on the way.
  function paint(here) {
    const from = last ?? here
    for (let i = from.i; i !== here.i; i += Math.sign(here.i - from.i))
      set(i, from.height + ((i - from.i) / (here.i - from.i)) * (here.height - from.height))
    set(here.i, here.height)
    last = here
    draw()
  }

  svg.onpointerdown = (event) => {
    if (!open()) return
    svg.setPointerCapture(event.pointerId)
    last = null
    paint(place(event))
  }
  svg.onpointermove = (event) => svg.hasPointerCapture(event.pointerId) && open() && paint(place(event))
  button.onclick = () => {
    find(".spoken").textContent = "Your curve is on its way."
    find(".spoken").focus({ preventScroll: true }) // a disabled button loses the focus to the top of the page
    button.disabled = true // one answer, however often it is pressed
    view.send("curve", filled(view.heights))
  }
  new ResizeObserver(draw).observe(svg)

  return {
    show(data, send) {
      const fresh = !view.data || view.data.places.join() !== data.places.join() || view.data.button !== data.button
      Object.assign(view, { data, send })
      if (fresh) {
        find(".spoken").textContent = ""
        view.heights = data.drawn ? [...data.drawn] : data.places.map(() => null)
        find(".points").replaceChildren(...(mine() ? data.places.map((_, i) => point(i)) : []))
      }
      draw()
    },
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!views.has(parentElement)) views.set(parentElement, makeView(parentElement))
  views.get(parentElement).show(data, setTriggerValue)
}
