// Says so while the server cannot be reached, for then the server cannot say it; and asks it for the page once it can.
// Streamlit tells when it has lost its connection. A network that swallows everything is told by nobody: so where a
// click has no answer for a while, and only then, this asks whether anyone is there.

const CONNECTION = "data-test-connection-state"
const SCRIPT = "data-test-script-state"
const BLIP = 400 // milliseconds: a page that is being left loses its connection, too
const SILENCE = 3000
const PATIENCE = 3000
const BACK_SHOWN = 8000
const LOST = ["No connection.", "What you do now is not saved yet. Keep this page open: it goes on by itself."]
const BACK = ["Connected again.", "If your last answer is not here, please give it once more."]
const watches = new WeakMap()

function makeWatch(root) {
  const app = document.querySelector("[data-testid='stApp']")
  const notice = root.querySelector("[role='alert']")
  const over = new AbortController()
  const watch = { send: null, end: () => over.abort() }
  let [lost, silent, clicked, answered] = [false, false, 0, 0]
  let [waiting, asking, hiding] = [0, 0, 0] // timers

  const cut = () => !["CONNECTED", null].includes(app.getAttribute(CONNECTION))

  function say([first, then]) {
    clearTimeout(hiding)
    notice.firstElementChild.textContent = first
    notice.lastElementChild.textContent = then
    if (!notice.matches(":popover-open")) notice.showPopover()
  }

  function look() {
    if (over.signal.aborted || lost === (cut() || silent)) return
    lost = !lost
    say(lost ? LOST : BACK)
    if (lost) return
    hiding = setTimeout(() => notice.hidePopover(), BACK_SHOWN)
    watch.send("back", true)
  }

  async function ask() {
    clearTimeout(asking)
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })
      silent = answer.status >= 500
    } catch {
      silent = true
    }
    look()
    if (silent && !over.signal.aborted) asking = setTimeout(ask, SILENCE)
  }

  function expectAnswer() {
    waiting = 0
    if (answered >= clicked || cut()) return
    const rest = clicked + SILENCE - performance.now()
    if (rest > 0) waiting = setTimeout(expectAnswer, rest)
    else ask()
  }

  const observer = new MutationObserver(() => {
    if (app.getAttribute(SCRIPT) === "running") answered = performance.now()
    setTimeout(look, cut() ? BLIP : 0)
  })
  observer.observe(app, { attributes: true, attributeFilter: [CONNECTION, SCRIPT] })
  over.signal.onabort = () => observer.disconnect()
  const here = { capture: true, passive: true, signal: over.signal }
  for (const kind of ["click", "change"])
    document.addEventListener(kind, () => {
      clicked = performance.now()
      waiting ||= setTimeout(expectAnswer, SILENCE)
    }, here) // prettier-ignore
  for (const kind of ["offline", "online"]) window.addEventListener(kind, ask, here)
  return watch
}

export default function ({ parentElement, setTriggerValue }) {
  if (!watches.has(parentElement)) watches.set(parentElement, makeWatch(parentElement))
  const watch = watches.get(parentElement)
  watch.send = setTriggerValue
  return () => {
    watch.end()
    watches.delete(parentElement)
  }
}
