"""A template of sites and links as a reader's data: understood like moves, in the same report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from geo.assessment.loading import NEEDS, known
from geo.assessment.sited import sheet_of, take_sited
from geo.own.known import known_places
from geo.own.laid.rows import handed
from geo.own.told import Told
from geo.world.world import World
from layers.own.draft import DraftError
from layers.own.reading import Reading
from layers.text.gettext import SOURCE_LANGUAGE

SHEET = "sheet"
"""What the reading child calls a template that it found."""
TITLE = "title"


def sited(
    world: World, told: Mapping[str, Any], answers: Mapping[str, str], file: str
) -> tuple[Reading, bytes | None]:
    """What a filled template says under some answers, and its parcel where some row is accepted.

    Parameters
    ----------
    world
        On which sites and links are laid.
    told
        Records of the child, with the rows of the template.
    answers
        As of any draft.
    file
        Its name, as the reader sees it.
    """
    if not world.has(*NEEDS):
        raise DraftError("unsited")
    places, here = known_places(world), known(world)
    found = take_sited(sheet_of(told[SHEET]), here, places, answers)
    reading = Reading.of(
        {
            **told,
            "findings": [*told["findings"], *(asdict(one) for one in found.findings)],
            "unmatched": [asdict(one) for one in found.unmatched],
            "rows_read": found.rows_read,
            "names": _names(places.table, here.site_names.shown),
        }
    )
    if not (len(found.sites) or len(found.links)):
        return reading, None
    title = next(one.value for one in reading.choices if one.key == TITLE)
    lines = [
        {"kind": one.kind, "part": one.part, "rows": one.rows_count, "persons": None, "values": {}}
        for one in found.findings
    ]
    opened = {"files": [file], "rows_read": found.rows_read, "lines": lines}
    about = {"columns": list(reading.sample[0])}
    facts = Told(title=title, opened=opened)
    tables = found.sites, found.links
    said = {"answers": dict(answers), "files": [file], "about": about}
    return reading, handed(*tables, places, facts, said)


def _names(table: Any, sites: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Names of regions by code and language, and of sites in the language of the page."""
    names = {
        str(column).removeprefix("name_"): dict(
            zip(table["region_code"], table[column].astype("str"), strict=True)
        )
        for column in table
        if str(column).startswith("name_")
    }
    return {**names, SOURCE_LANGUAGE: {**names.get(SOURCE_LANGUAGE, {}), **sites}}
