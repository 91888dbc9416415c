"""Tables that the data interface answers with, joined from built tables.

Frames in, frames out; what a source does not give stays missing.
"""

from __future__ import annotations

import pandas as pd

from geo.world.places import SENDING_RECEIVING
from geo.world.regions import Members, zone_of

INTERVAL = "interval"
POLICY_PERIOD = "policy period"
ACT = "act"
PAPER_TOTAL = "paper total"
SURVEY_TOTAL = "survey total"
DATED_KINDS = (INTERVAL, POLICY_PERIOD, ACT, PAPER_TOTAL, SURVEY_TOTAL)

SAME_PAIR = "same pair"
PROXY = "proxy"
NO_TABLE = "inside one province"


def region_rows(
    regions: pd.DataFrame, margins: pd.DataFrame, zones: Members, shade_values: pd.DataFrame
) -> pd.DataFrame:
    """All regions with their margins, zone and shade.

    Parameters
    ----------
    regions : DataFrame
        ``region_code`` of all units of the map, and their names.
    margins : DataFrame
        Rows of ``region_flows`` for one interval.
    zones : mapping
        Zone key to region codes of one scheme.
    shade_values : DataFrame
        Indexed by ``region_code``: ``value``, ``year``, ``blank``.

    Returns
    -------
    DataFrame
        The rows of ``regions`` in their order with ``zone``, the columns of ``margins`` and
        ``shade_value``, ``shade_year``, ``shade_blank``; missing for units without statistics.

    Examples
    --------
    >>> two = pd.DataFrame({"region_code": ["11", "71"]})
    >>> one = pd.DataFrame({"region_code": ["11"], "in_persons": [5.0]})
    >>> shade = pd.DataFrame({"value": [5.0], "year": [None], "blank": [None]}, index=["11"])
    >>> region_rows(two, one, {"east": ("11",)}, shade)["in_persons"].tolist()
    [5.0, nan]
    """
    table = regions.merge(margins, on="region_code", how="left", validate="one_to_one")
    shade = shade_values[["value", "year", "blank"]].add_prefix("shade_")
    table = table.join(shade, on="region_code")
    return table.assign(zone=table["region_code"].map(zone_of(zones)))


def indicator_sources(
    indicators: pd.DataFrame, publications: pd.DataFrame, name: str, year: int
) -> pd.Series:
    """Publications behind the figures of one indicator and year.

    Parameters
    ----------
    indicators : DataFrame
        ``region_code``, ``year``, ``indicator``, ``source_id`` (several joined by a semicolon).
    publications : DataFrame
        ``source_id`` and ``publication``.

    Returns
    -------
    Series of str
        Indexed by ``region_code``; several publications are joined by a semicolon and a space.

    Examples
    --------
    >>> figures = pd.DataFrame({"region_code": ["11"], "year": [2010], "indicator": ["x"],
    ...     "source_id": ["A;B"]})
    >>> books = pd.DataFrame({"source_id": ["A", "B"], "publication": ["Book", "Census"]})
    >>> indicator_sources(figures, books, "x", 2010)["11"]
    'Book; Census'
    """
    titles = dict(zip(publications["source_id"], publications["publication"], strict=True))
    chosen = indicators[(indicators["indicator"] == name) & (indicators["year"] == year)]
    spelled = ["; ".join(titles[one] for one in ids.split(";")) for ids in chosen["source_id"]]
    return pd.Series(spelled, index=chosen["region_code"].to_numpy(), dtype="str")


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
    records = [record for frame in frames for record in frame.to_dict("records")]
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


def network_rows(
    networks: pd.DataFrame, pilot_sites: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    """Networks with the level of each end and how far the flow tables can show them.

    Parameters
    ----------
    networks, pilot_sites, regions : DataFrame
        Built tables.

    Returns
    -------
    DataFrame
        The rows of ``networks`` with ``from_level``, ``to_level``, ``corridor`` (the pair of
        regions the link lies in, such as ``15-11``; missing inside one region) and
        ``relation``: ``same pair``, ``proxy`` (an end is smaller than its region) or ``inside
        one region``. All four are missing for networks that name no pair of places.
    """
    kinds = dict(zip(regions["region_code"], regions["kind"], strict=True))
    sites = dict(zip(pilot_sites["name"], pilot_sites["level"], strict=True))
    linked = networks["network_type"] == SENDING_RECEIVING
    table = networks.assign(from_level=None, to_level=None, corridor=None, relation=None)
    for index, row in networks[linked].iterrows():
        whole = []
        for side in ("from", "to"):
            code = row[f"{side}_code"]
            whole.append(code.endswith("0000"))
            # The paper calls the one end that is neither site nor region a county.
            level = kinds[code[:2]] if whole[-1] else sites.get(row[f"{side}_place"], "county")
            table.loc[index, f"{side}_level"] = level
        ends = (row["from_region_code"], row["to_region_code"])
        apart = ends[0] != ends[1]
        table.loc[index, "corridor"] = "-".join(ends) if apart else None
        relation = SAME_PAIR if all(whole) else PROXY
        table.loc[index, "relation"] = relation if apart else NO_TABLE
    return table
