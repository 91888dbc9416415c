"""The child that builds: ``python -m geo.own.child TASK FOLDER``, content on its input."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from geo.errors import DataError

MEMORY_BYTES = 6 << 30
COMPUTING_SECONDS = 240
MOST_FILE_BYTES = 4 << 30
ABROAD = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system")

try:
    import resource
except ImportError:
    LIMITS: dict[int, int] = {}
else:
    LIMITS = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: COMPUTING_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: MOST_FILE_BYTES,
    }


def limit() -> None:
    """Take from this process what building does not need, for good."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_at_home)


def _at_home(event: str, _arguments: object) -> None:
    if event in ABROAD:
        raise PermissionError(event)


def say(**said: Any) -> None:
    """Write one line to whoever started this process."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def main(task: str, folder: str) -> NoReturn:
    """Do a task and say how it ended."""
    limit()
    # Whole columns are worked on here, not single values: Arrow's texts are many times faster. The
    # checks of types are loaded behind it, and hold what is set by then.
    pd.set_option("mode.string_storage", "pyarrow")
    tasks = import_module("geo.own.tasks").TASKS
    try:
        say(record=tasks[task](Path(folder), sys.stdin.buffer.read(), say))
    except DataError as error:
        say(failures=[str(one) for one in error.failures])
    except (ValueError, KeyError, TypeError) as error:
        say(failures=[str(error)])
    except (OSError, MemoryError) as error:
        say(failures=[f"no room: {error}"])
    except Exception as error:  # whatever a library says: it took neither too much memory nor time
        say(failures=[f"something in it cannot be built ({type(error).__name__})"])
    raise SystemExit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
