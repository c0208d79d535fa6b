// Draws one of the looks that qlab measured; it looks numbers up and computes none.

const TILES_ACROSS = 4
const SIDE = 8 // pixels along a digit, and along the picture of one unit's weights

const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)} %`
const color = (element, name) => getComputedStyle(element).getPropertyValue(name).trim()

function mix(from, to, share) {
  const part = (hex, i) => parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16)
  const channels = [0, 1, 2].map((i) => Math.round(part(from, i) + share * (part(to, i) - part(from, i))))
  return `rgb(${channels.join(" ")})`
}

function paint(canvas, pixels, across, shade) {
  const tiles = pixels.length / (SIDE * SIDE)
  const gap = tiles > 1 ? 1 : 0
  canvas.width = across * (SIDE + gap) - gap
  canvas.height = Math.ceil(tiles / across) * (SIDE + gap) - gap
  const brush = canvas.getContext("2d")
  pixels.forEach((value, i) => {
    const tile = Math.floor(i / (SIDE * SIDE))
    const left = (tile % across) * (SIDE + gap) + (i % SIDE)
    const top = Math.floor(tile / across) * (SIDE + gap) + Math.floor((i % (SIDE * SIDE)) / SIDE)
    brush.fillStyle = shade(value)
    brush.fillRect(left, top, 1, 1)
  })
}

export default function (component) {
  const { data, parentElement } = component
  const find = (selector) => parentElement.querySelector(selector)
  const bench = find(".bench")
  const slider = find("#bits")
  const asTrained = data.looks[0]
  const reach = Math.max(...asTrained.weights.flat().map(Math.abs))
  let digit = Number(bench.dataset.digit ?? 3)

  slider.max = data.looks.length - 1
  find(".ticks").innerHTML = data.looks.map((look) => `<span>${look.bits ?? "float"}</span>`).join("")
  find(".thumbs").innerHTML = data.pictures.map((_, i) => `<button type="button" role="radio">${i}</button>`).join("")
  find(".answers").innerHTML = data.pictures
    .map((_, i) => `<li><span>${i}</span><span class="bar"><span class="filled"></span></span><span class="share"></span></li>`)
    .join("")
  const thumbs = [...parentElement.querySelectorAll(".thumbs button")]
  const answers = [...parentElement.querySelectorAll(".answers li")]

  function draw() {
    const look = data.looks[slider.value]
    const shares = look.probabilities[digit]
    const says = shares.indexOf(Math.max(...shares))
    const { outcome } = look
    const page = color(bench, "--st-background-color")
    const low = color(bench, "--st-blue-color")
    const high = color(bench, "--st-orange-color")
    const name = look.bits === null ? "32-bit floats, as trained" : `${look.bits} · ${look.levels} different values`

    bench.classList.toggle("as-trained", look.bits === null)
    bench.dataset.digit = digit
    find("#bits-now").textContent = name
    slider.setAttribute("aria-valuetext", look.bits === null ? name : `${look.bits} bits, ${look.levels} different values`)
    paint(find("#digit"), data.pictures[digit], 1, (ink) => mix(page, color(bench, "--st-text-color"), ink))
    find("#digit").setAttribute("aria-label", `A handwritten ${digit}, 8 by 8 pixels`)
    paint(find("#weights"), look.weights.flat(), TILES_ACROSS, (w) => mix(page, w < 0 ? low : high, Math.min(1, Math.abs(w) / reach)))
    find("#weights").setAttribute("aria-label", `${look.weights.length} units' weights, in ${look.levels} different values`)
    thumbs.forEach((thumb, i) => {
      thumb.setAttribute("aria-checked", i === digit)
      thumb.tabIndex = i === digit ? 0 : -1
    })
    answers.forEach((answer, i) => {
      answer.classList.toggle("top", i === says)
      answer.querySelector(".filled").style.width = `${100 * shares[i]}%`
      answer.querySelector(".share").textContent = percent(shares[i])
    })
    find("#says").textContent = `It says ${says}, ${percent(shares[says])} sure.`
    find("#truth").textContent = says === digit ? "✓ Right." : `✗ Wrong: it is a ${digit}.`
    find("#accuracy").textContent = percent(outcome.accuracy, 1)
    find("#of").textContent = `of ${outcome.n_test} test digits right`
    find(".meter .filled").style.width = `${100 * outcome.accuracy}%`
    find(".tick.float").style.left = `calc(${100 * asTrained.outcome.accuracy}% - 2px)`
    find(".tick.chance").style.left = `${100 * data.chance}%`
    find("#legend").textContent =
      `On the bar: as trained ${percent(asTrained.outcome.accuracy, 1)} (solid mark), guessing ${percent(data.chance)} (dashed mark). ` +
      `95 % interval of the accuracy now: ${percent(outcome.wilson_low, 1)} to ${percent(outcome.wilson_high, 1)}.`
  }

  function speak() {
    find("#spoken").textContent = [find("#bits-now"), find("#says"), find("#truth"), find("#accuracy"), find("#of")]
      .map((part) => part.textContent)
      .join(" ")
  }

  function choose(next) {
    digit = (next + thumbs.length) % thumbs.length
    draw()
    speak()
  }

  slider.oninput = draw
  slider.onchange = speak
  thumbs.forEach((thumb, i) => {
    thumb.onclick = () => choose(i)
    thumb.onkeydown = (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (!step) return
      event.preventDefault()
      choose(i + step)
      thumbs[digit].focus()
    }
  })
  draw()
}
