"""Rows of a file in the one spelling of the template; every cell that changed is told."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geo.assessment import spelling
from geo.assessment.rules import (
    COLUMNS,
    LINK,
    PARTNER_TYPES,
    PLACE,
    QUANTITATIVE,
    SITE,
    VALUE,
    Known,
)
from geo.build.sheet import Sheet
from geo.view.mending import fold
from geo.world.places import slug

TEXTS = ("source", "partner", "asks")
BLANK = "blank"
_NUMBERED = re.compile(r"([A-Za-z]+) ?([0-9]+)")


def respelled(
    sheet: Sheet, known: Known
) -> tuple[list[tuple[int, dict[str, str] | None]], list[tuple[int, str, str, str]]]:
    """Fold each row to the spelling of the template.

    Parameters
    ----------
    sheet : Sheet
        Rows as they stand in the file.
    known : Known
        Names, indicators and how decimals are parted.

    Returns
    -------
    (list, list)
        The rows, and line, column, text found and text read of every cell that was read in
        another spelling; rows that say nothing are told only where they hold marks for nothing.
    """
    rows: list[tuple[int, dict[str, str] | None]] = []
    told: list[tuple[int, str, str, str]] = []
    for line, row in sheet.rows:
        read = _blank(_row(row, known)) if row is not None else None
        rows.append((line, read))
        if row is not None and read is not None:
            told += [
                (line, column, spelling.visible(row[column])[:80], read[column] or BLANK)
                for column in COLUMNS
                if _is_told(column, row, read)
            ]
    return rows, told


def _is_told(column: str, row: Mapping[str, str], read: Mapping[str, str]) -> bool:
    """Whether a change is one that a reader may want to see: not letters or blanks of a text."""
    found, said = row[column], read[column]
    if found == said or (not is_filled(read) and not spelling.is_nothing(found)):
        return False
    if column == "site":
        return fold(found) != fold(said) or not found.isascii()
    if column in ("kind", "partner_type"):
        return found.lower() != said.lower()
    return found != said and column != "asks"


def is_filled(row: Mapping[str, str]) -> bool:
    """Whether a row says more than the template does."""
    return row["kind"] != VALUE or any(row[name] for name in COLUMNS[4:])


def _row(row: Mapping[str, str], known: Known) -> dict[str, str]:
    plain = {name: spelling.plain(text) for name, text in row.items()}
    read = {
        **plain,
        **{name: spelling.narrow(row[name]) if name == "asks" else row[name].strip()
           for name in TEXTS},
        "kind": _word(plain["kind"], (VALUE, SITE, LINK)),
        "partner_type": _word(plain["partner_type"], PARTNER_TYPES),
        "indicator": _indicator(plain["indicator"], known),
        "date": _clear(spelling.day(row["date"]), plain["date"]),
        "province_code": known.region_names.find(row["province_code"]) or plain["province_code"],
    }  # fmt: skip
    read["site"] = _site(spelling.narrow(row["site"]), read["kind"], known)
    numeric = known.kinds.get(read["indicator"]) == QUANTITATIVE
    number = spelling.number(row["value"], comma=known.comma)
    read["value"] = _clear(number, row["value"].strip()) if numeric else row["value"].strip()
    for column, (_, most) in zip(("lon", "lat"), known.box, strict=True):
        degrees = spelling.number(row[column], comma=known.comma, most=most)
        read[column] = _clear(degrees, plain[column])
    return read


def _clear(found: tuple[str, str], otherwise: str) -> str:
    text, unclear = found
    return otherwise if unclear else text


def _blank(row: dict[str, str]) -> dict[str, str]:
    """Marks for nothing are blank where a cell may be, and in a row that holds nothing else."""
    may: tuple[str, ...] = PLACE
    if row["kind"] == VALUE:
        said = [row[name] for name in COLUMNS[4:] if row[name]]
        if all(map(spelling.is_nothing, said)) or not row["value"]:
            may = (*may, "value", "date", "source")
    return row | {name: "" for name in may if spelling.is_nothing(row[name])}


def _word(text: str, words: tuple[str, ...]) -> str:
    return next((word for word in words if word.lower() == text.lower()), text)


def _indicator(text: str, known: Known) -> str:
    """Identifier of an indicator, whatever its letters and zeros: q8 is Q08."""
    found = _NUMBERED.fullmatch(text)
    padded = f"{found[1].upper()}{int(found[2]):02d}" if found else text
    return padded if padded in known.kinds else text


def _site(text: str, kind: str, known: Known) -> str:
    """Slug of a site that exists, for a value; the name as it stands otherwise."""
    if kind in (SITE, LINK) or slug(text) in known.sites:
        return text
    return known.site_names.find(text) or text
