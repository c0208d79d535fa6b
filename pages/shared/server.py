"""What stands between the network and Streamlit: headers on every answer, and a guard on the socket."""

import logging
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

logger = logging.getLogger(__name__)


def inline_scripts() -> str:
    """Return the hashes of the scripts that stand in Streamlit's own page, as a policy names them."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = [
        sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", page, re.S)
    ]
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


# Components of our own arrive as blob: modules, and Streamlit and Plotly style elements inline.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: {inline_scripts()}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# What a page needs. Streamlit also obeys `clear_cache` from anyone who can open the page, for everyone.
ALLOWED = {"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"}


class SecurityHeaders:
    """Put HEADERS on every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class SocketGuard:
    """Drop what a browser sends over the socket unless a page needs it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on with the messages that `wanted` keeps."""

        async def receive_wanted() -> Message:
            while not wanted(message := await receive()):
                logger.warning("dropped a message that no page sends")
            return message

        await self.app(scope, receive_wanted if scope["type"] == "websocket" else receive, send)


def wanted(message: Message) -> bool:
    """Tell whether a socket's message may reach Streamlit. What is no BackMsg may: Streamlit hangs up on it."""
    frame = message.get("bytes") if message["type"] == "websocket.receive" else None
    if not frame:
        return True
    try:
        kind = BackMsg.FromString(frame).WhichOneof("type")
    except Exception:  # protobuf's DecodeError depends on the implementation in use
        return True
    return kind in ALLOWED
