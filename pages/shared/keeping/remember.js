// The browser remembers the resume code, so that a reload or tomorrow's visit goes on where this one ended.

const YEAR = 60 * 60 * 24 * 365

export default function ({ data }) {
  const secure = location.protocol === "https:" ? "; Secure" : ""
  const age = data.code ? YEAR : 0
  document.cookie = `${data.cookie}=${data.code}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`
}
