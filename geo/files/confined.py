"""Work on bytes that nobody vouches for in a process of its own, which may die without harm.

The child has an empty environment and a time. Where the platform can limit a process, and Windows
cannot, it has so much memory and computing, and can open neither a file nor a connection. Bytes go
in; records as JSON and tables as Arrow come out. Its end for whatever cause is an ordinary message.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.files.children import STARTED, fate_of, tell
from geo.files.unreadable import THE_FILE, Said, UnreadableFileError, said, said_again

if TYPE_CHECKING:
    import pyarrow as pa

Files = Sequence[tuple[str, bytes]]
Answer = tuple[dict[str, Any], dict[str, "pa.Table"]]
GB = 1 << 30
FAILED, LIMITED = 3, 1
"""How a child ends that a fault of its own stopped, and how one that lacks memory does."""
NO_MEMORY = ("can't start new thread", "Cannot allocate memory", "failed to map segment")
_ADDRESSES = GB // 2
"""What programs reserve and never fill: libraries, stacks, gaps."""
ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    # Otherwise the memory that is reserved grows with the number of cores, or at once by a GB.
    "OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "ARROW_IO_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
} | {
    # Python cannot start without it on Windows; elsewhere it is not set.
    name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ
}  # fmt: skip


@dataclass(frozen=True)
class Work:
    """What a child may be asked.

    Attributes
    ----------
    module : str
        Its ``apart(files, asked)`` gives records and tables; its ``ready()``, where there is one,
        loads before the limits what it opens later: libraries and codecs are files.
    memory, computing, wall : int
        Bytes, and seconds of computing and of waiting.
    """

    module: str
    memory: int = GB * 3 // 2
    computing: int = 30
    wall: int = 60


WORKS = {
    "sheet": Work("geo.build.confined", memory=GB, computing=10, wall=15),
    "grids": Work("geo.files.opened"),
    "draft": Work("geo.own.reading"),
    "project": Work("geo.own.received"),
}
"""Work by its name; nothing else can be asked."""

try:
    import resource
except ImportError:
    limits: Callable[[Work], dict[int, int]] = lambda _: {}  # noqa: E731
else:

    def limits(work: Work) -> dict[int, int]:
        """Limits of a child by their kind."""
        return {
            resource.RLIMIT_AS: work.memory + _ADDRESSES,
            resource.RLIMIT_DATA: work.memory,
            resource.RLIMIT_CPU: work.computing,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_NOFILE: 3,
        }


def apart(name: str, files: Files, asked: Mapping[str, Any]) -> Answer:
    r"""Do some work on files in a child process.

    Parameters
    ----------
    name : str
        A key of :data:`WORKS`.
    files : sequence of (str, bytes)
        Names for display, and contents.
    asked : mapping
        What else the work needs; it goes as JSON.

    Returns
    -------
    dict, dict of str to pyarrow.Table
        Records and tables, as the work gives them.

    Raises
    ------
    UnreadableFileError
        As the work, and when the child did not come to an end within its limits.

    Examples
    --------
    >>> told, tables = apart("grids", [("moves.csv", b"a,b\n1,2\n")], {})
    >>> told["files"][0]["grids"][0]["traits"]["separator"], tables["0-0"].num_rows
    (',', 2)
    """
    command = [sys.executable, "-m", __name__, name]
    sizes = [(title, len(content)) for title, content in files]
    head = json.dumps({"files": sizes, "asked": asked}).encode()
    sent = b"".join([head, b"\n", *(content for _, content in files)])
    tell(STARTED)
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file goes in as data
            command, input=sent, capture_output=True, timeout=WORKS[name].wall, cwd=ROOT,
            env=ENVIRONMENT, check=True,
        )  # fmt: skip
    except subprocess.SubprocessError as error:
        tell(fate_of(getattr(error, "returncode", None)))
        where = (len(files) == 1 and files[0][0]) or THE_FILE
        reason = said("reading it takes more memory or time than is allowed")
        if isinstance(error, subprocess.CalledProcessError) and error.returncode == FAILED:
            reason = said("something in it cannot be read")
        raise UnreadableFileError(where, reason, said("send a plainer one")) from _cause(error)
    tell(fate_of(done.returncode))
    told, _, rest = done.stdout.partition(b"\n")
    answer = json.loads(told)
    if "refused" in answer:
        place, why, remedy = map(said_again, answer["refused"])
        raise UnreadableFileError(place, why, remedy)
    return answer["told"], _tables(rest, answer["tables"])


def _cause(error: subprocess.SubprocessError) -> Exception | None:
    """What the child said of its own end, for whoever looks for a fault of ours."""
    output = getattr(error, "stderr", None)
    return RuntimeError(output[-4_000:].decode("utf-8", "replace")) if output else None


def _tables(content: bytes, names: Sequence[str]) -> dict[str, pa.Table]:
    if not names:
        return {}
    arrow = import_module("pyarrow")
    stream = arrow.BufferReader(content)
    return {name: arrow.ipc.open_stream(stream).read_all() for name in names}


def confine(work: Work) -> None:
    """Take from this process what the work does not need, for good."""
    for kind, most in limits(work).items():
        resource.setrlimit(kind, (most, most))


def is_of_memory(error: BaseException | None) -> bool:
    """Whether an error comes of too little memory: a thread, a library or a file needs some, too.

    Examples
    --------
    >>> is_of_memory(RuntimeError("can't start new thread")), is_of_memory(ValueError("a cell"))
    (True, False)
    """
    if error is None:
        return False
    is_one = isinstance(error, MemoryError) or any(one in str(error) for one in NO_MEMORY)
    return is_one or is_of_memory(error.__cause__ or error.__context__)


def main(name: str) -> None:
    """Do the work on what stands on standard input, and write what it gives or why it cannot."""
    work = WORKS[name]
    module = import_module(work.module)
    getattr(module, "ready", lambda: None)()
    confine(work)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    head = json.loads(source.readline())
    files = [(title, source.read(size)) for title, size in head["files"]]
    tables: dict[str, pa.Table] = {}
    try:
        told, tables = module.apart(files, head["asked"])
        answer = {"told": told, "tables": list(tables)}
    except UnreadableFileError as error:
        parts = (error.where, error.reason, error.remedy)
        answer = {"refused": [one.told() if isinstance(one, Said) else one for one in parts]}
    except MemoryError:
        raise
    except Exception as error:  # whatever a library says of such bytes
        traceback.print_exc()
        sys.exit(LIMITED if is_of_memory(error) else FAILED)
    sink.write(json.dumps(answer).encode() + b"\n")
    for table in tables.values():
        with import_module("pyarrow").ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
    sink.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
