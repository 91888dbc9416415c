"""The template of the assessment as files, and the check of a filled one.

A file is read in a child process, answered, and forgotten: the server keeps nothing of it. What
was accepted goes back as one text, which the page keeps in the reader's browser.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from functools import cache
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, ServiceUnavailable

from geo.assessment.kinds import report_on
from geo.assessment.loaded import Loaded, kept_rows, template_rows, template_xlsx
from geo.assessment.loading import (
    MOST_KEPT_BYTES,
    NEEDS,
    Addition,
    added,
    asked_of,
    known,
    read_kept,
)
from geo.assessment.rules import COLUMNS
from geo.build.confined import WALL_SECONDS, read_apart
from geo.build.limits import MOST_ROWS
from geo.files.unreadable import UnreadableFileError
from geo.lessons.similarity import keyed_sites
from geo.own.known import known_places
from geo.rows import rows_of
from geo.sites.sites import paper_sites
from geo.world.world import World
from layers.api import cells
from layers.assessment.report import report
from layers.blocks.markup import spelled
from layers.serve.guard import UPLOAD_PATH

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READ_AT_ONCE = 2
UNTOUCHED = "What was loaded before is untouched."


def register(server: Flask, world: World) -> None:
    """Add the template for GET and the upload for POST, in worlds that have an assessment.

    Parameters
    ----------
    server
        The Flask server of the application.
    world
        The built tables.
    """
    if not world.has(*NEEDS):
        return
    rows = template_rows(list(keyed_sites(paper_sites(world)).index), asked_of(world))
    # A workbook is made when somebody asks for it: its library is large.
    book, table = cache(lambda: template_xlsx(rows)), cells.write(COLUMNS, rows)
    _add(server, f"{UPLOAD_PATH}/template.csv", "GET",
         lambda: _file(table, "text/csv", "assessment-template.csv"))  # fmt: skip
    _add(server, f"{UPLOAD_PATH}/template.xlsx", "GET",
         lambda: _file(book(), XLSX, "assessment-template.xlsx"))  # fmt: skip
    turns = threading.BoundedSemaphore(READ_AT_ONCE)
    _add(server, UPLOAD_PATH, "POST", lambda: _upload(world, turns))


def _add(server: Flask, path: str, method: str, view: Any) -> None:
    server.add_url_rule(path, path, view, methods=[method], provide_automatic_options=False)


def _file(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _weight(kept: str) -> int:
    """Bytes of a text as it travels with a question of the page."""
    return len(json.dumps(kept, ensure_ascii=False).encode())


def _upload(world: World, turns: threading.BoundedSemaphore) -> Response:
    """Check one filled template, and answer with a report and the text to keep."""
    file = request.files.get("file")
    if file is None:
        raise BadRequest(f"No file was sent. {UNTOUCHED}")
    kept, before = _kept_before(world)
    if not turns.acquire(timeout=WALL_SECONDS):
        raise ServiceUnavailable(f"Other files are being read: try again soon. {UNTOUCHED}")
    try:
        sheet = read_apart(file.read(), COLUMNS)
        addition = added(world, sheet, before)
    except UnreadableFileError as error:
        said = f"{error.where[:1].upper()}{error.where[1:]}: {error.reason}; {error.remedy}."
        raise BadRequest(f"{said} {UNTOUCHED}") from None
    finally:
        turns.release()
    return _answer(world, addition, kept, file.filename or "")


def _kept_before(world: World) -> tuple[str, Loaded]:
    """What the browser says was loaded before; text that cannot be read stops the upload."""
    sent = request.files.get("kept")
    try:
        kept = sent.read().decode() if sent else ""
        return kept, read_kept(world, kept)
    except (UnicodeDecodeError, UnreadableFileError):
        said = "What this browser keeps cannot be read: remove it first, then load the file."
        raise BadRequest(said) from None


def _answer(world: World, addition: Addition, kept: str, name: str) -> Response:
    found, here, places = addition.found, known(world), known_places(world)
    looked = report_on(found.sheet.rows, found, here, places)
    codes = dict(places.table[["region_code", "name_en"]].to_numpy().tolist())
    names = {**codes, **here.site_names.shown}
    rejected = found.rejected["row"].nunique()
    accepted = found.rows_read - rejected
    text_to_keep = _spelled(addition.loaded) if accepted else kept
    return jsonify(
        {
            "kept": text_to_keep,
            "rows_read": found.rows_read,
            "rows_empty": found.empty_count,
            "accepted": accepted,
            "rejected": rejected,
            "replaced": addition.replaced_count,
            "encoding": found.sheet.encoding,
            "separator": found.sheet.separator,
            "sheet": found.sheet.name,
            "left_out": found.sheet.left_out,
            "told": rows_of(found.told),
            "reasons": rows_of(found.rejected),
            "kinds": [asdict(one) for one in looked.findings],
            "report": spelled(report(addition, name, looked, names)),
        }
    )


def _spelled(loaded: Loaded) -> str:
    """Everything loaded as rows of the template, within the limit of what a browser keeps."""
    rows = kept_rows(loaded.values, loaded.sites, loaded.links)
    kept = cells.write(COLUMNS, rows).decode(cells.ENCODING)
    if len(rows) > MOST_ROWS or _weight(kept) > MOST_KEPT_BYTES:
        most = MOST_KEPT_BYTES // 1024
        raise RequestEntityTooLarge(
            f"With this file more than {most} kB would be kept, which is too much: shorten texts "
            f"or load fewer rows. {UNTOUCHED}"
        )
    return kept
