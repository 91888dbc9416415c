"""The addresses of drafts: files come in, answers are asked, a world goes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import (
    BadRequest,
    ClientDisconnected,
    Conflict,
    NotFound,
    ServiceUnavailable,
)

from geo.assessment.loaded import template_xlsx
from geo.assessment.sited import TEMPLATE
from geo.own.building import STEPS
from layers.api import cells
from layers.blocks.markup import spelled
from layers.own import report, words
from layers.own.draft import DraftError, Drafts
from layers.own.opening import TEMPLATE_PATH
from layers.own.understood import understood
from layers.picture.naming import as_attachment
from layers.serve.guard import DRAFT_PATH, TAKE_PATH, USE_PATH, asked_language
from layers.text import gettext as text
from layers.text.gettext import _

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
REPORT_PATH, PROGRESS_PATH = "/own/report", "/own/progress"
MOST_ANSWERS, MOST_ANSWER = 20_000, 2_000
_STATUS = {"gone": NotFound, "busy": ServiceUnavailable, "waits": Conflict}

Answer = Callable[[], Response]


def register(server: Flask, drafts: Drafts) -> None:
    """Answer the addresses of drafts.

    Parameters
    ----------
    server
        The Flask server of the application.
    drafts
        Where drafts are kept, and who reads and builds.
    """
    asked: list[tuple[str, str, Callable[[Drafts], Response]]] = [
        (DRAFT_PATH, "POST", _sent),
        (TAKE_PATH, "POST", _taken),
        (USE_PATH, "POST", _used),
        (REPORT_PATH, "GET", _report),
        (PROGRESS_PATH, "GET", _progress),
        (f"{TEMPLATE_PATH}.csv", "GET", lambda _: _template("csv")),
        (f"{TEMPLATE_PATH}.xlsx", "GET", lambda _: _template("xlsx")),
    ]
    for path, method, view in asked:
        server.add_url_rule(
            path, path, _said(view, drafts), methods=[method], provide_automatic_options=False
        )


def _said(view: Callable[[Drafts], Response], drafts: Drafts) -> Answer:
    """Answer in the language of the address; what is refused has words."""

    @wraps(view)
    def answer() -> Response:
        with text.spoken(asked_language(), text.PLAIN):
            try:
                return view(drafts)
            except DraftError as error:
                said = words.refusal(error.kind, error.values)
                raise _STATUS.get(error.kind, BadRequest)(said) from None

    return answer


class _Whole:
    """The body of this request; that it ended before its time is an error, and no end of it."""

    def __init__(self) -> None:
        self._stream, self._left = request.stream, request.content_length or 0

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        piece: bytes = self._stream.read(size)
        self._left -= len(piece)
        if not piece and self._left > 0:  # the reader has gone: gunicorn says nothing of it
            raise ClientDisconnected
        return piece


def _sent(drafts: Drafts) -> Response:
    """Keep a file in a draft; without one, a draft begins."""
    asked = request.args
    draft = asked.get("draft") or drafts.begin()
    try:
        sent = drafts.add(draft, asked.get("name", ""), asked.get("role", "flows"), _Whole())
    except BaseException:
        if not asked.get("draft"):  # nobody knows of it
            drafts.end(draft)
        raise
    return jsonify({"draft": draft, "name": sent.name, "role": sent.role, "bytes": sent.size})


def _template(ending: str) -> Response:
    """The empty template of sites and links: its header."""
    body = template_xlsx([], TEMPLATE) if ending == "xlsx" else cells.write(TEMPLATE, [])
    response = Response(body, mimetype=KINDS[ending])
    name = f"sites-and-links.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _taken(drafts: Drafts) -> Response:
    """What is understood under the answers that were sent."""
    draft = request.args.get("draft", "")
    answers = _answers()
    taken = drafts.take(draft, answers)
    files = [one.name for one in drafts.files(draft)]
    reading = taken.reading
    parts = {part: report.rows_of_part(reading, part) for part in report.PARTS[:3]}
    return jsonify(
        {
            "html": spelled(understood(draft, taken, files, answers)),
            "said": report.balance(reading),
            "waits": words.waiting(reading) or words.ready(reading),
            "waits_for": list(reading.waits_for),
            "rows_read": reading.rows_read,
            **parts,
        }
    )


def _used(drafts: Drafts) -> Response:
    """Build a world of a draft; its id, and scenes that came with it."""
    draft = request.args.get("draft", "")
    world = drafts.use(draft, _answers())
    return jsonify({"world": world, "scenes": drafts.scenes(draft, world)})


def _answers() -> dict[str, str]:
    """The answers of the body: a few texts by their keys."""
    try:
        body = json.loads(request.get_data())
        answers: Mapping[str, Any] = body["answers"]
        sound = all(isinstance(one, str) for pair in answers.items() for one in pair)
        fits = all(len(key) <= MOST_ANSWER >= len(one) for key, one in answers.items())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DraftError("answers") from None
    if not sound or not fits or len(answers) > MOST_ANSWERS:
        raise DraftError("answers")
    return dict(answers)


def _report(drafts: Drafts) -> Response:
    """The report of the last reading as a file."""
    draft = request.args.get("draft", "")
    taken = drafts.taken(draft)
    files = [one.name for one in drafts.files(draft)]
    stem = files[0].rpartition(".")[0] or files[0]
    if request.args.get("format") == "csv":
        name = _("{file}, report.csv").format(file=stem)
        response = Response(report.as_csv(taken.reading), mimetype="text/csv")
    else:
        name = _("{file}, report.html").format(file=stem)
        page = report.as_page(taken.reading, files, text.tag(text.language.get()))
        response = Response(page, mimetype="text/html")
    response.headers["Content-Disposition"] = as_attachment(name)
    return response


def _progress(drafts: Drafts) -> Response:
    """Which step of the building is done now, in words."""
    step = drafts.step(request.args.get("draft", ""))
    place = STEPS.index(step) + 1 if step in STEPS else 0
    said = words.step(step) if place else ""
    return jsonify({"step": place, "steps": len(STEPS), "said": said})
