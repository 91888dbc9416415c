"""The gate before every route: known hosts, small bodies, posts from our own page only.

Also the one place that turns an error into a reply: a short page for a browser, otherwise
``{"error": {"code", "message"}}``, never a trace.
"""

from __future__ import annotations

import errno
import logging
import secrets
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from html import escape
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    HTTPException,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from geo.assessment.loading import MOST_KEPT_BYTES
from geo.build.limits import MOST_BYTES
from geo.files.unreadable import MOST_BYTES as MOST_READ
from layers.below import below
from layers.serve.mounted import OUTSIDE
from layers.serve.watch.watched import note_rule
from layers.text.gettext import N_, SOURCE_LANGUAGE, _, language, languages, spoken, tag

_LOG = logging.getLogger(__name__)

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_INTERFACE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - refused, not bound
MOST_BODY_BYTES = 64 * 1024
"""Of a body that no address takes."""
MOST_READ_BYTES = 2 * 2**20
"""Of what is too large: a body up to this is read to its end before it is refused."""
UPLOAD_PATH = "/api/assessment"
VIEW_PATH = "/view"
PICTURE_PATHS = ("/picture.png", "/picture.svg", "/picture.pdf")
DRAWING_BYTES = 12 * 1024 * 1024
SLIDES_PATH = "/slides.pptx"
SLIDES_BYTES = 64 * 1024 * 1024
STANDALONE_PATH = "/standalone"
SCENES_BYTES = 512 * 1024
DRAFT_PATH, TAKE_PATH, USE_PATH = "/own/draft", "/own/draft/take", "/own/draft/use"
MEGABYTE = 1_000_000
OWN_BYTES = MOST_READ
"""Of one file of a reader, unless the server was started with a lower limit."""
ANSWERS_BYTES = 1024 * 1024
REMOVE_PATH = "/own/remove"
REMOVE_BYTES = 1024
PROJECT_PATH = "/own/project"
# A file, what was loaded before, and the lines between them.
UPLOAD_BYTES = MOST_BYTES + MOST_KEPT_BYTES + 64 * 1024
TOO_LARGE = N_("The body is too large.")
FILE_TOO_LARGE = N_(
    "The file is larger than this page opens. Send fewer columns or rows, or the same table as "
    "Parquet, which is smaller. Nothing before has changed."
)


@dataclass(frozen=True)
class Post:
    """What one of our own addresses takes from the page: kind and size of the body."""

    mimetype: str
    most_bytes: int
    kind: str
    too_large: str = ""


POSTS = {
    VIEW_PATH: Post("text/csv", MOST_KEPT_BYTES, "the rows that the page keeps"),
    **dict.fromkeys(PICTURE_PATHS, Post("image/svg+xml", DRAWING_BYTES, "a drawing of the page")),
    SLIDES_PATH: Post("application/json", SLIDES_BYTES, "scenes with their drawings"),
    UPLOAD_PATH: Post("multipart/form-data", UPLOAD_BYTES, "a form with a file"),
    STANDALONE_PATH: Post("application/json", SCENES_BYTES, "a list of scenes"),
    DRAFT_PATH: Post("application/octet-stream", OWN_BYTES, "a file", FILE_TOO_LARGE),
    **dict.fromkeys(
        (TAKE_PATH, USE_PATH), Post("application/json", ANSWERS_BYTES, "answers to questions")
    ),
    REMOVE_PATH: Post("application/json", REMOVE_BYTES, "an empty record"),
    PROJECT_PATH: Post("application/json", SCENES_BYTES, "scenes"),
}

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
  <head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,"></head>
  <body><main><h1>{title}</h1><p>{message}</p><p><a href="{home}">{label}</a></p></main></body>
