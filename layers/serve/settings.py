"""Every setting of a server, declared once: command line, environment and README follow.

On a laptop an option wins over its variable of the environment. A host has no command line of ours:
there what ``hosted(…)`` is called with wins.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.flows.spark.address import read_address
from geo.own.store import Limits
from geo.world.catalog import DATA_DIR
from layers.serve.frames import framer
from layers.serve.guard import MEGABYTE, OWN_BYTES
from layers.serve.headers import STRICT_DAYS
from layers.serve.mounted import path_above, proxy
from layers.serve.server import THREADS
from layers.serve.watch.journal import PLACES, QUIET

BEGINNING = "CORRIDORS_"
LAPTOP, HOSTED, BOTH = "laptop", "hosted", "both"
MOST_MEGABYTES = OWN_BYTES // MEGABYTE
_ON = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": False}


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes
    ----------
    name : str
        As a word of Python; option and variable are spelled from it.
    about : str
        What it does, for whoever runs a server.
    takes : str
        What stands behind the option; empty for one that is on or off.
    kind : callable
        Reads a text; raises ValueError that says what was found and expected.
    default : object
        Where nothing is said.
    usual : str
        The same in words.
    is_many : bool
        Whether it may be said several times; in a variable, words between blanks.
    where : str
        `LAPTOP`, `HOSTED` or `BOTH`.
    """

    name: str
    about: str
    takes: str = ""
    kind: Callable[[str], Any] = str
    default: Any = None
    usual: str = ""
    is_many: bool = False
    where: str = BOTH

    @property
    def option(self) -> str:
        """As the command line has it."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def variable(self) -> str:
        """As the environment has it."""
        return f"{BEGINNING}{self.name.upper()}"

    def read(self, text: str) -> Any:
        """The value of a text of the environment."""
        try:
            if self.is_many:
                return [self.kind(one) for one in text.split()]
            return self.kind(text)
        except ValueError as error:
            raise ValueError(f"{self.variable}: {error}") from None


def between(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers from the least to the most.

    Examples
    --------
    >>> between(1, 8)("4")
    4
    """

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"found {text!r}, expected {least} to {most}")
        return int(text)

    return number


def place_of_journal(text: str) -> str:
    """A place where the journal is written."""
    if text not in PLACES:
        raise ValueError(f"found {text!r}, expected {', '.join(PLACES)}")
    return text


def is_on(text: str) -> bool:
    """Whether a word switches on."""
    if text.lower() not in _ON:
        raise ValueError(f"found {text!r}, expected 1 or 0")
    return _ON[text.lower()]


def cluster(text: str) -> str:
    """The address of a cluster; none is the engine of this process."""
    return read_address(text).text if text else ""


