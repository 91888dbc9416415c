"""The reading of a boundary file in a child process; see :mod:`geo.files.confined`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from geo.files.confined import apart as confined
from geo.files.decoding import ready as ready_for_texts
from geo.outlines.carried import outlines_from_text, outlines_to_text
from geo.outlines.formats.shapefile import SAID
from geo.outlines.outlined import Reading, outlined
from geo.outlines.told import Choice, Finding

TRIAL = (
    '{"type":"Feature","properties":{"id":"A","name":"Ash"},"geometry":{"type":"Polygon",'
    '"coordinates":[[[4,50],[6,52],[6,50],[4,52],[4,50]]]}}'
)
"""A crossed shape: to read it loads all that the reading of others will open."""


def outlined_apart(name: str, content: bytes, answers: Mapping[str, str]) -> Reading:
    """Read a boundary file as :func:`geo.outlines.outlined.outlined` does, in a child process.

    Parameters
    ----------
    name, content, answers
        As there.

    Raises
    ------
    UnreadableFileError
        As that function, and when the child did not come to an end within its limits.
    """
    told, _ = confined("outlines", [(name, content)], {"answers": dict(answers)})
    choices = tuple(Choice(**one | {"options": tuple(one["options"])}) for one in told["choices"])
    findings = tuple(
        Finding(**one | {key: tuple(one[key]) for key in ("rows", "texts")})
        for one in told["findings"]
    )
    return choices, findings, outlines_from_text(told["outlines"]) if told["outlines"] else None


def ready() -> None:
    """Load what a child may not open any more: libraries, codecs, the list of projections."""
    ready_for_texts()
    for encoding in SAID:
        "".encode(encoding)
    outlined("trial.geojson", TRIAL.encode(), {"outline-crs": "EPSG:3857"})
    outlined("trial.geojson", TRIAL.encode(), {})


def apart(
    files: Sequence[tuple[str, bytes]], asked: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the first file says under the answers that are asked with it, as records."""
    (name, content), *_ = files
    choices, findings, found = outlined(name, content, asked["answers"])
    told = {
        "choices": [asdict(one) for one in choices],
        "findings": [asdict(one) for one in findings],
        "outlines": outlines_to_text(found) if found else "",
    }
    return told, {}
