"""Drafts: files of a reader that are understood but not used yet, each in a folder of its own.

A draft has an id that nobody guesses and ends by itself. What is inside a file is looked at by the
two children alone (`Doors`); here its bytes are only kept, counted and hashed.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from geo.own.building import Tell
from geo.own.clock import NOW
from geo.own.store import weight, write_json
from layers.own.reading import Reading

FLOWS, BOUNDARIES, PROJECT = "flows", "boundaries", "project"
ROLES = (FLOWS, BOUNDARIES, PROJECT)
KEPT_SECONDS = 24 * 3600
MOST_FILES = 40
MOST_DRAFTS_BYTES = 4 * 1024**3
MOST_NAME = 120
CHUNK_BYTES = 1 << 20
TAKEN_AT_ONCE = 2
TAKEN_KEPT = 4
WAIT_SECONDS = 60
_STATE = "draft.json"
BOUNDARY_ENDINGS = ("geojson", "topojson", "json", "gpkg", "geoparquet")
# Names stand unpacked in an archive, and what a table with shapes says of them in its last bytes.
_MARKS = (
    ("zip", b"datapackage.json", PROJECT),
    ("zip", b".shp", BOUNDARIES),
    ("zip", b"json", BOUNDARIES),
    ("parquet", b'"primary_column"', BOUNDARIES),
)
_ID = re.compile(r"[\w-]{22}")


class DraftError(ValueError):
    """A draft that is not there, or cannot be used; ``kind`` is a key of the words of refusals."""

    def __init__(self, kind: str, **values: object) -> None:
        self.kind, self.values = kind, values
        super().__init__(kind)


@dataclass(frozen=True)
class Sent:
    """One file of a draft: its name for display, what it is for, where its bytes are."""

    name: str
    role: str
    path: Path
    digest: str
    size: int


@dataclass(frozen=True)
class Recipe:
    """Answers that are kept with a world, and the columns of the file that they were given for."""

    world: str
    title: str
    columns: tuple[str, ...]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Taken:
    """A reading, and whose answers a file with the same columns may open with."""

    reading: Reading
    recipe: Recipe | None = None


class Content(Protocol):
    """Bytes of a file, as they come."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


class Doors(Protocol):
    """What is done with the files of a draft by others, in their own processes."""

    def read(self, files: Sequence[Sent], answers: Mapping[str, str]) -> Reading:
        """Read files under answers."""

    def build(
        self, files: Sequence[Sent], answers: Mapping[str, str], reading: Reading, tell: Tell
    ) -> str:
        """Make a world of what was read and return its id; ``tell`` hears each of the steps."""

    def recipes(self) -> Sequence[Recipe]:
        """Recipes of the worlds that are kept, the latest first."""

    def scenes(self, world: str) -> Mapping[str, Any]:
        """Scenes and view that came with a world; none where there are none."""


