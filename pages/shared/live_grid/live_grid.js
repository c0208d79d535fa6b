// The instrument: three native sliders, one redraw a frame, and a word to the server on release.

const views = new WeakMap()

function makeView(root) {
  const find = (selector) => root.querySelector(selector)
  const [bits, clip, zero] = [find("#bits"), find("#clip"), find("#zero")]
  const [values, errors, readout, methods] = [find(".values"), find(".errors"), find(".readout"), find(".methods")]
  const view = { table: null, position: null, send: null, start: null, sent: [], frame: 0 }
  const pictures = { values: null, error: null, row: null }

  function draw() {
    view.frame = 0
    const { table, position } = view
    if (!table || !values.clientWidth) return
    const now = lookUp(table, position)
    placeSliders(now)
    pictures.values ??= valuesPicture(values, table)
    if (pictures.row !== position.row) pictures.error = errorPicture(errors, table, position.row)
    pictures.row = position.row
    pictures.values(now)
    pictures.error(now)
    fillReadout(readout, now)
    fillMethods(methods, now.format)
    say(find(".finding"), finding(now))
  }

  function redrawAll() {
    Object.assign(pictures, { values: null, row: null })
    view.frame ||= requestAnimationFrame(draw)
  }

  function placeSliders({ format, zero_point: zeroPoint }) {
    const { row, clip: percentKept } = view.position
    place(bits, row, `${format.bits} (${format.name})`, `${format.bits} bits, ${format.name}`)
    place(clip, percentKept, `${percentKept} %`, `${percentKept} % of the min-max range`)
    find(".affine").hidden = format.zero_points[0] === format.zero_points[1]
    ;[zero.min, zero.max] = format.zero_points
    place(zero, zeroPoint, `${zeroPoint}`, `${zeroPoint}`)
  }

  function place(slider, value, shown, spoken) {
    if (Number(slider.value) !== value) slider.value = value
    const reach = slider.max - slider.min
    slider.style.setProperty("--filled", `${reach > 0 ? (100 * (value - slider.min)) / reach : 100}%`)
    slider.setAttribute("aria-valuetext", spoken)
    say(find(`output[for=${slider.id}]`), shown)
  }

  // However many events arrive, one redraw a frame.
  function move(change) {
    view.position = { ...view.position, ...change }
    view.frame ||= requestAnimationFrame(draw)
  }

  function release() {
    const { row, clip: percentKept, zeroPoint } = view.position
    const position = { bits: view.table.formats[row].bits, clip: percentKept, zero_point: zeroPoint }
    const said = JSON.stringify(position)
    if (said !== (view.sent.at(-1) ?? view.start)) {
      view.sent.push(said)
      view.send("position", position)
    }
    requestAnimationFrame(() => {
      find(".spoken").textContent = `${find(".finding").textContent} ${readout.innerText}`
    })
  }

  function follow(method) {
    const { clip: share } = view.table.formats[view.position.row].marks[method]
    move({ clip: Math.max(1, Math.round(100 * share)), zeroPoint: null })
    release()
  }

  function adopt({ formats, start }) {
    const row = formats.findIndex((format) => format.bits === start.bits)
    view.position = { row, clip: start.clip, zeroPoint: start.zero_point }
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
  const resized = new ResizeObserver(redrawAll)
  resized.observe(root.querySelector(".pictures"))
  view.destroy = () => resized.disconnect()

  // The server repeats what was released, perhaps after the finger has moved on; only what is new to us counts.
  view.show = (data) => {
    const start = JSON.stringify(data.start)
    const echo = view.sent.indexOf(start)
    const known = echo >= 0 || start === view.start
    view.sent.splice(0, echo + 1)
    view.start = start
    if (view.table?.name !== data.name) {
      view.table = readTable(data)
      view.table.histogram = histogramOf(view.table.values)
      bits.max = data.formats.length - 1
      bits.disabled = data.formats.length === 1
      clip.max = data.clips
      makeMethods(methods, data.methods, follow)
      adopt(data)
    } else if (!known) adopt(data)
    const palette = getComputedStyle(find(".bench")).getPropertyValue("--st-chart-categorical-colors").split(",")
    find(".bench").style.setProperty("--sky", palette[4])
    redrawAll()
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