</html>
"""

TITLES = {
    HTTPStatus.BAD_REQUEST: N_("Bad Request"),
    HTTPStatus.FORBIDDEN: N_("Forbidden"),
    HTTPStatus.NOT_FOUND: N_("Not Found"),
    HTTPStatus.METHOD_NOT_ALLOWED: N_("Method Not Allowed"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: N_("Request Entity Too Large"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: N_("Unsupported Media Type"),
    HTTPStatus.TOO_MANY_REQUESTS: N_("Too Many Requests"),
    HTTPStatus.INTERNAL_SERVER_ERROR: N_("Internal Server Error"),
    HTTPStatus.SERVICE_UNAVAILABLE: N_("Service Unavailable"),
}
"""What a reader meets, in words; other errors keep the phrase of the protocol."""
WRONG_HOST = N_("This server does not answer to that host name.")
FOREIGN = N_("Only the page itself may ask this.")
REFUSED = "corridors.refused"
"""Key of the environment: why a question is not let in, see :mod:`layers.serve.admission`."""
UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
DISK = N_(
    "The disk of the server is full or cannot be written. Nothing before has changed: try again."
)
FAULT = N_("Something failed here. The log has it as event {event}.")


def install(server: Flask, extra_hosts: Collection[str] = (), most_upload: int = OWN_BYTES) -> None:
    """Put the gate before every route of a server.

    Parameters
    ----------
    server
        The Flask server of the application.
    extra_hosts
        Host names the server answers to besides this machine's own, without port. None by default.
    most_upload
        Bytes of the largest file that a reader may open as data of their own.
    """
    posts = POSTS | {DRAFT_PATH: replace(POSTS[DRAFT_PATH], most_bytes=most_upload)}
    named = {name.strip("[]").lower() for name in extra_hosts}
    # An address that means every interface is nobody's name: browsers reach this machine by it.
    allowed = LOCAL_HOSTS | named - EVERY_INTERFACE
    server.config["MAX_CONTENT_LENGTH"] = MOST_BODY_BYTES
    # Refusals come before the work, Dash's own set-up included.
    before = server.before_request_funcs.setdefault(None, [])
    before[:0] = [note_rule, lambda: check_request(allowed, posts)]
    server.register_error_handler(HTTPException, _reply_to)
    server.register_error_handler(Exception, _reply_to_fault)


def check_request(allowed_hosts: Collection[str], posts: Mapping[str, Post] = POSTS) -> None:
    """Refuse a request that our page, opened under an allowed name, would not send.

    Parameters
    ----------
    allowed_hosts
        Host names in lower case, without port and brackets.
    posts
        What each address takes that takes a body.

    Raises
    ------
    werkzeug.exceptions.NotFound
        If the address is not below the path that the page stands at.
    werkzeug.exceptions.BadRequest
        If the ``Host`` is not allowed: a foreign name that resolves to this machine.
    werkzeug.exceptions.RequestEntityTooLarge
        If the body is larger than its address takes.
    werkzeug.exceptions.Forbidden
        If a question or a file does not prove that it comes from our own page.
    werkzeug.exceptions.HTTPException
        What admission refused it with.
    werkzeug.exceptions.UnsupportedMediaType
        If a body is not declared as what its address takes.
    """
    if error := request.environ.get(REFUSED):
        raise error
    if request.environ.get(OUTSIDE):
        raise NotFound
    # Flask's TRUSTED_HOSTS cannot name an IPv6 address, so the check is made here.
    if (urlsplit(f"//{request.host}").hostname or "") not in allowed_hosts:
        raise BadRequest(WRONG_HOST)
    post = posts.get(request.path) if request.method == "POST" else None
    # Bodies that do not tell their size are counted while they are read.
    request.max_content_length = post.most_bytes if post else MOST_BODY_BYTES
    size = request.content_length or 0
    if size > request.max_content_length:
        # A proxy that is still sending would lose the refusal with the connection.
        if size <= MOST_READ_BYTES:
            request.environ["wsgi.input"].read(size)
        raise RequestEntityTooLarge((post and post.too_large) or TOO_LARGE)
    if post:
        if not _same_origin():
            raise Forbidden(FOREIGN)
        if request.mimetype != post.mimetype:
            raise UnsupportedMediaType(f"The body must be {post.kind}.")


def _same_origin() -> bool:
    """Tell whether the browser says the request comes from a page of this server."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if origin is None:
        return "Sec-Fetch-Site" in request.headers and site == "same-origin"
    return site == "same-origin" and origin in (f"http://{request.host}", f"https://{request.host}")


def _reply_to(error: HTTPException) -> Response:
    """Answer an expected error. The text is ours, never a piece of the request."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    ours = error.description != type(error).description and error.description
    with _reader_spoken():
        reply = _plain_reply(code, _(ours) if ours else "")
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        reply.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if seconds := getattr(error, "retry_after", None):
        reply.headers["Retry-After"] = str(seconds)
    return reply


def _reply_to_fault(error: Exception) -> Response:
    """Answer a fault of ours, or of the disk: a word for the reader, the trace for the log."""
    event = secrets.token_hex(4)
    told = {"said": {"incident": event, "route": request.endpoint}}
    _LOG.error("event %s on %s", event, request.endpoint, exc_info=error, extra=told)
    if isinstance(error, OSError) and error.errno in UNWRITABLE:
        with _reader_spoken():
            return _plain_reply(HTTPStatus.SERVICE_UNAVAILABLE, _(DISK))
    with _reader_spoken():
        return _plain_reply(HTTPStatus.INTERNAL_SERVER_ERROR, _(FAULT).format(event=event))


def asked_language() -> str:
    """The language that the address asks for, where it is one of ours."""
    asked = request.args.get("lang", "")
    return asked if asked in languages() else SOURCE_LANGUAGE


def _reader_spoken() -> AbstractContextManager[None]:
    return spoken(asked_language())


def home(lang: str, name: str) -> str:
    """Where the page begins, in a language and with the data of a name.

    Examples
    --------
    >>> home("en", ""), home("en", "a1"), home("zh", "a1")
    ('/', '/?world=a1', '/?lang=zh&world=a1')
    """
    said = {"lang": "" if lang == SOURCE_LANGUAGE else lang, "world": name}
    query = urlencode({key: value for key, value in said.items() if value})
    return below(f"/?{query}" if query else "/")


def _plain_reply(code: int, message: str) -> Response:
    title = _(TITLES.get(HTTPStatus(code), HTTPStatus(code).phrase))
    message = message or _("{title}.").format(title=title)
    if "text/html" in request.headers.get("Accept", ""):
        lang = language.get()
        begins = home(lang, request.args.get("world", ""))
        told = {"title": title, "message": message, "label": _("Open the map"), "home": begins}
        page = _PAGE.format(lang=tag(lang), **{name: escape(one) for name, one in told.items()})
        reply = Response(page, mimetype="text/html")
    else:
        reply = jsonify({"error": {"code": int(code), "message": message}})
    reply.status_code = int(code)
    return reply