class Drafts:
    """All drafts of one folder.

    Parameters
    ----------
    folder
        Where they are; made when the first one begins.
    doors
        Who reads and builds.
    now
        The time in seconds.
    """

    def __init__(self, folder: Path, doors: Doors, now: Callable[[], float] = NOW) -> None:
        self._folder, self._doors, self._now = folder, doors, now
        self._turns = threading.BoundedSemaphore(TAKEN_AT_ONCE)
        self._taken: dict[str, Taken] = {}
        self._lock = threading.Lock()

    def begin(self) -> str:
        """Make an empty draft, and end those whose time is over."""
        self._sweep()
        draft = secrets.token_urlsafe(16)
        (self._folder / draft).mkdir(parents=True, mode=0o700)
        kept = {"files": [], "sound": [], "answers": {}, "step": "", "at": self._now()}
        try:
            self._write(draft, kept)
        except OSError:
            self.end(draft)
            raise
        return draft

    def end(self, draft: str) -> None:
        """Delete a draft with its files, if it is there."""
        if _ID.fullmatch(draft):
            shutil.rmtree(self._folder / draft, ignore_errors=True)

    def add(self, draft: str, name: str, role: str, content: Content) -> Sent:
        """Keep one more file of a draft; boundaries take the place of those before.

        Parameters
        ----------
        draft, name, role
            The draft, the name of the file as the reader sees it, and what it is for.
        content
            Its bytes, read in pieces.
        """
        kept = self._read(draft)
        if role not in ROLES:
            raise DraftError("role")
        if len(kept["files"]) >= MOST_FILES:
            raise DraftError("files", most=MOST_FILES)
        path = self._folder / draft / secrets.token_hex(8)
        digest, size = _copied(content, path)
        sent = Sent(shown_name(name), role_of(name, role, path), path, digest, size)
        files = [one for one in kept["files"] if not (one["role"] == BOUNDARIES == sent.role)]
        kept["files"] = [*files, asdict(sent) | {"path": path.name}]
        kept["at"] = self._now()
        try:
            self._write(draft, kept)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return sent

    def files(self, draft: str) -> list[Sent]:
        """Files of a draft in the order in which they came."""
        folder = self._folder / draft
        return [Sent(**one | {"path": folder / one["path"]}) for one in self._read(draft)["files"]]

    def take(self, draft: str, answers: Mapping[str, str]) -> Taken:
        """What the files say under some answers; asked again, it is known."""
        files = self.files(draft)
        if not any(one.role in (FLOWS, PROJECT) for one in files):
            raise DraftError("empty")
        key = key_of(files, answers)
        with self._lock:
            known = self._taken.get(key)
        if known is None:
            with self._turn(), self._back_to_sound(draft):
                known = self._with_recipe(self._doors.read(files, answers), answers)
            with self._lock:
                self._taken[key] = known
                for old in list(self._taken)[:-TAKEN_KEPT]:
                    del self._taken[old]
        kept = self._read(draft)
        news = {"sound": kept["files"], "answers": dict(answers), "at": self._now()}
        self._write(draft, kept | news)
        return known

    def taken(self, draft: str) -> Taken:
        """What was understood last."""
        return self.take(draft, self.answers(draft))

    def answers(self, draft: str) -> dict[str, str]:
        """The answers of the last reading."""
        return dict(self._read(draft)["answers"])

    def use(self, draft: str, answers: Mapping[str, str]) -> str:
        """Make a world of a draft, and return its id; a draft that still waits is refused."""
        taken = self.take(draft, answers)
        if taken.reading.waits_for:
            raise DraftError("waits")
        with self._turn():
            try:
                return self._doors.build(
                    self.files(draft), answers, taken.reading, partial(self._tell, draft)
                )
            finally:
                self._tell(draft, "")

    def scenes(self, draft: str, world: str) -> Mapping[str, Any]:
        """What a saved project has for the browser: its scenes, and the view it was saved from."""
        is_project = any(one.role == PROJECT for one in self.files(draft))
        return self._doors.scenes(world) if is_project else {}

    def step(self, draft: str) -> str:
        """Which step of the building is being done; empty when none is."""
        return str(self._read(draft)["step"])

    def _tell(self, draft: str, step: str) -> None:
        self._write(draft, self._read(draft) | {"step": step, "at": self._now()})

    def _with_recipe(self, reading: Reading, answers: Mapping[str, str]) -> Taken:
        """Find whose answers fit a file that has none yet."""
        if answers or not reading.sample:
            return Taken(reading)
        columns = same_columns(reading.sample[0])
        fitting = (one for one in self._doors.recipes() if same_columns(one.columns) == columns)
        return Taken(reading, next(fitting, None))

    @contextmanager
    def _back_to_sound(self, draft: str) -> Iterator[None]:
        """Take away files that cannot be read, where others were read before."""
        try:
            yield
        except Exception:
            kept = self._read(draft)
            if kept["sound"]:
                self._write(draft, kept | {"files": kept["sound"]})
            raise

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=WAIT_SECONDS):
            raise DraftError("busy")
        try:
            yield
        finally:
            self._turns.release()

    def _read(self, draft: str) -> dict[str, Any]:
        if not _ID.fullmatch(draft):
            raise DraftError("gone")
        try:
            kept: dict[str, Any] = json.loads((self._folder / draft / _STATE).read_text("utf-8"))
        except (OSError, ValueError):
            raise DraftError("gone") from None
        return kept

    def _write(self, draft: str, kept: Mapping[str, object]) -> None:
        write_json(self._folder / draft / _STATE, kept)

    def _sweep(self) -> None:
        """End drafts whose time is over, and the oldest while all together are too large."""
        folders = [one for one in self._folder.glob("*") if _ID.fullmatch(one.name)]
        known = sorted(((_touched(one), weight(one), one) for one in folders), reverse=True)
        total = 0
        for touched, size, folder in known:
            total += size
            if self._now() - touched > KEPT_SECONDS or total > MOST_DRAFTS_BYTES:
                shutil.rmtree(folder, ignore_errors=True)


def _touched(folder: Path) -> float:
    """When a draft was last used; of one that another reader just begins, when its folder came."""
    with suppress(OSError, ValueError, KeyError):
        return float(json.loads((folder / _STATE).read_text("utf-8"))["at"])
    with suppress(OSError):
        return folder.stat().st_mtime
    return 0.0


def _copied(content: Content, path: Path) -> tuple[str, int]:
    """Copy bytes into a new file; its hash and its size. What fails leaves no file."""
    digest, size = blake2b(digest_size=16), 0
    try:
        with path.open("xb") as file:
            while piece := content.read(CHUNK_BYTES):
                file.write(piece)
                digest.update(piece)
                size += len(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


def key_of(files: Sequence[Sent], answers: Mapping[str, str]) -> str:
    """What tells one reading from another: bytes, what they are for, and answers."""
    told = [[one.name, one.role, one.digest] for one in files], sorted(answers.items())
    return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def shown_name(name: str) -> str:
    r"""A name of a file for display: its last part, without signs that cannot be shown.

    Examples
    --------
    >>> shown_name("C:\\data\\moves\x00 2020.csv"), shown_name("../../x"), shown_name("")
    ('moves 2020.csv', 'x', 'file')
    """
    last = re.split(r"[\\/]", name)[-1]
    return "".join(one for one in last if one.isprintable())[-MOST_NAME:].strip() or "file"


def role_of(name: str, role: str, path: Path) -> str:
    """What a file is for: as it was said, unless its name or its first and last bytes say better.

    Parameters
    ----------
    name
        Its name.
    role
        What the reader chose it for.
    path
        Where its bytes are.
    """
    ending = name.lower().rpartition(".")[2]
    if role != FLOWS:
        return role
    if ending in BOUNDARY_ENDINGS:
        return BOUNDARIES
    for ends, mark, meant in _MARKS:
        if ending == ends and _holds(path, mark):
            return meant
    return FLOWS


def _holds(path: Path, mark: bytes) -> bool:
    """Whether the first or the last bytes of a file hold a mark."""
    with path.open("rb") as file:
        if mark in file.read(CHUNK_BYTES):
            return True
        file.seek(max(0, path.stat().st_size - CHUNK_BYTES))
        return mark in file.read()


_YEAR = re.compile(r"(?:18|19|20)\d\d")


def same_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """Names of columns so that those of another year are the same.

    Examples
    --------
    >>> same_columns(["Origin ", "Persons 2019"]) == same_columns(["origin", "persons 2020"])
    True
    """
    return tuple(_YEAR.sub("#", " ".join(one.casefold().split())) for one in columns)
