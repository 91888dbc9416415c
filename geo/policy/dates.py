"""Everything with a date, one row each: intervals, policy periods and acts, two series."""

from __future__ import annotations

import pandas as pd

from geo.rows import rows_of
from geo.world.world import World

INTERVAL = "interval"
POLICY_PERIOD = "policy period"
ACT = "act"
PAPER_TOTAL = "paper total"
SURVEY_TOTAL = "survey total"
RURAL_MIGRANTS = "rural_migrants"
DATED_KINDS = (INTERVAL, POLICY_PERIOD, ACT, PAPER_TOTAL, SURVEY_TOTAL)


def dated_rows(
    periods: pd.DataFrame,
    totals: pd.DataFrame,
    policy: pd.DataFrame,
    series: pd.DataFrame,
    survey: pd.DataFrame,
) -> pd.DataFrame:
    """Everything with a date, one row each: nothing is added, joined or filled in between.

    Parameters
    ----------
    periods, policy, series, survey : DataFrame
        Tables ``periods``, ``policy_timeline``, ``national_series`` and ``migrant_workers``.
    totals : DataFrame
        Indexed by ``period``: ``persons`` kept by the filters; no row where nothing is kept.

    Returns
    -------
    DataFrame
        ``kind`` (one of :data:`DATED_KINDS`, in that order), ``id``, ``title``, ``start``,
        ``end``, ``date_as_stated``, ``precision``, ``sort_year``, ``value``, ``qualifier``,
        ``unit`` (missing where the kind alone decides it), ``stance``, ``section``, ``source``,
        ``cited_source``, ``note``. A part of a decade has no ``start``.
    """
    frames = [_intervals(periods, totals), _policy(policy), _paper_totals(series), _survey(survey)]
    columns = list(dict.fromkeys(column for frame in frames for column in frame))
    records = [record for frame in frames for record in rows_of(frame)]
    table = pd.DataFrame(records, columns=columns)
    rank = table["kind"].map(DATED_KINDS.index)
    return table.assign(rank=rank).sort_values(
        ["rank", "sort_year"], kind="stable", ignore_index=True, na_position="first"
    )


def _intervals(periods: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": INTERVAL,
            "id": periods["period"],
            "title": periods["table_title"],
            "start": periods["residence_before"],
            "end": periods["residence_now"],
            "date_as_stated": periods["period"],
            "precision": "day",
            "sort_year": periods["start_year"],
            "value": periods["period"].map(totals["persons"]),
            "note": periods["caveat"],
        }
    )


def _policy(policy: pd.DataFrame) -> pd.DataFrame:
    named = policy.rename(columns={"event_id": "id", "date_start": "start", "date_end": "end"})
    kept = ["id", "title", "start", "end", "date_as_stated", "precision", "sort_year", "stance"]
    kind = (policy["kind"] == "period").map({True: POLICY_PERIOD, False: ACT})
    return named[[*kept, "section", "cited_source", "note"]].assign(kind=kind)


def _paper_totals(series: pd.DataFrame) -> pd.DataFrame:
    rows = series[series["indicator"] == "rural_migrants"].rename(
        columns={"series_id": "id", "as_stated": "title", "year_as_stated": "date_as_stated"}
    )
    dated = rows["year"].notna()
    kept = ["id", "title", "date_as_stated", "value", "unit", "qualifier"]
    return rows[[*kept, "section", "cited_source", "note"]].assign(
        kind=PAPER_TOTAL,
        start=rows["year"].astype("str").where(dated),
        precision=dated.map({True: "year", False: "part of decade"}),
        sort_year=rows["year"],
    )


def _survey(survey: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": SURVEY_TOTAL,
            "id": "W" + survey["year"].astype("str"),
            "start": survey["year"].astype("str"),
            "date_as_stated": survey["year"].astype("str"),
            "precision": "year",
            "sort_year": survey["year"],
            "value": survey["total_10k"],
            "source": survey["source"],
            "note": survey["note"],
        }
    )


def national_totals(world: World) -> dict[str, tuple[str, float]]:
    """National totals of migrants by year: whose they are, and how many millions.

    Returns
    -------
    dict of str to (str, float)
        ``paper total`` or ``survey total`` by year; a total without a single year has none.
    """
    if not world.has("national_series", "migrant_workers"):
        return {}
    rows = world.table("national_series")
    rows = rows[(rows["indicator"] == RURAL_MIGRANTS) & rows["year"].notna()]
    paper = {str(row["year"]): (PAPER_TOTAL, float(row["value"])) for row in rows_of(rows)}
    survey = {
        str(row["year"]): (SURVEY_TOTAL, float(row["total_10k"]) / 100)
        for row in rows_of(world.table("migrant_workers"))
    }
    return {**survey, **paper}
