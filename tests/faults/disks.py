"""Disks that are full, or cannot be written: as gunicorn alone sees them."""

from __future__ import annotations

import os
import time
from pathlib import Path

from layers.serve.hosted import workers
from tests.bars.bar import NOT_RUN, Bar
from tests.faults import asked
from tests.faults.setting import Setting, amid, bar
from tests.load.hosting import ROOT, Host, Manner, can_stand_apart, hosted

NOT_HERE = "this machine lets us mount nothing"
FREE_MEGABYTES = 12
FILLER = "filler"
SMALL = (
    "cp -a $P/own $P/was\n"
    "held=$(du -sm $P/was | cut -f1)\n"
    f"mount -t tmpfs -o size=$((held + {FREE_MEGABYTES}))m tmpfs $P/own\n"
    "cp -a $P/was/. $P/own\n"
    "mkdir -p $P/own/.room"
)
READ_ONLY = (
    'for one in "$R" "$P/own"; do\n'
    'mount --bind "$one" "$one"; mount -o remount,bind,ro "$one"; done\n'
    'cd "$R"'
)
EXPORTS = ("/api/corridors.csv", "/api/provinces.xlsx", "/api/corridors.zip", "/api/corridors.gpkg",
           "/api/provinces.parquet")  # fmt: skip


def _seen(host: Host) -> Path:
    """The folder of readers' data as gunicorn sees it."""
    return Path(f"/proc/{host.gunicorn.pid}/root{host.prefix}/own")


def _fill(folder: Path) -> int:
    """Write until nothing more fits; how many bytes did."""
    size = 1 << 20
    with (folder / FILLER).open("wb", buffering=0) as file:
        while size:
            try:
                file.write(b"\xff" * size)
            except OSError:
                size //= 2
        return os.fstat(file.fileno()).st_size


def _files(folder: Path) -> dict[str, int]:
    """Sizes of all files that readers' data are of."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (FILLER, "kept.json")
    }


def full(setting: Setting) -> Bar:
    """Fill the disk of readers' data and of all that is written meanwhile, then free it."""
    title = "X6 the disk is full"
    if not can_stand_apart():
        return Bar("B10", title, NOT_HERE, "", NOT_RUN)
    manner = Manner(setting.kept, SMALL, environment={"TMPDIR": "$P/own/.room"})
    content = asked.MOVES + b"x,y,2010,1\n" * 200_000
    holds, words = [], []
    with (
        hosted(manner=manner) as host,
        amid(setting, host, uploads=False) as (met, kept),
    ):
        own = _seen(host)
        kept.send()
        before = _files(own)
        _fill(own)
        refused = asked.upload(host.port, content)
        holds += [refused.status == 503, "disk" in refused.message, _files(own) == before]
        built = asked.use(host.port, kept.draft)
        holds += [
            built.status in (400, 503),
            bool(built.message),
            _is_as(own, before),
        ]
        words.append(f"a file: {refused.status}, a world: {built.status}")
        made = [asked.ask(host.port, path) for path in EXPORTS]
        holds += [one.status in (200, 503) for one in made]
        holds += [one.status == 200 or "disk" in one.message for one in made]
        words.append(f"exports: {', '.join(str(one.status) for one in made)}")
        met.words += [one.message for one in (refused, built, *made) if one.message]
        kept.check_world(" on a full disk")
        (own / FILLER).unlink()
        after = asked.upload(host.port, content)
        holds += [after.status == 200, asked.use(host.port, kept.draft).status == 200]
        kept.check()
    return bar(
        *(met, kept, title),
        f"{'; '.join(words)}; no half file; once it was free a file: {after.status}",
        "a message, no half file, works again",
        *holds,
    )


def _is_as(own: Path, before: dict[str, int]) -> bool:
    """Whether nothing is there but what was before, and what a reading keeps beside its file."""
    return all(one in before or one.endswith(".parcel") for one in _files(own))


def read_only(setting: Setting) -> Bar:
    """Serve from an installation and from readers' data that cannot be written."""
    title = "X7 nothing of the installation can be written, nor readers' data"
    if not can_stand_apart():
        return Bar("B10", title, NOT_HERE, "", NOT_RUN)
    manner = Manner(setting.kept, READ_ONLY, environment={"R": str(ROOT)})
    with (
        hosted(manner=manner) as host,
        amid(setting, host, uploads=False) as (met, kept),
    ):
        ready = asked.ask(host.port, "/readyz")
        told = ready.json()
        refused = asked.upload(host.port, asked.MOVES)
        kept.check_world()
        time.sleep(setting.size.pause)
        holds = [
            (ready.status, told["status"]) == (200, "degraded"),
            {"files-apart", "own-folder"} <= {*told["reasons"]},
            refused.status == 503 and "disk" in refused.message,
            len(host.workers) == workers,
        ]
    return bar(
        *(met, kept, title),
        f"started in {host.started:.1f} s; {told['status']}: {', '.join(told['reasons'])}; a file: "
        f"{refused.status}",
        "starts, files are kept elsewhere, readiness says degraded",
        *holds,
    )
