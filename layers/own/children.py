"""Who reads and builds the drafts of this page: both children, and the store of readers' worlds."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.assessment.rules import COLUMNS
from geo.files.confined import Answer, Files, apart
from geo.files.unreadable import UnreadableFileError
from geo.outlines.places import places_to_text
from geo.own.building import BuildingError, Tell, build_apart
from geo.own.known import known_places
from geo.own.project import SAID
from geo.own.store import FullError, Store
from geo.world.world import World
from layers.own import words
from layers.own.draft import PROJECT, DraftError, Drafts, Recipe, Sent, key_of
from layers.own.reading import Reading
from layers.own.sited import SHEET, sited

if TYPE_CHECKING:
    import pyarrow as pa

_LOG = logging.getLogger(__name__)
WORK, LOOKED_THROUGH, RECEIVED = "draft", "project", "received"
PARCEL, OF_WORLD, SHAPES = "parcel", "world", "regions"
DRAFTS = ".drafts"
OF_ONE_FILE = ("title", "period", "files", "sheet", "places")
"""Answers about one file alone: the next file with the same columns is asked anew."""


@dataclass(frozen=True)
class Children:
    """Readers and builders for one page.

    Attributes
    ----------
    world : World
        Whose places a file may name.
    store : Store
        Where worlds of readers are kept.
    """

    world: World
    store: Store

    @cached_property
    def _known(self) -> str:
        return places_to_text(known_places(self.world))

    def read(self, files: Sequence[Sent], answers: Mapping[str, str]) -> Reading:
        """Read files in the confined child; what the building needs is kept beside them."""
        sent = [(one.name, one.path.read_bytes()) for one in files]
        if files[0].role == PROJECT:
            _keep(files, answers, _bytes_of(_apart(LOOKED_THROUGH, sent[:1], {})[1][RECEIVED]))
            return Reading()
        roles = [one.role for one in files]
        if SHAPES in self.world.shapes:
            path = self.world.built / "shapes" / f"{SHAPES}.geojson"
            sent, roles = [*sent, (SHAPES, path.read_bytes())], [*roles, OF_WORLD]
        asked = {"answers": dict(answers), "roles": roles, "known": self._known,
                 "template": COLUMNS}  # fmt: skip
        told, tables = _apart(WORK, sent, asked)
        if SHEET in told:
            reading, parcel = sited(self.world, told, answers, files[0].name)
            _keep(files, answers, parcel)
            return reading
        _keep(files, answers, _bytes_of(tables.get(PARCEL)))
        return Reading.of(told)

    def build(
        self, files: Sequence[Sent], answers: Mapping[str, str], reading: Reading, tell: Tell
    ) -> str:
        """Build what was read, with what nobody confirmed among its caveats."""
        path = _parcel(files, answers)
        if not path.exists():  # another draft was read, or this one under other answers since
            self.read(files, answers)
        if not path.exists():
            raise DraftError("nothing")
        content = path.read_bytes()
        if files[0].role != PROJECT:
            content = with_told(content, words.caveats(reading))
        try:
            return build_apart(content, self.store, tell)
        except BuildingError as error:
            raise DraftError("unbuilt", reason="; ".join(error.failures)[:400]) from None
        except FullError:
            raise DraftError("full") from None

    def recipes(self) -> Sequence[Recipe]:
        """Answers that are kept with worlds, as far as they hold for another file."""
        found = []
        for one in self.store.list():
            kept = {
                key: value
                for key, value in one.answers.items()
                if key.partition(":")[0] not in OF_ONE_FILE
            }
            columns = tuple(map(str, one.about.get("columns", ())))
            if kept and columns and not one.damage:
                found.append(Recipe(one.id, one.title, columns, kept))
        return found

    def scenes(self, world: str) -> Mapping[str, Any]:
        """Scenes and view that came with a world."""
        kept = self.store.find(world)
        scenes = kept.about.get("scenes") if kept else None
        return scenes if isinstance(scenes, dict) else {}


def drafts_beside(store: Store, world: World) -> Drafts:
    """Drafts of readers, kept beside their worlds.

    Parameters
    ----------
    store
        Where worlds are kept.
    world
        Whose places a file may name.
    """
    return Drafts(store.folder / DRAFTS, Children(world, store))


def _apart(work: str, sent: Files, asked: Mapping[str, Any]) -> Answer:
    """What a confined child says of some files; its refusal as one of the draft."""
    try:
        return apart(work, sent, asked)
    except UnreadableFileError as error:
        if error.__cause__:  # a fault of ours, or a limit
            _LOG.warning("reading a draft: %s", error.__cause__)
        values = {"where": error.where, "reason": error.reason, "remedy": error.remedy}
        raise DraftError("unreadable", **values) from None


def _bytes_of(told: pa.Table | None) -> bytes | None:
    """What a child hands on, in one piece."""
    return None if told is None else told.column(0)[0].as_py()


def _keep(files: Sequence[Sent], answers: Mapping[str, str], parcel: bytes | None) -> None:
    """Keep what the building needs beside the files, in place of what it needed before."""
    for old in files[0].path.parent.glob(f"*.{PARCEL}"):
        old.unlink(missing_ok=True)
    if parcel is not None:
        _parcel(files, answers).write_bytes(parcel)


def _parcel(files: Sequence[Sent], answers: Mapping[str, str]) -> Path:
    return files[0].path.parent / f"{key_of(files, answers)}.{PARCEL}"


def with_told(parcel: bytes, caveats: Sequence[str]) -> bytes:
    """A parcel with the day, and with what a reader has to know of it.

    Parameters
    ----------
    parcel
        Of :func:`geo.own.parcel.packed`.
    caveats
        Sentences in the language of the reader.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(parcel)) as old, zipfile.ZipFile(written, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == SAID:
                said: dict[str, Any] = json.loads(content)
                said["told"]["caveats"] = [*said["told"]["caveats"], *caveats]
                said["told"]["accessed"] = datetime.now(UTC).date().isoformat()
                content = json.dumps(said, ensure_ascii=False).encode()
            new.writestr(member.filename, content)
    return written.getvalue()
