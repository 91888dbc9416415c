"""What every fault is done to: a host with data that a reader saved, and a crowd of readers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from pathlib import Path

from playwright.sync_api import Browser

from geo.build.build import build
from geo.own.store import Limits, Store
from geo.view.vocabulary import Vocabulary
from geo.world.catalog import CATALOGUE_FILE
from tests import worlds
from tests.bars.bar import Bar, verdict
from tests.bars.command import say
from tests.faults import asked
from tests.faults.readers import Met, Size, crowd
from tests.load.hosting import Host

TITLE = "Cantons of the island"
LOOK_SECONDS = 0.05
MOST_SHOWN = 8
SHORT = Size(readers=20, thinking=1.0, pause=1.5)
LONG = Size(readers=100, thinking=5.0, pause=10.0)
"""As many questions a second in both; the longer one as RELIABILITY has it."""


class NeverError(AssertionError):
    """What was waited for did not come."""


@dataclass(frozen=True)
class Setting:
    """What faults are done to.

    Attributes
    ----------
    vocabulary : Vocabulary
        Words of the addresses that readers ask.
    kept : Path
        Folder with the world that a reader saved before.
    world : str
        Its id.
    size : Size
        How many readers, and how long between events.
    browser : Browser or None
        Where some faults are seen; None where there is none.
    """

    vocabulary: Vocabulary
    kept: Path
    world: str
    size: Size
    browser: Browser | None = None


def saved(folder: Path, title: str = TITLE) -> str:
    """Save the invented country as a reader's data below a folder; its id."""
    store = Store(folder, Limits())
    with store.making() as making:
        made = worlds.island(making / "made")
        told = json.loads((made / CATALOGUE_FILE).read_text("utf-8"))
        (made / CATALOGUE_FILE).write_text(json.dumps({**told, "title": title}), "utf-8")
        build(made, made / "built")
        return store.keep(made, {"title": title, "rows": 40, "persons": 59600.0})


def until(holds: Callable[[], object], seconds: float = 30.0) -> float:
    """Look until something holds, and return the seconds until then.

    Raises
    ------
    NeverError
        When it does not within some seconds.
    """
    began = time.monotonic()
    while time.monotonic() < began + seconds:
        with suppress(OSError, HTTPException):
            if holds():
                return time.monotonic() - began
        time.sleep(LOOK_SECONDS)
    raise NeverError(f"not within {seconds:.0f} s")


@dataclass
class Kept:
    """What a reader has on a host before a fault, and looks for afterwards.

    Attributes
    ----------
    port : int
        Where the host answers.
    world : str
        Id of the saved world.
    draft : str
        Of a file that was sent and not used yet.
    said : object
        What the page said of the saved world.
    """

    port: int
    world: str
    draft: str = ""
    said: object = None
    lost: list[str] = field(default_factory=list)

    def look(self) -> object:
        """What the page says of the saved world now."""
        reply = asked.patiently(self.port, f"/view?world={self.world}")
        return reply.json().get("said") if reply.status == 200 else reply.status

    def send(self) -> None:
        """Send a file, and see the world."""
        self.draft = asked.sent(self.port, asked.MOVES)
        self.see()

    def see(self) -> None:
        """See what the page says of the world."""
        self.said = self.look()
        if not isinstance(self.said, dict):
            raise NeverError(f"the saved world was not shown before: {self.said}")

    def check_world(self, what: str = "") -> None:
        """Note where the saved world is not as it was."""
        if self.look() != self.said:
            self.lost.append(f"saved world{what}")

    def check(self, what: str = "") -> None:
        """Note what is no more, of the world and of the file."""
        self.check_world(what)
        reply = asked.take(self.port, self.draft)
        if reply.status != 200 or reply.json()["rows_read"] != asked.ROWS:
            self.lost.append(f"sent file{what}: {reply.status}")


@contextmanager
def amid(setting: Setting, host: Host, *, uploads: bool = True) -> Iterator[tuple[Met, Kept]]:
    """Let readers ask a host until the block ends; then look whether anything saved is lost.

    Parameters
    ----------
    setting, host
        What is asked.
    uploads
        Whether readers send files, too, and one is on its way all the while.
    """
    kept = Kept(host.port, setting.world)
    if uploads:
        kept.send()
    else:
        kept.see()
    size = setting.size if uploads else replace(setting.size, uploads=False)
    with crowd(host, setting.vocabulary, size, setting.world) as met:
        until(lambda: met.asked > size.readers)
        yield met, kept
    if uploads:
        kept.check()
        reply = asked.take(host.port, met.draft)
        if reply.status != 200 or reply.json()["rows_read"] != met.rows:
            kept.lost.append(f"open upload: {reply.status}")
    else:
        kept.check_world()


def bar(met: Met, kept: Kept, title: str, figure: str, limit: str, *holds: bool) -> Bar:
    """The record of a fault that was survived, or not: nothing lost, nothing seen by a reader."""
    seen = [*met.after, *kept.lost]
    for word in [*met.words, *seen][:MOST_SHOWN]:
        say(f"     {word[:300]}")
    return Bar(
        "B10",
        title,
        f"{figure}; {met.told()}; {len(kept.lost)} lost",
        f"{limit}; 0 seen after asking again, 0 lost",
        verdict(*holds, not seen),
        errors=len(seen),
        generator=met.generator,
    )
