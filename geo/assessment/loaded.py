"""What a reader loaded: sites and values beside those of the paper, and how two loads join.

Nothing of it is kept here. The reader's browser keeps it as rows of the template, and every reply
reads and checks these rows anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from io import BytesIO

import pandas as pd

from geo.assessment.grid import LINK_COLUMNS, Reading, assessment_grid, no_links
from geo.assessment.rules import COLUMNS, LINK, SITE, VALUE
from geo.rows import rows_of

ADDED = "L"
KEY = ["site", "indicator", "date"]


@dataclass(frozen=True)
class Loaded:
    """Sites and values that one reader loaded.

    Attributes
    ----------
    values, sites : DataFrame
        As in :class:`geo.assessment.grid.Reading`.
    rejected : DataFrame
        What the browser kept and can no longer be accepted, as in ``Reading``.
    flaw : str
        Why nothing of what the browser kept can be read; empty when it can.
    links : DataFrame
        As in ``Reading``.
    browser : Loaded or None
        What of it the browser keeps, where the rest came with the data; None where all of it is.
    """

    values: pd.DataFrame
    sites: pd.DataFrame
    rejected: pd.DataFrame
    flaw: str = ""
    links: pd.DataFrame = field(default_factory=no_links)
    browser: Loaded | None = None

    @property
    def kept(self) -> Loaded:
        """What the browser keeps: no link of this page but the reader's own knows it."""
        return self.browser or self

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """Words of the added sites in the address."""
        return tuple(self.sites["site"])

    @property
    def site_ids(self) -> dict[str, str]:
        """Identifier of each added site, by slug."""
        return {site: f"{ADDED}{number}" for number, site in enumerate(self.slugs, start=1)}


NOTHING = Loaded(
    values=pd.DataFrame(columns=[*KEY, "value", "source"]),
    sites=pd.DataFrame(columns=["site", "name", "source"]),
    rejected=pd.DataFrame(columns=["row", "column", "found", "reason"]),
)


def beside(of_data: Loaded, kept: Loaded) -> Loaded:
    """What came with the data and what the browser keeps; where both have the same, the latter.

    Examples
    --------
    >>> beside(NOTHING, NOTHING) is NOTHING
    True
    """
    if not (len(of_data.sites) or len(of_data.links)):
        return kept
    sites, _ = _stacked(of_data.sites, kept.sites, ["site"])
    links, _ = _stacked(of_data.links, kept.links, LINK_COLUMNS[:2])
    return Loaded(kept.values, sites, kept.rejected, kept.flaw, links, kept)


def joined(before: Loaded, found: Reading) -> tuple[Loaded, int]:
    """Add what a new file holds to what was loaded before.

    Parameters
    ----------
    before : Loaded
        What was loaded before.
    found : Reading
        What the new file holds.

    Returns
    -------
    (Loaded, int)
        Both together, and how many values, sites and links of before the new file replaces: a
        value of the same site, indicator and date, a site of the same name, a link of the same
        ends.

    Examples
    --------
    >>> value = pd.DataFrame([{"site": "diqing", "indicator": "Q08", "date": "2004-06-30",
    ...     "value": "1", "source": "Report"}])
    >>> new = Reading(value.assign(value="2"), NOTHING.sites, NOTHING.rejected, 1, 0, "", "")
    >>> both, replaced = joined(Loaded(value, NOTHING.sites, NOTHING.rejected), new)
    >>> both.values["value"].tolist(), replaced
    (['2'], 1)
    """
    values, old_values = _stacked(before.values, found.values, KEY)
    sites, old_sites = _stacked(before.sites, found.sites, ["site"])
    links, old_links = _stacked(before.links, found.links, LINK_COLUMNS[:2])
    both = Loaded(values, sites, NOTHING.rejected, links=links)
    return both, old_values + old_sites + old_links


def _stacked(old: pd.DataFrame, new: pd.DataFrame, key: list[str]) -> tuple[pd.DataFrame, int]:
    """New rows after old ones, the new one of two with one key, and how many old ones went."""
    parts = [part for part in (old, new) if len(part)]
    if not parts:
        return new, 0
    table = pd.concat(parts, ignore_index=True)
    kept = table.drop_duplicates(key, keep="last", ignore_index=True)
    return kept, len(table) - len(kept)


