// The browser remembers the resume code, so that a reload or tomorrow's visit goes on where this one ended. And it
// tells its other tabs: one that was open before there was a code goes on as the same learner, not as another.

const YEAR = 60 * 60 * 24 * 365
const tabs = new BroadcastChannel("qlab_resume")

export default function ({ data, setTriggerValue }) {
  const { cookie, code } = data
  tabs.onmessage = ({ data: found }) => found && !code && setTriggerValue("found", found)
  if (code === null) return
  const secure = location.protocol === "https:" ? "; Secure" : ""
  document.cookie = `${cookie}=${code}; Path=/; Max-Age=${code ? YEAR : 0}; SameSite=Lax${secure}`
  tabs.postMessage(code)
}
