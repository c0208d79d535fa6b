// The instrument: three native sliders, one redraw a frame, and a word to the server on release.

const views = new WeakMap()

function makeView(root) {
  const find = (selector) => root.querySelector(selector)
  const [bits, clip, zero] = [find("#bits"), find("#clip"), find("#zero")]
  const [values, errors, readout, methods] = [find(".values"), find(".errors"), find(".readout"), find(".methods")]
  const view = { table: null, position: { row: 0, clip: 100, zeroPoint: null }, send: null, frame: 0 }

  function draw() {
    view.frame = 0
    if (!view.table || !values.clientWidth) return
    const now = lookUp(view.table, view.position)
    placeSliders(now)
    drawValues(values, view.table, now, values.clientWidth)
    drawError(errors, view.table, now, view.position.row, errors.clientWidth)
    fillReadout(readout, now)
    fillMethods(methods, now.format)
    find(".finding").textContent = finding(now)
  }

  function placeSliders({ format, zero_point: zeroPoint }) {
    const { row, clip: percentKept } = view.position
    place(bits, row, `${format.bits}`, `${format.bits} bits, ${format.name}`)
    place(clip, percentKept, `${percentKept} %`, `${percentKept} % of the min-max range`)
    find(".affine").hidden = format.zero_points[0] === format.zero_points[1]
    ;[zero.min, zero.max] = format.zero_points
    place(zero, zeroPoint, `${zeroPoint}`, `${zeroPoint}`)
    find("output[for=bits]").textContent = `${format.bits} (${format.name})`
  }

  function place(slider, value, shown, spoken) {
    if (Number(slider.value) !== value) slider.value = value
    slider.setAttribute("aria-valuetext", spoken)
    find(`output[for=${slider.id}]`).textContent = shown
  }

  // However many events arrive, one redraw a frame.
  function move(change) {
    view.position = { ...view.position, ...change }
    view.frame ||= requestAnimationFrame(draw)
  }

  function release() {
    const { row, clip: percentKept, zeroPoint } = view.position
    view.send("position", { bits: view.table.formats[row].bits, clip: percentKept, zero_point: zeroPoint })
    requestAnimationFrame(() => (find(".spoken").textContent = `${find(".finding").textContent} ${readout.innerText}`))
  }

  bits.oninput = () => move({ row: Number(bits.value), zeroPoint: null })
  clip.oninput = () => move({ clip: Number(clip.value) })
  zero.oninput = () => {
    const chosen = view.table.formats[view.position.row].zero_point
    move({ zeroPoint: Number(zero.value) === chosen ? null : Number(zero.value) })
  }
  for (const slider of [bits, clip, zero]) slider.onchange = release
  errors.onpointerdown = (event) => {
    errors.setPointerCapture(event.pointerId)
    move({ clip: clipAt(errors, event) })
  }
  errors.onpointermove = (event) => errors.hasPointerCapture(event.pointerId) && move({ clip: clipAt(errors, event) })
  errors.onpointerup = release
  makeReadout(readout)
  makeMethods(methods, (method) => {
    const { marks } = view.table.formats[view.position.row]
    move({ clip: Math.max(1, Math.round(100 * marks.find((mark) => mark.method === method).clip)), zeroPoint: null })
    release()
  })
  const resized = new ResizeObserver(() => move({}))
  resized.observe(root.querySelector(".pictures"))
  view.destroy = () => resized.disconnect()

  // A new table comes with its position; an echo of what was released does not move the finger.
  view.show = (data) => {
    if (view.table?.name !== data.name) {
      view.table = readTable(data)
      view.table.histogram = histogramOf(view.table.values)
      bits.max = data.formats.length - 1
      clip.max = data.clips
      const row = data.formats.findIndex((format) => format.bits === data.start.bits)
      view.position = { row, clip: data.start.clip, zeroPoint: data.start.zero_point }
    }
    const palette = getComputedStyle(find(".bench")).getPropertyValue("--st-chart-categorical-colors").split(",")
    find(".bench").style.setProperty("--sky", palette[4])
    draw()
  }
  return view
}

export default function ({ data, parentElement, setStateValue }) {
  const view = views.get(parentElement) ?? makeView(parentElement)
  views.set(parentElement, view)
  view.send = setStateValue
  view.show(data)
  return () => {
    view.destroy()
    views.delete(parentElement)
  }
}