def site_table(
    pilot_sites: pd.DataFrame, loaded: Loaded, region_names: Mapping[str, str], country: str
) -> pd.DataFrame:
    """The paper's sites, then the added ones; what the file does not say of them is missing.

    Parameters
    ----------
    pilot_sites : DataFrame
        The paper's table. Its rows have a ``section``; an added site has none.
    loaded : Loaded
        What a reader loaded.
    region_names : mapping
        Name by region code.
    country : str
        Name of the country of the world.
    """
    if loaded.sites.empty:
        return pilot_sites
    sites = loaded.sites.reset_index(drop=True)
    added = pd.DataFrame(
        {
            "site_id": sites["site"].map(loaded.site_ids),
            "name": sites["name"],
            "country": country,
            "region": sites["province_code"].map(dict(region_names)),
            "region_code": sites["province_code"],
            "local_partner": sites["partner"].replace("", None),
            "partner_type": sites["partner_type"].replace("", None),
            "lon": sites["lon"],
            "lat": sites["lat"],
            "coord_source": sites["source"],
        }
    )
    added = added.reindex(columns=pilot_sites.columns).astype(pilot_sites.dtypes)
    return pd.concat([pilot_sites, added], ignore_index=True)


# The template of the assessment, empty or with what was loaded: one format for all of it.


def template_rows(
    sites: Sequence[str], assessment_indicators: pd.DataFrame
) -> list[tuple[str, ...]]:
    """Rows of the template below its header :data:`COLUMNS`: one for each site and indicator.

    A row of kind ``site`` adds a ninth site; the template has none. As CSV it is written by the
    one writer of the data interface, as XLSX by :func:`template_xlsx`.
    """
    grid = assessment_grid(sites, assessment_indicators)
    rest = ("",) * (len(COLUMNS) - 4)
    return [
        (VALUE, str(row.site), str(row.indicator), str(row.asks), *rest)
        for row in grid.itertuples(index=False)
    ]


def template_xlsx(rows: Sequence[Sequence[str]], columns: Sequence[str] = COLUMNS) -> bytes:
    """Write header and rows as a workbook of texts; no cell is a formula.

    Parameters
    ----------
    rows
        Texts by column.
    columns
        The header; that of the assessment by default.
    """
    # Not with this module: it takes 7 MB of each process.
    book = import_module("openpyxl").Workbook(write_only=False)
    sheet = book.active
    for line, row in enumerate([columns, *rows], start=1):
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(line, place, text)
                cell.data_type = "s"
                cell.number_format = "@"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def kept_rows(
    values: pd.DataFrame, sites: pd.DataFrame, links: pd.DataFrame | None = None
) -> list[tuple[str, ...]]:
    """Rows of accepted sites, values and links below the header: read again, they give the same.

    Parameters
    ----------
    values, sites, links : DataFrame
        As in :class:`geo.assessment.grid.Reading`. No links by default.

    Examples
    --------
    >>> value = {"site": "diqing", "indicator": "Q08", "value": "0", "date": "2004-06-30",
    ...     "source": "Report"}
    >>> kept_rows(pd.DataFrame([value]), pd.DataFrame(columns=["site"]))[0][:7]
    ('value', 'diqing', 'Q08', '', '0', '2004-06-30', 'Report')
    """
    places = [
        {**row, "kind": SITE, "site": row["name"]}
        | {axis: f"{row[axis]:.10f}".rstrip("0").rstrip(".") for axis in ("lon", "lat")}
        for row in rows_of(sites)
    ]
    filled = [{**row, "kind": VALUE} for row in rows_of(values)]
    joins = [
        {"kind": LINK, "site": row["from"], "value": row["to"], "source": row["source"]}
        for row in rows_of(no_links() if links is None else links)
    ]
    every = [*places, *filled, *joins]
    return [tuple(str(row.get(name, "")) for name in COLUMNS) for row in every]
