// Points of two classes in a square. The server hears of them when Train is pressed, and not before.

const SVG = "http://www.w3.org/2000/svg"
const SHAPES = { zeros: ["circle", { r: 1.6 }], ones: ["path", { d: "M0 -2L1.9 1.5H-1.9Z" }] }
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
const STRIDE = 5 // of an arrow key, and between the points of a drag; with Shift a key moves by 1
const views = new WeakMap()

function makeView(root) {
  const find = (selector) => root.querySelector(selector)
  const square = find("svg")
  const view = { points: [], start: null, sent: null, most: 0, top: 0, train: null }
  let cross = { x: 50, y: 50 }
  let last = null

  const chosen = () => find("input:checked").value
  const say = (words) => (find(".spoken").textContent = words)
  const across = (x, y) => `translate(${(100 * x) / view.top} ${100 - (100 * y) / view.top})`

  function draw() {
    find(".points").replaceChildren(
      ...view.points.map(({ name, x, y }) => {
        const [shape, size] = SHAPES[name]
        const mark = document.createElementNS(SVG, shape)
        for (const [key, value] of Object.entries({ ...size, class: name, transform: across(x, y) })) mark.setAttribute(key, value)
        return mark
      }),
    )
    find(".cross").setAttribute("transform", across(cross.x, cross.y))
    find(".count").textContent = `${view.points.length} of ${view.most} points`
  }

  function put({ x, y }) {
    const full = view.points.length >= view.most
    if (!full) view.points.push({ name: chosen(), x, y })
    draw()
    say(full ? "The square is full." : `Class ${chosen() === "ones" ? 1 : 0} at ${x}, ${y}. ${view.points.length} points.`)
  }

  function undo() {
    view.points.pop()
    draw()
    say(`${view.points.length} points.`)
  }

  const kept = (value) => Math.min(view.top, Math.max(0, Math.round(value)))

  function place(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(square.getScreenCTM().inverse())
    return { x: kept((at.x * view.top) / 100), y: kept(((100 - at.y) * view.top) / 100) }
  }

  square.onpointerdown = (event) => {
    square.setPointerCapture(event.pointerId)
    put((last = place(event)))
  }
  square.onpointermove = (event) => {
    if (!square.hasPointerCapture(event.pointerId)) return
    const here = place(event)
    if (Math.hypot(here.x - last.x, here.y - last.y) >= STRIDE) put((last = here))
  }
  square.onkeydown = (event) => {
    const step = STEPS[event.key]?.map((part) => part * (event.shiftKey ? 1 : STRIDE))
    if (step) {
      cross = { x: kept(cross.x + step[0]), y: kept(cross.y + step[1]) }
      draw()
      say(`${cross.x}, ${cross.y}`)
    } else if (event.key === " " || event.key === "Enter") put(cross)
    else if (event.key === "Backspace" || event.key === "Delete") undo()
    else return
    event.preventDefault()
  }
  find(".undo").onclick = undo
  find(".clear").onclick = () => {
    view.points = []
    draw()
    say("No points.")
  }
  const codes = (name) => view.points.filter((point) => point.name === name).map(({ x, y }) => (view.top + 1) * x + y)
  find(".train").onclick = () => {
    const sent = { zeros: codes("zeros"), ones: codes("ones") }
    view.sent = JSON.stringify(sent)
    view.train("train", sent)
  }

  // What the server repeats is known here; only points from a link are new.
  view.show = ({ points, most, coordinates }) => {
    const start = JSON.stringify(points)
    view.most = most
    view.top = coordinates - 1
    if (start !== view.start && start !== view.sent) {
      view.points = Object.entries(points).flatMap(([name, all]) =>
        all.map((code) => ({ name, x: Math.floor(code / coordinates), y: code % coordinates })),
      )
    }
    view.start = start
    draw()
  }
  return view
}

export default function ({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) ?? makeView(parentElement)
  views.set(parentElement, view)
  view.train = setTriggerValue
  view.show(data)
}
