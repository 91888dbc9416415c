"""The lesson sheet: what a pilot site did, and what would meet it in another region.

Facts of the paper keep their section, computed lines name their formula. Wording stays with the
page; no line carries a score without its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.lessons.similarity import CONTRIBUTION_FORMULA, SHARE, carried_to

MISMATCH = "training mismatch"
EXPERIENCED = "experienced migrants"
EARLY_START = "early start"
SHOWN = 3
FEEDBACK, CONTROL, BARRIER, HARM = "feedback", "control", "barrier", "harm"
CHECKED_FIRST = (BARRIER, HARM, FEEDBACK, CONTROL)
"""Kinds of the paper's evaluation that say what to check, in the order of the sheet."""

LINE_COLUMNS = ["part", "key", "text", "share", "gap_scores", "section", "formula"]


@dataclass(frozen=True)
class Sheet:
    """One lesson sheet.

    Attributes
    ----------
    site_id, target_code : str
        The site and the region that it is held against.
    named_in_paper : bool
        Whether the paper names the region for the site.
    warned : bool
        Whether what went wrong elsewhere applies to the region, as :func:`warnings_for` has it.
    lines : DataFrame
        One fact a row: ``part`` (``done``, ``for_whom``, ``partner``, ``named``, ``alike``,
        ``differs``, ``missing``, ``warning``, ``check``), ``key`` (identifier of the fact or the
        variable), ``text`` (the paper's, missing for computed lines), ``share`` (of the
        squared distance, for computed lines), ``gap_scores`` (target less the site's region, in
        standard deviations), ``section`` of the paper or ``formula``: each line has one of the two.
    """

    site_id: str
    target_code: str
    named_in_paper: bool
    warned: bool
    lines: pd.DataFrame


def lesson_sheet(
    site: pd.Series,
    target: pd.Series,
    similarity_scores: pd.DataFrame,
    regional_statements: pd.DataFrame,
    evaluation: pd.DataFrame,
) -> Sheet:
    """Everything that the paper and the figures say of carrying a lesson to a region.

    Parameters
    ----------
    site : Series
        Row of ``pilot_sites``.
    target : Series
        Row of :func:`geo.lessons.similarity.ranking` for the site's region.
    similarity_scores : DataFrame
        ``variable``, ``region_code``, ``score``.
    regional_statements, evaluation : DataFrame
        Tables of the paper.

    Returns
    -------
    Sheet
        With at most three variables that are most alike and three that differ most; a variable
        stands on one side only. What the paper does not state for the site has no line.
    """
    code = str(target["region_code"])
    warnings = warnings_for(regional_statements, code)
    own = [
        *_of_site(site),
        *_named(site, code, regional_statements),
        *_compared(site, target, similarity_scores),
    ]
    parts = [pd.DataFrame(own), warnings, checks_first(evaluation)]
    lines = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return Sheet(
        site_id=str(site["site_id"]),
        target_code=code,
        named_in_paper=bool(target["named_in_paper"]),
        warned=bool(len(warnings)),
        lines=lines.reindex(columns=LINE_COLUMNS),
    )


def regions_warned(regional_statements: pd.DataFrame) -> tuple[str, ...]:
    """Codes of the early-start origins that the paper names: there training for newcomers misses.

    Examples
    --------
    >>> rows = pd.DataFrame({"category": ["early start", "receiving"],
    ...     "region_code": ["B", "A"]})
    >>> regions_warned(rows)
    ('B',)
    """
    early = regional_statements["category"] == EARLY_START
    return tuple(sorted(regional_statements.loc[early, "region_code"].dropna().unique()))


