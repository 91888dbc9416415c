"""The grid of monitoring and evaluation: what each site reports for the paper's eight indicators.

The paper gives no value for any site: every cell starts as not reported, and 0 stands only where
somebody entered it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from geo.assessment.links import new_links
from geo.assessment.respelled import is_filled, respelled
from geo.assessment.rules import COLUMNS, LINK, PLACE, SITE, Known, site_flaws, value_flaws
from geo.assessment.spelling import visible
from geo.build.sheet import Sheet, read_sheet
from geo.world.places import slug

LINK_COLUMNS = ["from", "to", "source"]


def no_links() -> pd.DataFrame:
    """A table of links without any."""
    return pd.DataFrame(columns=LINK_COLUMNS)


NOT_REPORTED, REPORTED = "not reported", "reported"
Said = tuple[int, str, str, str]
"""Line, column, what was found there, and what is said of it."""


@dataclass(frozen=True)
class Reading:
    """What a filled template held.

    Attributes
    ----------
    values : DataFrame
        Accepted values: ``row``, ``site`` (slug), ``indicator``, ``value`` (text as entered),
        ``date`` (ISO), ``source``.
    sites : DataFrame
        Accepted new sites: ``row``, ``site`` (slug), ``name``, ``province_code``, ``lon``, ``lat``
        (degrees, EPSG:4326), ``partner``, ``partner_type``, ``source``.
    rejected : DataFrame
        One reason a row: ``row`` (line of the sheet, the header is 1), ``column``, ``found`` (cut
        to 80 signs, what nobody can see spelled out), ``reason``; a rejected row has one reason or
        more.
    told : DataFrame
        What was read in another spelling than it stands in the file: ``row``, ``column``,
        ``found``, ``read``.
    rows_read, empty_count : int
        Rows with something filled in, and rows as the template has them, which say nothing.
    sheet : Sheet
        How the file was read.
    links : DataFrame
        Accepted links: ``row``, ``from`` and ``to`` (slug of a site or code of a region),
        ``source``.
    """

    values: pd.DataFrame
    sites: pd.DataFrame
    rejected: pd.DataFrame
    told: pd.DataFrame
    rows_read: int
    empty_count: int
    sheet: Sheet
    links: pd.DataFrame = field(default_factory=no_links)


def assessment_grid(
    sites: Sequence[str], assessment_indicators: pd.DataFrame, values: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Every site and indicator with its latest value, or not reported.

    Parameters
    ----------
    sites : sequence of str
        Slugs, the ninth site among them when there is one.
    assessment_indicators : DataFrame
        ``indicator_id``, ``kind``, ``indicator``.
    values : DataFrame, optional
        As in :class:`Reading`; of several dates the latest counts.

    Returns
    -------
    DataFrame
        ``site``, ``indicator``, ``kind``, ``asks``, ``value``, ``date``, ``source`` (missing where
        nothing is reported), ``status`` (``reported`` or ``not reported``), ``dates_count`` (how
        many dates have a value).

    Examples
    --------
    >>> asked = pd.DataFrame({"indicator_id": ["Q06"], "kind": ["quantitative"],
    ...     "indicator": ["public money"]})
    >>> assessment_grid(["diqing"], asked)["status"].tolist()
    ['not reported']
    """
    asked = assessment_indicators.rename(columns={"indicator_id": "indicator", "indicator": "asks"})
    grid = pd.DataFrame({"site": list(sites)}).merge(
        asked[["indicator", "kind", "asks"]], how="cross"
    )
    kept = ["site", "indicator", "value", "date", "source"]
    known = pd.DataFrame(columns=kept, dtype="str") if values is None else values[kept]
    latest = known.sort_values("date", kind="stable").drop_duplicates(
        ["site", "indicator"], keep="last"
    )
    grid = grid.merge(latest, on=["site", "indicator"], how="left")
    dates = pd.MultiIndex.from_frame(known[["site", "indicator"]]).value_counts()
    cells = pd.MultiIndex.from_frame(grid[["site", "indicator"]])
    grid["dates_count"] = dates.reindex(cells, fill_value=0).to_numpy()
    status = grid["value"].notna().map({True: REPORTED, False: NOT_REPORTED})
    return grid.assign(status=status)


