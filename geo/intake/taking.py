"""The reading of a reader's files: from grids and answers to flows, choices and a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.files.grid import Foreign
from geo.intake import checks
from geo.intake.apart import parted
from geo.intake.asking import Asking
from geo.intake.drafts import drafts_of
from geo.intake.fates import FATES, ORDER, REJECTED, Judged, judge
from geo.intake.flows import beside, corridors, summed
from geo.intake.intake import Choice, Finding, Intake
from geo.intake.meaning import Told, ask_meaning, ask_unit
from geo.intake.overlaps import overlapping_times, without_overlaps
from geo.intake.placing import Placed, place
from geo.intake.report import as_written, fate_findings
from geo.intake.shares import without_ratios
from geo.intake.tabled.moves import Moves
from geo.intake.tabled.unfound import unfound
from geo.intake.texts.ages import EVERY_AGE, covered
from geo.intake.texts.columns import Column
from geo.intake.texts.dated import ages_as_dates, mended_age
from geo.intake.texts.figures import NUMBER, read_figures
from geo.intake.times import of_times
from geo.intake.wholes import without_wholes
from geo.outlines.places import FLOWS, Places

EMPTY = pd.DataFrame(
    {
        "period": pd.Series(dtype="str"),
        "origin_code": pd.Series(dtype="str"),
        "destination_code": pd.Series(dtype="str"),
        "persons": pd.Series(dtype="float64"),
    }
)
SAMPLE_ROWS = 12
MOST_CELL = 60
SLIP = 1e-6
"""What the machine's own numbers are off by."""
MENDED, AS_WRITTEN = "mended", "as-written"


def take(
    files: Sequence[Foreign],
    answers: Mapping[str, str],
    places: Places | None,
    known: Places,
    shapes: gpd.GeoDataFrame | None = None,
) -> Intake:
    """Read the files of one draft under some answers.

    Parameters
    ----------
    files : sequence of Foreign
        As they were opened.
    answers : mapping
        What the reader chose, by the key of the question; it overrides what the files say.
    places : Places or None
        Places of a boundary file.
    known : Places
        Places of the page.
    shapes : geopandas.GeoDataFrame, optional
        Of the places of the boundary file.

    Returns
    -------
    Intake
        The same for the same files and answers. Without an answer that is needed, or without a
        table of moves, its flows are empty.
    """
    asking = Asking(answers)
    draft = drafts_of(files, asking)
    if draft is None:
        return Intake(tuple(asking.choices), (unfound(files),), (), 0, EMPTY, _top(files))
    moves, mended = _ages(draft.moves, asking)
    moves, is_parted = parted(moves, asking)
    placed = place(moves, places, known, asking, draft.names, shapes)
    judged = judge(moves, placed, asking, is_parted)
    judged = without_ratios(moves, judged, draft.texts, draft.count, asking)
    judged, timed = of_times(moves, judged, asking)
    judged, compared = without_wholes(moves, judged, asking)
    judged = without_overlaps(moves, judged, asking)
    placed, without = _with_figures(placed, judged)
    constants, categories = _categories(moves, judged)
    said = Told(moves.file_names, draft.texts, draft.headings, draft.count)
    factor = ask_unit(asking, said)
    traits = _traits(moves, constants, judged, factor)
    periods = sorted({moves.year(text) for text in moves.period.used})
    period = ask_meaning(asking, said, periods, traits)
    flows, again = summed(moves, judged, period, factor, categories)
    findings = [
        *fate_findings(moves, judged, factor),
        *_nothing(moves, judged, draft.count),
        *draft.findings,
        *without,
        *compared,
        *mended,
        *timed,
        *overlapping_times(periods),
        *checks.told(moves, judged, placed, again, places, factor),
    ]
    sentence = _sentence(flows, placed)
    waits = _spoken(asking, sentence)
    return Intake(
        tuple(asking.choices), tuple(findings), placed.unmatched, len(moves),
        EMPTY if waits else flows, draft.sample, {} if waits else sentence, placed.places,
        beside(moves, judged, period, factor),
    )  # fmt: skip


def _spoken(asking: Asking, sentence: Mapping[str, str | float]) -> bool:
    """Give each choice the sentence that it speaks in; whether one of them is still waited for."""
    waits = any(one.is_needed and not one.value for one in asking.choices)
    asking.choices[:] = [_with_sentence(one, sentence, waits) for one in asking.choices]
    return waits


def _nothing(moves: Moves, judged: Judged, count: str) -> list[Finding]:
    """Where no row is counted: the first one, with the cell that was read as its figure."""
    if judged.are("counted").any() or not len(moves):
        return []
    rejected = [ORDER[kind] for kind, part in FATES.items() if part == REJECTED]
    wrong = np.flatnonzero(np.isin(judged.fates, rejected))
    if not len(wrong):
        return []
    row = int(wrong[0])
    pair = " → ".join(as_written(moves, row, side) for side in ("origin", "destination"))
    cell = (moves.excess.at(row) if moves.excess else "") or moves.figures.at(row)
    values: dict[str, str | float] = {
        "file": moves.file_names[moves.files[row]], "row": str(moves.rows[row]),
        "column": count or pair, "cell": cell[:MOST_CELL],
    }  # fmt: skip
    return [Finding("nothing-counted", "told", 0, (int(moves.rows[row]),), values=values)]


