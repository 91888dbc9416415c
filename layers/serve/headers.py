"""The security headers that every reply carries, whatever its status and whoever wrote it.

They are set in a WSGI layer around the whole application, so that error pages, not-modified
replies and replies of other routes cannot miss them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dash import Dash
from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NO_STORE = "no-store"
REVALIDATE = "no-cache"
IMMUTABLE = "public, max-age=31536000, immutable"

STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
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


def content_security_policy(script_hashes: Iterable[str] = ()) -> str:
    """Return the policy text, with the inline scripts it lets through.

    Parameters
    ----------
    script_hashes
        Quoted hash sources such as ``'sha256-…'``, one an inline script; none by default.

    Returns
    -------
    str
        The value of the ``Content-Security-Policy`` header. It never holds ``unsafe-eval``.

    Examples
    --------
    >>> content_security_policy(["'sha256-abc='"]).split("; ")[1]
    "script-src 'self' 'sha256-abc='"
    """
    policy = {**_POLICY, "script-src": " ".join([_POLICY["script-src"], *script_hashes])}
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


def mark(headers: Headers, policy: str, *, secure: bool) -> None:
    """Set the security headers on one reply, in place.

    Parameters
    ----------
    headers
        The reply's headers. A ``Cache-Control`` that allows a stored copy only after asking
        again, or for good, stays; anything else becomes ``no-store``.
    policy
        Content security policy of the page.
    secure
        Whether the request came over TLS; only then the reply asks for TLS from now on.
    """
    for name, value in FIXED.items():
        headers[name] = value
    headers["Content-Security-Policy"] = policy
    if headers.get("Cache-Control") not in (IMMUTABLE, REVALIDATE):
        headers["Cache-Control"] = NO_STORE
    if secure:
        headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    headers.pop("Server", None)


class _Marked:
    """A WSGI application whose replies all carry the headers."""

    def __init__(self, app: Dash, inner: WSGIApplication) -> None:
        self._app = app
        self._inner = inner

    @cached_property
    def _policy(self) -> str:
        # Read at the first reply: a callback registered later would be missing from the hashes.
        return content_security_policy(dict.fromkeys(self._app.csp_hashes()))

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterator[bytes]:
        secure = environ.get("wsgi.url_scheme") == "https"

        def start_marked(status: str, pairs: list[tuple[str, str]], *rest: Any) -> Callable:
            headers = Headers(pairs)
            mark(headers, self._policy, secure=secure)
            return start(status, headers.to_wsgi_list(), *rest)

        return self._inner(environ, start_marked)


def install(app: Dash) -> None:
    """Put the headers on every reply of an application.

    Parameters
    ----------
    app
        The Dash application. Register every callback before its first request: the hashes of the
        inline scripts are read then, once.
    """
    app.server.wsgi_app = _Marked(app, app.server.wsgi_app)
