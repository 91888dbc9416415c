"""The security headers that every reply carries, whatever its status and whoever wrote it.

They are set in a WSGI layer around the whole application, so that error pages, not-modified
replies and replies of other routes cannot miss them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dash import Dash
from werkzeug.datastructures import Headers

from layers.serve.frames import EMBED_PATH

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NO_STORE = "no-store"
REVALIDATE = "no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"

STRICT_DAYS = 365
DAY_SECONDS = 24 * 3600

NO_FRAME = {"X-Frame-Options": "DENY"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    **NO_FRAME,
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Styles need 'unsafe-inline' because plotly.js and Mantine write style elements; scripts never do.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}


def content_security_policy(script_hashes: Iterable[str] = (), framers: Iterable[str] = ()) -> str:
    """Return the policy text, with the inline scripts it lets through and who may frame the page.

    Parameters
    ----------
    script_hashes
        Quoted hash sources such as ``'sha256-…'``, one an inline script; none by default.
    framers
        Origins whose pages may show this one in a frame; nobody by default.

    Returns
    -------
    str
        The value of the ``Content-Security-Policy`` header. It never holds ``unsafe-eval``.

    Examples
    --------
    >>> content_security_policy(["'sha256-abc='"]).split("; ")[1]
    "script-src 'self' 'sha256-abc='"
    """
    policy = {
        **_POLICY,
        "script-src": " ".join([_POLICY["script-src"], *script_hashes]),
        "frame-ancestors": " ".join(framers) or _POLICY["frame-ancestors"],
    }
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def mark(headers: Headers, policy: str, *, strict_days: int = 0, is_framed: bool = False) -> None:
    """Set the security headers on one reply, in place.

    Parameters
    ----------
    headers
        The reply's headers. A ``Cache-Control`` that allows a stored copy only after asking
        again, or for good, stays; anything else becomes ``no-store``.
    policy
        Content security policy of the page.
    strict_days
        Days for which the reply asks for TLS alone; none for a request that did not come over TLS.
    is_framed
        Whether the policy names who may frame it: the older header knows none but nobody.
    """
    for name, value in FIXED.items():
        headers[name] = value
    for name in NO_FRAME if is_framed else ():
        headers.pop(name)
    headers["Content-Security-Policy"] = policy
    if headers.get("Cache-Control") not in (IMMUTABLE, REVALIDATE):
        headers["Cache-Control"] = NO_STORE
    if strict_days:
        seconds = strict_days * DAY_SECONDS
        headers["Strict-Transport-Security"] = f"max-age={seconds}; includeSubDomains"
    headers.pop("Server", None)


class _Marked:
    """A WSGI application whose replies all carry the headers."""

    def __init__(
        self, app: Dash, inner: WSGIApplication, framers: Sequence[str], strict_days: int
    ) -> None:
        self._app = app
        self._inner = inner
        self._framers = framers
        self._strict_days = strict_days

    @cached_property
    def _policies(self) -> dict[bool, str]:
        """Policies of the page and, under True, of the one that frames may show."""
        # Read at the first reply: a callback registered later would be missing from the hashes.
        hashes = dict.fromkeys(self._app.csp_hashes())
        framed = content_security_policy(hashes, self._framers)
        return {False: content_security_policy(hashes), True: framed}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
        days = self._strict_days if environ.get("wsgi.url_scheme") == "https" else 0
        is_framed = bool(self._framers) and environ.get("PATH_INFO") == EMBED_PATH

        def start_marked(status: str, pairs: list[tuple[str, str]], *rest: Any) -> Callable:
            headers = Headers(pairs)
            mark(headers, self._policies[is_framed], strict_days=days, is_framed=is_framed)
            return start(status, headers.to_wsgi_list(), *rest)

        return self._inner(environ, start_marked)


def install(app: Dash, framers: Sequence[str] = (), strict_days: int = STRICT_DAYS) -> None:
    """Put the headers on every reply of an application.

    Parameters
    ----------
    app
        The Dash application. Register every callback before its first request: the hashes of the
        inline scripts are read then, once.
    framers
        Origins whose pages may show the address of frames; nobody by default.
    strict_days
        Days for which a browser that came over TLS is told to ask for TLS alone.
    """
    app.server.wsgi_app = _Marked(app, app.server.wsgi_app, framers, strict_days)