def _top(files: Sequence[Foreign]) -> tuple[tuple[str, ...], ...]:
    """First rows of the first file, where no table was found."""
    if not files or not files[0].grids:
        return ()
    cells = files[0].grids[0].cells.slice(0, SAMPLE_ROWS)
    rows = zip(*(column.to_pylist() for column in cells.itercolumns()), strict=True)
    return tuple(tuple(cell or "" for cell in row) for row in rows)


def _ages(moves: Moves, asking: Asking) -> tuple[Moves, list[Finding]]:
    """Moves with groups of ages that a spreadsheet turned into dates, if the reader wants them."""
    ages = moves.categories.get("age")
    dates = ages_as_dates(ages.used) if ages else {}
    if not ages or not dates:
        return moves, []
    texts = tuple(f"{text} → {mended}" for text, mended in dates.items())
    answer = asking.ask(
        "ages", MENDED, (MENDED, AS_WRITTEN), is_asked=True,
        evidence={"texts": ", ".join(texts[:5])},
    )  # fmt: skip
    if answer == MENDED:
        categories = {**moves.categories, "age": ages.renamed(mended_age)}
        moves = replace(moves, categories=categories)
    return moves, [Finding("ages-as-dates", "told", len(texts), texts=texts[:10])]


def _with_figures(placed: Placed, judged: Judged) -> tuple[Placed, list[Finding]]:
    """Places that the moves alone name, without those of rows that hold no figure."""
    if placed.places.source != FLOWS:
        return placed, []
    some = judged.are("counted") | (judged.are("own") & np.isfinite(judged.values))
    numbers = np.union1d(judged.origin[some], judged.destination[some])
    used = {judged.codes[one] for one in numbers.tolist() if one >= 0}
    table = placed.places.table
    left = [str(code) for code in table["region_code"] if code not in used]
    kept = table[table["region_code"].isin(used)].reset_index(drop=True)
    told = [Finding("no-figures", "told", len(left), texts=tuple(left[:10]))] if left else []
    return replace(placed, places=replace(placed.places, table=kept)), told


def _categories(moves: Moves, judged: Judged) -> tuple[dict[str, str], dict[str, Column]]:
    """Categories that are the same in every counted row, and those that tell rows apart."""
    used = {key: _counted(column, judged) for key, column in moves.categories.items()}
    # A heading may be a word that the columns of flows are called by.
    names = {key: f"{key} (column)" if key in EMPTY else key for key in used}
    return (
        {names[key]: texts[0] for key, texts in used.items() if len(texts) == 1},
        {names[key]: one for key, one in moves.categories.items() if len(used[key]) > 1},
    )


def _counted(column: Column, judged: Judged) -> list[str]:
    """Texts of the rows that are counted; of all rows, where none is."""
    return column.kept(judged.are("counted")).used or column.used


def _traits(
    moves: Moves, constants: Mapping[str, str], judged: Judged, factor: float
) -> dict[str, str]:
    traits = {}
    if moves.margins is not None:
        traits["margins"] = "yes"
    figures = read_figures(moves.figures.texts)
    # 12.5 thousand are whole people.
    people = figures.values[figures.kinds == NUMBER] * factor
    parts = float((np.abs(people - np.round(people)) > SLIP).mean()) if len(people) else 0.0
    if parts > 0.05:
        traits["parts"] = f"{parts:.2f}"
    said = [f"{key} {text}" for key, text in constants.items()]
    if "age" in moves.categories and "age" not in constants:
        ages = _counted(moves.categories["age"], judged)
        some = covered(ages) or (ages if len(ages) <= 3 else [*ages[:3], "…", ages[-1]])
        said += [f"age {', '.join(some)}"] if some != [EVERY_AGE] else []
    if said:
        traits["population"] = "; ".join(said)
    return traits


def _sentence(flows: pd.DataFrame, placed: Placed) -> dict[str, str | float]:
    """The largest corridor, to be read aloud; periods are not added to one another."""
    last = max(flows["period"].unique(), default="")
    flows = flows[flows["period"] == last]
    largest = corridors(flows).head(1)
    if largest.empty:
        return {}
    names = placed.places.table.set_index("region_code")["name_en"]
    one = largest.iloc[0]
    origin, destination = str(one["origin_code"]), str(one["destination_code"])
    return {
        "persons": float(one["persons"]),
        "origin": str(names.get(origin, origin)),
        "destination": str(names.get(destination, destination)),
        "origin_code": origin,
        "destination_code": destination,
        "period": last,
    }


def _with_sentence(choice: Choice, sentence: Mapping[str, str | float], waits: bool) -> Choice:
    """The question for the direction with the largest corridor, which tells both answers apart.

    ``read`` says that the corridor is read aloud, which it is once nothing is waited for.
    """
    if choice.key != "direction" or not sentence:
        return choice
    persons = float(sentence["persons"])
    largest = {
        "persons": f"{persons:.0f}" if persons.is_integer() else f"{persons:.1f}",
        "origin": str(sentence["origin"]),
        "destination": str(sentence["destination"]),
    }
    read = {} if waits else {"read": "yes"}
    return replace(choice, evidence={**choice.evidence, **largest, **read})
