"""The figures of a server in the text form of Prometheus."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from geo.files.children import FATES
from layers.product import VERSION
from layers.serve.watch.figures import Figures, Key
from layers.serve.watch.watched import BUCKET, BUCKETS, BYTES, REFUSED, REQUESTS, SECONDS

KIND = "text/plain; version=0.0.4; charset=utf-8"
CHILDREN = "children"


def written(figures: Figures, worlds: int, kept_bytes: int) -> str:
    """Write all figures.

    Parameters
    ----------
    figures
        Of the server.
    worlds, kept_bytes
        Data of readers that are kept: how many, and their size.

    Returns
    -------
    str
        Names begin with ``corridors_``. Labels are patterns of routes, statuses and fates: nothing
        of what a reader asked.
    """
    found = figures.all()
    requests = {name[1:]: value for name, value in found.items() if name[0] == REQUESTS}
    refused = {
        status: sum(value for (_, one), value in requests.items() if one == status)
        for status in REFUSED
    }
    fates = [({"fate": one}, found[CHILDREN, one]) for one in FATES]
    parts = [
        _figure("build_info", "gauge", "Version of this program", [({"version": VERSION}, 1)]),
        _figure("start_time_seconds", "gauge", "When it started", [({}, figures.began)]),
        _figure("processes", "gauge", "Processes that answer", [({}, len(figures.living()))]),
        _figure("threads", "gauge", "Requests they answer at once", [({}, figures.threads())]),
        _figure("requests_in_work", "gauge", "Requests in work", [({}, figures.in_work())]),
        _figure("requests_total", "counter", "Requests by pattern of route and status",
                [({"route": route, "status": status}, value)
                 for (route, status), value in requests.items() if value]),
        _figure("refused_total", "counter", "Requests that were refused, by status",
                [({"status": status}, value) for status, value in refused.items()]),
        _durations(found),
        _figure("reply_bytes_total", "counter", "Bytes of bodies sent, by pattern of route",
                [({"route": name[1]}, value) for name, value in found.items()
                 if name[0] == BYTES and value]),
        _figure("children_total", "counter", "Processes that read or build a file apart", fates),
        _figure("own_worlds", "gauge", "Data of readers that are kept", [({}, worlds)]),
        _figure("own_bytes", "gauge", "Their size", [({}, kept_bytes)]),
        _figure("resident_memory_bytes", "gauge", "Memory of all processes that answer",
                [({}, sum(map(_resident, figures.living())))]),
    ]  # fmt: skip
    return "".join(parts)


def _durations(found: Mapping[Key, float]) -> str:
    """The histogram of durations: each bucket holds those below it."""
    name = "request_duration_seconds"
    lines = [f"# HELP corridors_{name} Until a reply is sent\n# TYPE corridors_{name} histogram\n"]
    counts: Counter[str] = Counter()
    for one, value in found.items():
        if one[0] == REQUESTS:
            counts[one[1]] += int(value)
    for route, count in counts.items():
        if not count:
            continue
        below = 0.0
        for most in BUCKETS:
            below += found[BUCKET, route, str(most)]
            lines.append(_line(f"{name}_bucket", {"route": route, "le": str(most)}, below))
        lines.append(_line(f"{name}_bucket", {"route": route, "le": "+Inf"}, count))
        lines.append(_line(f"{name}_sum", {"route": route}, found[SECONDS, route]))
        lines.append(_line(f"{name}_count", {"route": route}, count))
    return "".join(lines)


def _figure(
    name: str, kind: str, about: str, rows: Iterable[tuple[Mapping[str, str], float]]
) -> str:
    head = f"# HELP corridors_{name} {about}\n# TYPE corridors_{name} {kind}\n"
    return head + "".join(_line(name, labels, value) for labels, value in rows)


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    said = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
    number = str(int(value)) if float(value).is_integer() else repr(float(value))
    return f"corridors_{name}{{{said}}} {number}\n" if said else f"corridors_{name} {number}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _resident(pid: int) -> int:
    """Memory of a process in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
