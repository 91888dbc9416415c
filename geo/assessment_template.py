"""The template of the assessment, empty or with what was loaded: one format for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pandas as pd
from openpyxl import Workbook

from geo.assessment import assessment_grid
from geo.assessment_rules import COLUMNS, SITE, VALUE


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


def template_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Write header and rows as a workbook of texts; no cell is a formula."""
    book = Workbook(write_only=False)
    sheet = book.active
    for line, row in enumerate([COLUMNS, *rows], start=1):
        for place, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(line, place, text)
                cell.data_type = "s"
                cell.number_format = "@"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def kept_rows(values: pd.DataFrame, sites: pd.DataFrame) -> list[tuple[str, ...]]:
    """Rows of accepted sites and values below the header: read again, they give the same.

    Parameters
    ----------
    values, sites : DataFrame
        As in :class:`geo.assessment.Reading`.

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
        for row in sites.to_dict("records")
    ]
    filled = [{**row, "kind": VALUE} for row in values.to_dict("records")]
    return [tuple(str(row.get(name, "")) for name in COLUMNS) for row in [*places, *filled]]
