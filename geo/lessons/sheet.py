"""The lesson sheet: what a pilot site did, and what would meet it in another region.

Facts of the paper keep their section, computed lines name their formula. Wording stays with the
page; no line carries a score without its reasons.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.lessons.similarity import CONTRIBUTION_FORMULA, SHARE, carried_to
from geo.statements.statements import Statements

SITES = "pilot_sites"
MISMATCH = "training mismatch"
EXPERIENCED = "experienced migrants"
EARLY_START = "early start"
NAMED, EARLY, UNNAMED = "named", "early", "unnamed"
SCOPES = (NAMED, EARLY, UNNAMED)
"""The failure is told of the target's region; migration from it only began early; neither."""
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
    scope : str
        How far what went wrong is told of the region, see :func:`scope_for`.
    failed : tuple of str
        Places where it went wrong.
    lines : DataFrame
        One fact a row: ``part`` (``done``, ``network``, ``for_whom``, ``partner``, ``named``,
        ``alike``, ``differs``, ``missing``, ``warning``, ``check``), ``key`` (identifier of the
        fact, name of the network or the variable), ``text`` (the paper's, missing for computed
        lines), ``share`` (of the squared distance, for computed lines), ``gap_scores`` (target less
        the site's region, in standard deviations), ``section`` of the paper or ``formula``: each
        line has one of the two.
    """

    site_id: str
    target_code: str
    named_in_paper: bool
    scope: str
    failed: tuple[str, ...]
    lines: pd.DataFrame


def lesson_sheet(
    site: pd.Series,
    target: pd.Series,
    similarity_scores: pd.DataFrame,
    regional_statements: pd.DataFrame,
    evaluation: pd.DataFrame,
    networks: pd.DataFrame,
    said: Statements,
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
    regional_statements, evaluation, networks : DataFrame
        Tables of the paper.
    said : Statements
        Has the sections of what is stated of the site.

    Returns
    -------
    Sheet
        With at most three variables that are most alike and three that differ most; a variable
        stands on one side only. What the paper does not state for the site has no line.
    """
    code = str(target["region_code"])
    failed = went_wrong(regional_statements)
    own = [
        *_of_site(site, said),
        *_of_networks(site, networks, said),
        *_named(site, code, regional_statements),
        *_compared(site, target, similarity_scores),
    ]
    warnings = warnings_for(regional_statements, code)
    parts = [pd.DataFrame(own), warnings, checks_first(evaluation)]
    lines = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return Sheet(
        site_id=str(site["site_id"]),
        target_code=code,
        named_in_paper=bool(target["named_in_paper"]),
        scope=scope_for(regional_statements, code),
        failed=tuple(failed.loc[failed["category"] == MISMATCH, "place"]),
        lines=lines.reindex(columns=LINE_COLUMNS),
    )


def went_wrong(regional_statements: pd.DataFrame, place: str = "") -> pd.DataFrame:
    """What the paper says went wrong, and then who the migrants of that region were.

    Parameters
    ----------
    regional_statements : DataFrame
        ``category``, ``place``, ``region_code`` and more.
    place : str
        Only what went wrong there; all without one.

    Examples
    --------
    >>> kinds = ["experienced migrants", "training mismatch", "early start"]
    >>> rows = pd.DataFrame({"category": kinds,
    ...     "place": ["Fenland", "Hill", "Moor"], "region_code": ["B", "B", "C"]})
    >>> went_wrong(rows)["place"].tolist(), went_wrong(rows, "Moor")["place"].tolist()
    (['Hill', 'Fenland'], [])
    """
    category = regional_statements["category"]
    failed = regional_statements[category == MISMATCH]
    failed = failed[failed["place"] == place] if place else failed
    region = regional_statements["region_code"].isin(failed["region_code"])
    return pd.concat([failed, regional_statements[(category == EXPERIENCED) & region]])


def warnings_for(regional_statements: pd.DataFrame, region_code: str) -> pd.DataFrame:
    """What went wrong at a site, for every target, and that migration began early in this one.

    Parameters
    ----------
    regional_statements : DataFrame
        ``diversity_id``, ``category``, ``place``, ``statement``, ``section``, ``region_code``.
    region_code : str
        The target.

    Returns
    -------
    DataFrame
        Rows of part ``warning``: the mismatch of training, who the migrants were, and, where the
        paper has it, the statement that migration from the target began early.
    """
    early = regional_statements["category"] == EARLY_START
    here = regional_statements[early & (regional_statements["region_code"] == region_code)]
    rows = pd.concat([went_wrong(regional_statements), here])
    return _lines("warning", rows, "diversity_id")


def scope_for(regional_statements: pd.DataFrame, region_code: str) -> str:
    """How far the paper goes for a target: one of :data:`SCOPES`.

    Examples
    --------
    >>> rows = pd.DataFrame({"category": ["experienced migrants", "early start", "early start"],
    ...     "region_code": ["B", "B", "C"]})
    >>> [scope_for(rows, code) for code in "BCD"]
    ['named', 'early', 'unnamed']
    """
    said = set(
        regional_statements.loc[regional_statements["region_code"] == region_code, "category"]
    )
    if said & {MISMATCH, EXPERIENCED}:
        return NAMED
    return EARLY if EARLY_START in said else UNNAMED


def _lines(part: str, rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Statements of a table as lines of one part."""
    lines = {"part": part, "key": rows[key], "text": rows["statement"], "section": rows["section"]}
    return pd.DataFrame(lines).reset_index(drop=True)


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
    return _lines("check", rows, "evaluation_id")


def _of_site(site: pd.Series, said: Statements) -> list[dict[str, object]]:
    """What was done, for whom and by whom: the paper's cells, each activity a line."""
    stated = {"done": "focus_activities", "for_whom": "target_group", "partner": "local_partner"}
    found = {column: said.find(SITES, str(site["site_id"]), column) for column in stated.values()}
    sections = {column: one.section if one else "" for column, one in found.items()}
    return [
        {"part": part, "key": column, "text": text.strip(), "section": section}
        for part, column in stated.items()
        if isinstance(site[column], str)
        for text, section in _by_section(site[column], sections[column] or site["section"])
    ]


def _of_networks(
    site: pd.Series, networks: pd.DataFrame, said: Statements
) -> list[dict[str, object]]:
    """Networks between two places, one of which is the site."""
    ends = (networks["from_place"] == site["name"]) | (networks["to_place"] == site["name"])
    found = networks[ends]
    return [
        {"part": "network", "key": name, "text": one.text, "section": one.section}
        for key, name in zip(found["network_id"], found["name"], strict=True)
        for one in [said.of("networks", str(key), "purpose")]
    ]


def _by_section(said: str, sections: object) -> list[tuple[str, object]]:
    """Each part of a cell with its own section: the last one holds for all that follow.

    A site that a reader loaded has no section; it stays missing.

    >>> _by_section("train; join; pay", "4.1 Poverty; 4.1 Places")
    [('train', '4.1 Poverty'), ('join', '4.1 Places'), ('pay', '4.1 Places')]
    """
    own = sections.split("; ") if isinstance(sections, str) else [sections]
    return [(part, own[min(at, len(own) - 1)]) for at, part in enumerate(said.split("; "))]


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
