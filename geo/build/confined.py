"""The parsing of a foreign file in a process of its own, which may die without harm.

The child has an empty environment and 15 s. Where the platform can limit a process, and Windows
cannot, it has 1 GB of memory, 10 s of computing, and can open neither a file nor a connection. Its
end for whatever cause is an ordinary message.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from geo.build.decoding import ENCODINGS
from geo.build.sheet import Sheet, read_sheet
from geo.build.unreadable import UnreadableFileError

MEMORY_BYTES = 1 << 30
COMPUTING_SECONDS = 10
WALL_SECONDS = 15
# Otherwise the memory that numpy reserves grows with the number of cores. Python cannot start
# without the other one on Windows; elsewhere it is not set.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"} | {
    name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ
}
OF_ZIP = "cp437"
ROOT = Path(__file__).resolve().parents[2]

try:
    import resource
except ImportError:
    LIMITS: dict[int, int] = {}
else:
    LIMITS = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: COMPUTING_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 3,
    }


def read_apart(content: bytes, columns: Sequence[str]) -> Sheet:
    """Read a file as :func:`geo.build.sheet.read_sheet` does, in a child process.

    Parameters
    ----------
    content : bytes
        The file.
    columns : sequence of str
        Names that its first line must hold.

    Raises
    ------
    UnreadableFileError
        As that function, and when the child did not come to an end within its limits.
    """
    command = [sys.executable, "-m", __name__, *columns]
    try:
        done = subprocess.run(  # noqa: S603 - our own module; the file goes in as data
            command, input=content, capture_output=True, timeout=WALL_SECONDS, cwd=ROOT,
            env=ENVIRONMENT, check=True,
        )  # fmt: skip
    except subprocess.SubprocessError:
        reason = "reading it takes more memory or time than is allowed"
        raise UnreadableFileError("the file", reason, "send a plainer one") from None
    answer = json.loads(done.stdout)
    if "where" in answer:
        raise UnreadableFileError(**answer)
    pairs = ("rows", "left_out", "above", "merged")  # JSON has no tuples
    return Sheet(**answer | {name: [tuple(pair) for pair in answer[name]] for name in pairs})


def limit() -> None:
    """Take from this process what reading a file does not need, for good."""
    # A library and a codec are files that are opened at their first use.
    import_module("openpyxl")
    for encoding in (*ENCODINGS, OF_ZIP):
        "".encode(encoding)
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))


def main(columns: Sequence[str]) -> None:
    """Read the file on standard input and write its rows, or why there are none, as JSON."""
    limit()
    try:
        answer = asdict(read_sheet(sys.stdin.buffer.read(), columns))
    except UnreadableFileError as error:
        answer = {"where": error.where, "reason": error.reason, "remedy": error.remedy}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
