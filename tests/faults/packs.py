"""Files damaged before a start: caches are made anew, data are refused."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from geo.world.catalog import CATALOGUE_FILE, DATA_DIR
from geo.world.manifest import MANIFEST_FILE
from layers.serve.server import DEFAULT_PORT
from tests.bars.bar import Bar, verdict
from tests.faults import asked
from tests.faults.setting import Setting, amid, bar, saved
from tests.load.client import NAMED
from tests.load.hosting import ROOT, Manner, hosted
from tests.serve.running import running

SECONDS = 120
MARK = re.compile(r"\([0-9a-f]{8}\)")
IN_USE = f"Port {DEFAULT_PORT} is in use"


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _zeroed(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def _of_another(path: Path) -> None:
    """Make a whole file of its kind with other content: what another version left."""
    content = path.read_bytes()
    path.write_bytes(content[::-1])


def _changed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _stale(built: Path) -> None:
    """Let built tables say that another version of the program made them."""
    path = built / MANIFEST_FILE
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "build_version": "another"}), "utf-8")


def _tables(damage: Callable[[Path], None]) -> Callable[[Path], None]:
    def all_of_them(built: Path) -> None:
        for path in built.glob("*.parquet"):
            damage(path)

    return all_of_them


WORLDS = {"cut": _tables(_cut), "zeroed": _tables(_zeroed), "of another version": _stale}


def _page_files(port: int) -> dict[str, str]:
    """Hash of each file that the page names."""
    named = dict.fromkeys(NAMED.findall(asked.ask(port, "/").body.decode()))
    paths = [path for path in named if path.count("/") > 1]
    return {path: hashlib.sha256(asked.ask(port, path).body).hexdigest() for path in paths}


def _said(port: int, world: str) -> str:
    """What the page says of a world, without the mark of the build that it was read from."""
    reply = asked.ask(port, f"/view?world={world}")
    said = reply.json().get("said") if reply.status == 200 else reply.status
    return MARK.sub("", json.dumps(said))


def caches(setting: Setting) -> Bar:
    """Damage packed files and the built tables of readers' worlds; then start, and look."""
    with TemporaryDirectory() as folder:
        data, kept_folder = Path(folder) / "data", Path(folder) / "own"
        shutil.copytree(DATA_DIR, data)
        shutil.copytree(setting.kept, kept_folder)
        names = {what: saved(kept_folder, what) for what in WORLDS}
        manner = Manner(kept_folder, environment={"CORRIDORS_DATA": str(data)})
        with hosted(manner=manner) as host:
            files = _page_files(host.port)
            said = {what: _said(host.port, one) for what, one in names.items()}
        for at, path in enumerate(sorted((data / "static").iterdir())):
            (_cut, _zeroed, _of_another)[at % 3](path)
        for what, damage in WORLDS.items():
            damage(kept_folder / names[what] / "built")
        with hosted(manner=manner) as host, amid(setting, host) as (met, kept):
            again = _page_files(host.port)
            found = {what: _said(host.port, one) for what, one in names.items()}
    wrong = [path for path in files if again.get(path) != files[path]]
    other = [what for what in said if found[what] != said[what]]
    met.words += [f"{what}: {found[what]!r:.120}" for what in other]
    return bar(
        *(met, kept, "X8 packed files and built tables are cut, zeroed or of another version"),
        f"{len(wrong)} of {len(files)} files of the page and {len(other)} of {len(said)} worlds "
        "other than before",
        "found out and made anew, none served",
        not wrong,
        not other,
        len(files) > 5,
        all("59,600" in one for one in said.values()),
    )


def _a_raw_file(data: Path) -> Path:
    return max((data / "raw").rglob("*.csv"), key=lambda path: path.stat().st_size)


def _a_table(data: Path) -> Path:
    return data / "built" / "flows.parquet"


def data_packs(_setting: Setting) -> Bar:
    """Start over data of which one file is missing, cut or has one byte changed."""
    damages = {"missing": Path.unlink, "cut": _cut, "one byte changed": _changed}
    kinds = {"raw file": _a_raw_file, "built table": _a_table}
    bad: list[str] = []
    for kind, find in kinds.items():
        for what, damage in damages.items():
            with TemporaryDirectory() as folder:
                data = Path(folder) / "data"
                shutil.copytree(DATA_DIR, data, ignore=shutil.ignore_patterns("static"))
                path = find(data)
                mark = hashlib.sha256(path.read_bytes()).hexdigest()
                damage(path)
                code, said = _started("--port", "0", "--data", str(data))
                is_named = path.name in said and f"expected sha256 {mark}" in said
                if code != 1 or not is_named or "Traceback" in said:
                    bad.append(f"{kind} {what}: ended with {code}: {said[-300:]}")
    for name in (CATALOGUE_FILE, f"built/{MANIFEST_FILE}"):
        for what, damage in damages.items():
            with TemporaryDirectory() as folder:
                data = Path(folder) / "data"
                shutil.copytree(DATA_DIR, data, ignore=shutil.ignore_patterns("static"))
                damage(data / name)
                code, said = _started("--port", "0", "--data", str(data))
                if code != 1 or "Traceback" in said or not said.strip():
                    bad.append(f"{name} {what}: ended with {code}: {said[-300:]}")
    tried = len(damages) * (len(kinds) + 2)
    return Bar(
        "B10",
        "X9 a file of the data is missing, cut, or one byte of it changed",
        f"{tried - len(bad)} of {tried} starts refused with words"
        + "".join(f"; {one}" for one in bad[:3]),
        "refused with the name of the file and the hash it should have",
        verdict(not bad),
        errors=len(bad),
    )


def _started(*options: str) -> tuple[int, str]:
    """How a start that should be refused ends, and what it says."""
    done = subprocess.Popen(
        [sys.executable, "app.py", *options],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said, _ = done.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        done.terminate()
        return -1, "it serves"
    return done.returncode, said


def ports(_setting: Setting) -> Bar:
    """Start where the port is taken, and a second copy beside the first."""
    bad: list[str] = []
    with closing(socket.socket()) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", DEFAULT_PORT))
            taken.listen()
        except OSError:
            pass  # somebody else has it: as well
        code, said = _started("--port", str(DEFAULT_PORT))
        if code != 1 or IN_USE not in said:
            bad.append(f"the port asked for: {code} {said[-200:]}")
        with running("app.py") as first, running("app.py") as second:
            told = [one.said() for one in (first, second)]
            bad += [f"nothing was said: {one[-200:]}" for one in told if IN_USE not in one]
            if len({first.port, second.port, DEFAULT_PORT}) != 3:
                bad.append(f"ports {first.port}, {second.port}")
            draft = asked.sent(first.port, asked.MOVES)
            here, there = (asked.take(one.port, draft).status for one in (first, second))
            if (here, there) != (200, 404):
                bad.append(f"a file of the one asked of the other: {here}, {there}")
            ours, theirs = first.port, second.port
    return Bar(
        "B10",
        "X10 the port is taken, and a second copy is started",
        f"they answer at {ours} and {theirs}, and say so; nothing is shared"
        if not bad
        else "; ".join(bad),
        "the next free port, printed; no state shared",
        verdict(not bad),
        errors=len(bad),
    )
