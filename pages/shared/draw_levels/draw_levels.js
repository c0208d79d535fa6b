// Levels over a histogram, dragged sideways. The server hears of them once, when they are committed.

const MARGIN = { side: 22, top: 34, bottom: 54 }
const RADIUS = 13
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }
const MANY = 16 // levels: thinner lines, which leave the bars in sight
const REACH = 70 // pixels: who touches farther from every line moves none
const views = new WeakMap()

function makeView(root) {
  const find = (selector) => root.querySelector(selector)
  const [svg, button] = [find("svg"), find("button")]
  const view = { data: null, steps: [], send: null }
  let grabbed = null

  const across = () => scaleOf(view.data.across, [MARGIN.side, svg.clientWidth - MARGIN.side])
  const ends = () => view.data.ends
  const place = (grip) => ends()[0] + ((ends()[1] - ends()[0]) * view.steps[grip]) / view.data.last
  const levels = () => view.data.lines.map(([grip, times]) => times * place(grip)).sort((a, b) => a - b)
  const said = (grip) => (view.data.percent ? `${view.steps[grip]} percent` : threeDigits(place(grip)))

  // What stays while a finger moves.
  function frame() {
    const { low, width, counts } = view.data.bars
    const [x, bottom] = [across(), svg.clientHeight - MARGIN.bottom]
    const up = scaleOf([0, Math.max(...counts)], [bottom, MARGIN.top])
    const wide = Math.max(1, x(width) - x(0) - 0.5)
    find(".bars").replaceChildren(
      ...counts.map((count, i) => svgElement("rect", { x: x(low + i * width), y: up(count), width: wide, height: bottom - up(count) })),
    )
    find(".floor").setAttribute("d", `M${MARGIN.side} ${bottom}H${svg.clientWidth - MARGIN.side}`)
    axisBelow(find(".axis"), ticksOf(...view.data.across, svg.clientWidth / 70), x, bottom + 20)
    const name = svgElement("text", { x: svg.clientWidth / 2, y: bottom + 44, "text-anchor": "middle" })
    name.textContent = "value"
    find(".axis").append(name)
  }

  function draw() {
    if (!view.data || !svg.clientWidth) return
    const [x, all] = [across(), levels()]
    const { low, width } = view.data.bars
    ;[...find(".bars").children].forEach((bar, i) => {
      const value = low + (i + 0.5) * width
      const nearest = all.reduce((best, level, j) => (Math.abs(level - value) < Math.abs(all[best] - value) ? j : best), 0)
      bar.classList.toggle("other", nearest % 2 === 1)
      bar.classList.toggle("clipped", view.data.percent && (value < all[0] || value > all.at(-1)))
    })
    const bottom = svg.clientHeight - MARGIN.bottom
    find(".levels").setAttribute("d", all.map((level) => `M${pixel(x(level))} ${MARGIN.top - 8}V${bottom}`).join(""))
    find(".levels").classList.toggle("many", all.length > MANY)
    ;[...find(".grips").children].forEach((circle, grip) => {
      circle.setAttribute("cx", x(place(grip)))
      circle.setAttribute("aria-valuenow", view.steps[grip])
      circle.setAttribute("aria-valuetext", said(grip))
    })
    say(find(".where"), view.data.percent ? `${view.data.name}: ${view.steps[0]} %` : `${view.data.name}s: ${all.map(threeDigits).join(", ")}`)
  }

  function set(grip, step) {
    view.steps[grip] = Math.min(view.data.last, Math.max(view.data.least, Math.round(step)))
    draw()
  }

  function grip(i) {
    const { name, least, last, steps } = view.data
    const circle = svgElement("circle", {
      r: RADIUS, cy: MARGIN.top - 12, tabindex: 0, role: "slider", "aria-valuemin": least, "aria-valuemax": last,
      "aria-label": steps.length > 1 ? `${name} ${i + 1}` : name,
    }) // prettier-ignore
    circle.onkeydown = (event) => {
      const far = { Home: least, End: last }
      if (event.key in far) set(i, far[event.key])
      else if (event.key in KEYS) set(i, view.steps[i] + KEYS[event.key])
      else return
      event.preventDefault()
    }
    return circle
  }

  // The line nearest to the finger follows it from where it stands, so that a touch alone moves nothing.
  svg.onpointerdown = (event) => {
    const [x, finger] = [across(), event.clientX - svg.getBoundingClientRect().left]
    const away = ([grip, times]) => Math.abs(x(times * place(grip)) - finger)
    const [nearest] = view.data.lines.filter(([, times]) => times).sort((a, b) => away(a) - away(b))
    if (away(nearest) > REACH) return
    const [grip, times] = nearest
    grabbed = { grip, times, at: finger, from: view.steps[grip] }
    svg.setPointerCapture(event.pointerId)
    find(".grips").children[grip].focus({ preventScroll: true, focusVisible: false })
  }
  svg.onpointermove = (event) => {
    if (!grabbed || !svg.hasPointerCapture(event.pointerId)) return
    const [x, finger] = [across(), event.clientX - svg.getBoundingClientRect().left]
    const moved = (x.invert(finger) - x.invert(grabbed.at)) / grabbed.times
    set(grabbed.grip, grabbed.from + (moved / (ends()[1] - ends()[0])) * view.data.last)
  }
  svg.onpointerup = svg.onpointercancel = () => (grabbed = null)
  button.onclick = () => {
    button.disabled = true // one answer, however often it is pressed
    view.send("levels", view.steps)
    find(".spoken").textContent = "Your answer is on its way."
  }
  const redraw = () => {
    if (!view.data || !svg.clientWidth) return
    frame()
    draw()
  }
  new ResizeObserver(redraw).observe(svg)

  return {
    show(data, send) {
      const fresh = !view.data
      Object.assign(view, { data, send })
      if (fresh) {
        view.steps = [...data.steps]
        find(".grips").replaceChildren(...data.steps.map((_, i) => grip(i)))
        say(button, data.commit)
      }
      button.disabled = false
      redraw()
    },
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!views.has(parentElement)) views.set(parentElement, makeView(parentElement))
  views.get(parentElement).show(data, setTriggerValue)
}