def warnings_for(regional_statements: pd.DataFrame, region_code: str) -> pd.DataFrame:
    """What went wrong elsewhere and applies to a region, with the reason why it applies.

    Parameters
    ----------
    regional_statements : DataFrame
        ``diversity_id``, ``category``, ``place``, ``statement``, ``section``, ``region_code``.
    region_code : str
        The target.

    Returns
    -------
    DataFrame
        Rows of part ``warning``: the mismatch of training, who the migrants were, and the
        statement that makes the region an early-start origin; empty where it is none.
    """
    category = regional_statements["category"]
    here = (category == EARLY_START) & (regional_statements["region_code"] == region_code)
    kept = category.isin([MISMATCH, EXPERIENCED]) | here
    rows = regional_statements[kept] if here.any() else regional_statements.head(0)
    order = rows["category"].map({MISMATCH: 0, EXPERIENCED: 1, EARLY_START: 2})
    rows = rows.loc[order.sort_values(kind="stable").index]
    return pd.DataFrame(
        {
            "part": "warning",
            "key": rows["diversity_id"],
            "text": rows["statement"],
            "section": rows["section"],
        }
    ).reset_index(drop=True)


def checks_first(evaluation: pd.DataFrame) -> pd.DataFrame:
    """What the paper says to look at before and during a trial.

    Parameters
    ----------
    evaluation : DataFrame
        ``evaluation_id``, ``kind``, ``number``, ``statement``, ``section``.

    Returns
    -------
    DataFrame
        Rows of part ``check``: barriers, harms, the four groups to hear, and the control of the
        trial after six to twelve months, each in the paper's order.
    """
    rows = evaluation[evaluation["kind"].isin(CHECKED_FIRST)]
    rank = rows["kind"].map(CHECKED_FIRST.index)
    rows = rows.assign(rank=rank).sort_values(["rank", "number"], kind="stable")
    return pd.DataFrame(
        {
            "part": "check",
            "key": rows["evaluation_id"],
            "text": rows["statement"],
            "section": rows["section"],
        }
    ).reset_index(drop=True)


def _of_site(site: pd.Series) -> list[dict[str, object]]:
    """What was done, for whom and by whom: the paper's cells, each activity a line."""
    stated = {"done": "focus_activities", "for_whom": "target_group", "partner": "local_partner"}
    return [
        {"part": part, "key": column, "text": text.strip(), "section": site["section"]}
        for part, column in stated.items()
        if isinstance(site[column], str)
        for text in (site[column].split("; ") if part == "done" else [site[column]])
    ]


def _named(
    site: pd.Series, code: str, regional_statements: pd.DataFrame
) -> list[dict[str, object]]:
    """The statement that names the region for the site, if there is one."""
    rows = carried_to(regional_statements, str(site["name"]))
    rows = rows[rows["region_code"] == code]
    return [
        {"part": "named", "key": key, "text": text, "section": section}
        for key, text, section in zip(
            rows["diversity_id"], rows["statement"], rows["section"], strict=True
        )
    ]


def _compared(
    site: pd.Series, target: pd.Series, similarity_scores: pd.DataFrame
) -> list[dict[str, object]]:
    """Variables that bring the two together and apart, and those that nothing is known of."""
    scores = similarity_scores.set_index(["region_code", "variable"])["score"]
    shares = target[[name for name in target.index if str(name).startswith(SHARE)]].dropna()
    shares = shares.rename(lambda name: str(name).removeprefix(SHARE)).astype(float)
    rising = shares.sort_values(kind="stable")
    half = min(SHOWN, len(rising) // 2)
    chosen = [("alike", key) for key in rising.index[:half]]
    chosen += [("differs", key) for key in rising.index[::-1][: min(SHOWN, len(rising) - half)]]
    lines: list[dict[str, object]] = [
        {
            "part": part,
            "key": key,
            "share": rising[key],
            "gap_scores": scores[target["region_code"], key] - scores[site["region_code"], key],
            "formula": CONTRIBUTION_FORMULA,
        }
        for part, key in chosen
    ]
    gaps = target["missing"]
    return lines + [{"part": "missing", "key": key, "formula": "no figure"} for key in gaps]