SETTINGS = (
    Setting("host", "address to listen on", "ADDRESS", default="127.0.0.1",
            usual="this machine only", where=LAPTOP),
    Setting("port", "port to listen on", "PORT", int, usual="8050 or the next free one",
            where=LAPTOP),
    Setting("threads", "threads that answer", "NUMBER", between(1, 256), THREADS, str(THREADS),
            where=LAPTOP),
    Setting("data", "data folder, built by make data", "DIR", Path, DATA_DIR, "data/china"),
    Setting("engine", "Spark that answers instead of DuckDB in this process: spark://HOST:PORT or "
            "sc://HOST:PORT", "ADDRESS", cluster, "", "DuckDB"),
    Setting("shared", "where that Spark finds the built tables, such as hdfs://...", "URI",
            default="", usual="the same path"),
    Setting("allow_host", "answer to this host name too; repeatable", "NAME", default=(),
            usual="names of this machine", is_many=True),
    Setting("allow_frame", "let pages of this origin, such as https://news.example, frame one "
            "view; repeatable", "ORIGIN", framer, (), "nobody", is_many=True),
    Setting("prefix", "path that the page stands below, such as /maps/", "PATH", path_above, "/",
            "/"),
    Setting("behind_proxy", "address or network of a proxy whose X-Forwarded-For, -Proto and -Host "
            "are believed; unix for one that asks through a socket of the file system; repeatable",
            "ADDRESS", proxy, (), "nobody", is_many=True),
    Setting("hsts_days", "days that a browser asks for TLS alone, said under TLS only; 0 says "
            "nothing", "DAYS", between(0, 730), STRICT_DAYS, str(STRICT_DAYS)),
    Setting("own", "folder for data of readers", "FOLDER", Path,
            usual="below your data folder; hosted: none are opened"),
    Setting("most_upload", "largest file that a reader may open, in megabytes", "MB",
            between(1, MOST_MEGABYTES), MOST_MEGABYTES, f"{MOST_MEGABYTES}, the most"),
    Setting("no_own", "open no data of readers", kind=is_on, default=False, usual="off",
            where=LAPTOP),
    Setting("own_room", "room for all data of readers together, in megabytes", "MB",
            between(1, 10_000_000), Limits().most_bytes // 1024**2,
            str(Limits().most_bytes // 1024**2), where=HOSTED),
    Setting("own_days", "days after which data of readers go that nobody opened", "DAYS",
            between(1, 3650), round(Limits().days), str(round(Limits().days)), where=HOSTED),
    Setting("log", "where a line of JSON for each request is written: quiet, stderr or stdout",
            "PLACE", place_of_journal, QUIET, "quiet"),
)  # fmt: skip


def of_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Every setting as the environment has it, else its default.

    Parameters
    ----------
    environ
        Variables by name; those of this process by default.

    Raises
    ------
    ValueError
        If a variable cannot be used; it is named.
    """
    said = os.environ if environ is None else environ
    return {
        one.name: one.read(said[one.variable]) if said.get(one.variable) else one.default
        for one in SETTINGS
    }


def of_words(said: Mapping[str, Any]) -> dict[str, Any]:
    """Settings that a program says by name; a text is read as that of a variable.

    Raises
    ------
    ValueError
        For a name that a host has not, and for a value that cannot be used.
    """
    known = {one.name: one for one in SETTINGS if one.where != LAPTOP}
    for name in said:
        if name not in known:
            raise ValueError(f"found {name!r}, expected one of {', '.join(known)}")
    return {
        name: known[name].read(value) if isinstance(value, str) and value else value
        for name, value in said.items()
        if value is not None and value != ""
    }


def of_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Every setting of a laptop: the command line, else the environment, else the default.

    Parameters
    ----------
    arguments
        Behind the name of the program; those of this process by default.
    """
    parser = argparse.ArgumentParser(
        description="Serve the map of a data package of migration.",
        epilog=f"Each option can be said in the environment: {SETTINGS[0].option} as "
        f"{SETTINGS[0].variable}.",
    )
    try:
        told = of_environment()
    except ValueError as error:
        parser.error(str(error))
    for one in SETTINGS:
        if one.where == HOSTED:
            continue
        about = f"{one.about} (default: {one.usual})".replace("%", "%%")
        if not one.takes:
            parser.add_argument(one.option, action="store_true", default=told[one.name], help=about)
            continue
        shape = {"action": "append"} if one.is_many else {}
        # What was said on the command line stands in the place of the environment, not behind it.
        parser.add_argument(
            one.option, type=_said_plainly(one.kind), metavar=one.takes, help=about, **shape
        )
    found = parser.parse_args(arguments)
    for one in SETTINGS:
        if getattr(found, one.name, None) is None:
            setattr(found, one.name, told[one.name])
    return found


def _said_plainly(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    """A reader whose refusal is printed as it is said."""

    def read(text: str) -> Any:
        try:
            return kind(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read


def table() -> str:
    """The table of the README: a line for each setting."""
    lines = ["| Option | In the environment | Default | Where | What it does |", "|" + "---|" * 5]
    for one in SETTINGS:
        spelled = f"`{one.option} {one.takes}`" if one.takes else f"`{one.option}`"
        option = "none" if one.where == HOSTED else spelled
        lines.append(f"| {option} | `{one.variable}` | {one.usual} | {one.where} | {one.about} |")
    return "\n".join(lines)
