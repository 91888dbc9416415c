"""Many readers, each with data that hold a word of their own: nobody meets the word of another.

Each sends a small file whose name, columns, places and title hold the word, makes a world of it,
and goes through its pages, its interface and its files, over two processes of which one is killed,
and again after the host was started again. Then every reply, both logs, what nginx keeps, and every
file outside the folders of the reader are searched for the words.
"""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import quote, urlencode

from geo.world.catalog import DATA_DIR
from layers.own.children import DRAFTS
from tests.bars.bar import Bar, verdict
from tests.faults import asked
from tests.load.hosting import Host, hosted, started_again

WORD = re.compile(rb"kanari[0-9a-f]{12}")
AT_ONCE = 6
PLACES = "abcd"
VIEWS = ("", "&view=table", "&top=5", "&view=pairs", "&view=sources", "&view=zones", "&lang=zh")
FILES = ("corridors.csv", "corridors.xlsx", "corridors.zip", "provinces.csv", "openapi.json",
         "corridors.parquet")  # fmt: skip
MOST_DEPTH = 3


@dataclass
class Reader:
    """One reader.

    Attributes
    ----------
    word : str
        In everything of this reader's, and in nothing else.
    draft, world : str
        What the host calls them.
    met : set of bytes
        Words in the replies to this reader.
    replies, own : int
        How many there were, and how many of them held this reader's word.
    wrong : list of str
        Replies that were not what they should be.
    """

    word: str = field(default_factory=lambda: f"kanari{secrets.token_hex(6)}")
    draft: str = ""
    world: str = ""
    met: set[bytes] = field(default_factory=set)
    replies: int = 0
    own: int = 0
    wrong: list[str] = field(default_factory=list)

    def send(self, port: int) -> None:
        """Send the file and make a world of it."""
        self.draft = asked.sent(port, self.file(), f"{self.word}.csv")
        title = {"title": f"Title {self.word}"}
        self.keep("take", asked.take(port, self.draft))
        self.keep("take with a title", asked.take(port, self.draft, **title))
        made = asked.use(port, self.draft, **title)
        self.keep("use", made)
        self.world = made.json()["world"] if made.status == 200 else ""

    def file(self) -> bytes:
        """A list of moves between places of this reader's."""
        word = self.word
        head = f"from {word},to {word},year,people,note {word}"
        rows = [
            f"{word} {a},{word} {b},2010,{10 * n + 5},{word}"
            for n, (a, b) in enumerate((a, b) for a in PLACES for b in PLACES if a != b)
        ]
        return "\n".join([head, *rows, ""]).encode()

    def paths(self) -> Iterator[str]:
        """Everything that this reader asks."""
        world, draft = f"world={self.world}", f"draft={self.draft}"
        yield from (f"/?{world}", f"/world={self.world}/_dash-layout")
        yield from (f"/view?{world}{more}" for more in VIEWS)
        yield from (f"/api/{name}?{world}" for name in FILES)
        yield from (f"/own/worlds?{world}", f"/own/project?{world}", f"/own/progress?{draft}")
        yield from (f"/own/report?{draft}&format={one}" for one in ("csv", "html"))
        yield from ("/", "/view?", "/own/worlds", f"/opening?{world}", f"/found?q={self.word}")
        yield from (f"/view?{world}&place={quote(self.word)}", "/readyz", "/api/corridors.csv")
        yield f"/view?{urlencode({'world': self.word})}"

    def ask(self, port: int) -> None:
        """Ask everything once."""
        for path in self.paths():
            try:
                self.keep(path, asked.patiently(port, path))
            except (OSError, HTTPException) as error:
                self.wrong.append(f"{path}: {error!r}")

    def keep(self, path: str, reply: asked.Reply) -> None:
        """Note the words of a reply."""
        found = {*words(reply.body)} | {*words(repr(reply.headers).encode())}
        self.met |= found
        self.replies += 1
        self.own += self.word.encode() in found
        if reply.status >= 500:
            self.wrong.append(f"{path}: {reply.status}")


def words(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """Words in some bytes, also where they are packed."""
    yield from WORD.findall(content)
    if depth > MOST_DEPTH:
        return
    if content[:2] == b"PK":
        with suppress(zipfile.BadZipFile, OSError), zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                yield from WORD.findall(name.encode())
                yield from words(parts.read(name), depth + 1)
    elif content[:2] == b"\x1f\x8b":
        with suppress(zlib.error, EOFError, OSError):
            yield from words(zlib.decompress(content, 31), depth + 1)
    elif content[:4] == b"PAR1":
        yield from WORD.findall(_unpacked(content))


def _unpacked(content: bytes) -> bytes:
    """Texts of a table, as its file packs them."""
    import pyarrow.parquet as pq

    with suppress(OSError, ValueError):
        table = pq.read_table(io.BytesIO(content))
        return json.dumps([table.schema.names, table.to_pylist()], default=str).encode()
    return content


def _outside(host: Host, readers: list[Reader]) -> dict[str, set[bytes]]:
    """Words in files of the host that are in no folder of whose word it is."""
    found: dict[str, set[bytes]] = {}
    own = host.prefix / "own"
    whose = {one.world: one.word.encode() for one in readers}
    whose |= {f"{DRAFTS}/{one.draft}": one.word.encode() for one in readers}
    for root in (host.prefix, DATA_DIR / "static"):
        for path in root.rglob("*"):
            if not path.is_file():
                continue
            inside = path.relative_to(own).as_posix() if path.is_relative_to(own) else ""
            mine = {word for folder, word in whose.items() if inside.startswith(f"{folder}/")}
            if others := {*words(path.read_bytes())} - mine:
                found[path.relative_to(root).as_posix()] = others
    return found


def isolated(readers: int, title: str = "") -> Bar:
    """Let so many readers go through their own data; what any of them met of another."""
    crowd, began = [Reader() for _ in range(readers)], time.monotonic()
    with hosted() as host, ThreadPoolExecutor(AT_ONCE) as threads, ExitStack() as stack:
        sending = [threads.submit(one.send, host.port) for one in crowd]
        for one in sending:
            one.result()
        asking = [threads.submit(one.ask, host.port) for one in crowd]
        killed = host.workers[0]
        os.kill(killed, signal.SIGKILL)
        for one in asking:
            one.result()
        host.gunicorn.terminate()
        host.gunicorn.wait(30)
        stack.enter_context(started_again(host))
        for one in [threads.submit(one.ask, host.port) for one in crowd]:
            one.result()
        outside = _outside(host, crowd)
        log = host.log()
    foreign = [(one.word, word) for one in crowd for word in one.met if word != one.word.encode()]
    wrong = [word for one in crowd for word in one.wrong]
    unseen = [one.word for one in crowd if not one.world or one.own < len(VIEWS)]
    logged = {*WORD.findall(log.encode())}
    replies = sum(one.replies for one in crowd)
    return Bar(
        "B12",
        title or f"{readers} readers with words of their own, a process killed, one restart",
        f"{replies:,} replies in {time.monotonic() - began:.0f} s: {len(foreign)} words of others "
        f"in replies, {len(logged)} words in logs, {len(outside)} files outside with words, "
        f"{len(unseen)} readers who did not see their own"
        + "".join(f"; {one}" for one in [*wrong, *map(str, outside.items())][:4]),
        "0 words of others in any reply, log, cache or file",
        verdict(not foreign, not logged, not outside, not unseen, not wrong),
        errors=len(wrong),
    )