def read_assessment(
    content: bytes,
    sites: Collection[str],
    assessment_indicators: pd.DataFrame,
    regions: Collection[str],
) -> Reading:
    """Read a filled template; a row is accepted whole or rejected with every reason.

    Parameters
    ----------
    content : bytes
        A CSV or XLSX file.
    sites : collection of str
        Slugs of the sites that exist.
    assessment_indicators : DataFrame
        ``indicator_id``, ``kind`` (``qualitative`` or ``quantitative``).
    regions : collection of str
        Codes that a new site may lie in.

    Returns
    -------
    Reading
        Accepted values and sites and rejected rows together are ``rows_read``.

    Raises
    ------
    geo.build.sheet.UnreadableFileError
        When the file as a whole cannot be read, with line, column and what to do.
    """
    asked = dict(
        zip(assessment_indicators["indicator_id"], assessment_indicators["kind"], strict=True)
    )
    return judge(read_sheet(content, COLUMNS), Known(frozenset(sites), asked, frozenset(regions)))


def judge(sheet: Sheet, known: Known, added: Collection[str] = ()) -> Reading:
    """Hold every row of a sheet against the rules; accepted whole or rejected with every reason.

    Parameters
    ----------
    sheet : Sheet
        Rows by :data:`geo.assessment.rules.COLUMNS`.
    known : Known
        What exists.
    added : collection of str
        Slugs of sites that were loaded before: values and links may name them, and a row of kind
        site replaces one. None by default.
    """
    known = replace(known, comma=sheet.separator not in ("", ","))
    rows, told = respelled(sheet, known)
    filled = [(line, row) for line, row in rows if row is None or is_filled(row)]
    new, flaws = _new_sites(filled, known)
    known = replace(
        known,
        sites=known.sites.union(added, (one["site"] for one in new)),
        region_of={**known.region_of, **{one["site"]: one["province_code"] for one in new}},
    )
    values: list[dict[str, str | int]] = []
    taken: dict[tuple[str, str, str], str] = {}
    for line, row in filled:
        if row is None:
            flaws.append((line, "", "", "the row has text outside the columns of the header"))
        elif row["kind"] not in (SITE, LINK):
            found = value_flaws(row, known, taken)
            flaws += [(line, column, row[column], reason) for column, reason in found]
            if not found:
                place = slug(row["site"])
                taken[place, row["indicator"], row["date"]] = f"row {line}: {row['value'][:40]}"
                kept = {key: row[key] for key in ("indicator", "value", "date", "source")}
                values.append({"row": line, "site": place, **kept})
    links, more = new_links(filled, known)
    reading = _reading(sheet, len(filled), values, new, _with_merged([*flaws, *more], sheet), told)
    return replace(reading, links=pd.DataFrame(links, columns=["row", *LINK_COLUMNS]))


def _with_merged(flaws: list[Said], sheet: Sheet) -> list[Said]:
    """A cell that is blank because a merged cell hides it has that for its one reason."""
    hidden = set(sheet.merged)
    reason = "merged: only the first cell has the text; split the cells and fill each row"
    merged = [(line, column, found, reason if (line, column) in hidden and not found else why)
              for line, column, found, why in flaws]  # fmt: skip
    return list(dict.fromkeys(merged))


def _reading(
    sheet: Sheet,
    rows_read: int,
    values: list[dict[str, str | int]],
    new: list[dict[str, str]],
    flaws: list[Said],
    told: list[Said],
) -> Reading:
    value_columns = ["row", "site", "indicator", "value", "date", "source"]
    site_columns = ["row", "site", "name", *PLACE, "source"]
    rejected = pd.DataFrame(flaws, columns=["row", "column", "found", "reason"])
    rejected["found"] = rejected["found"].map(visible).str.slice(0, 80)
    spelled = pd.DataFrame(told, columns=["row", "column", "found", "read"])
    return Reading(
        values=pd.DataFrame(values, columns=value_columns),
        sites=pd.DataFrame(new, columns=site_columns).astype({"lon": float, "lat": float}),
        rejected=rejected.sort_values("row", kind="stable", ignore_index=True),
        told=spelled,
        rows_read=rows_read,
        empty_count=len(sheet.rows) - rows_read,
        sheet=sheet,
    )


def _new_sites(
    rows: Sequence[tuple[int, Mapping[str, str] | None]], known: Known
) -> tuple[list[dict[str, str]], list[Said]]:
    """Sites that the file adds, and what is wrong with those it cannot add."""
    new: list[dict[str, str]] = []
    flaws: list[Said] = []
    for line, row in rows:
        if row is None or row["kind"] != SITE:
            continue
        there = known.sites | {one["site"] for one in new}
        found = site_flaws(row, known, there)
        flaws += [(line, column, row[column], reason) for column, reason in found]
        if not found:
            facts = {key: row[key] for key in (*PLACE, "source")}
            place = {"row": str(line), "site": slug(row["site"]), "name": row["site"]}
            new.append({**place, **facts})
    return new, flaws
