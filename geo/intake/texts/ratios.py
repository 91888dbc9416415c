"""Shares and rates as headings, titles and cells say them: percent, per 1,000, of one."""

from __future__ import annotations

import re

from geo.intake.texts.words import folded, tokens

_WORDS = re.compile(
    r"percent(?:age)?s?|pct|perc|shares?|rates?|ratios?|proportions?|permille|prozente?|anteile?|"
    r"quote|andel|procent|pourcentage|taux|porcentaje|tasa|taxa|probability|odds"
)
_SAID = re.compile(
    r"[%‰]|\bper cent\b|\bper mille\b|\bper (?:capita|head)\b|"
    r"\bper (?:1[ ,.]?000|100|10[ ,.]?000|100[ ,.]?000|thousand|hundred|million)\b|"
    r"百分比|百分之|千分比|占比|比例|比重|比率|率(?:$|[(（])|每[千万百]人?"
)
_TITLE = re.compile(
    r"(?<![\d.] )(?<!\d)(?:%|‰|\bper ?cent(?:age)?s?\b)(?! (?:sample|confidence|level))|百分比|占比"
)
_OTHERWISE = re.compile(r"sample|confidence|抽样|样本")
"""Words of texts whose percent is how many people were asked, or how sure a figure is."""
CELL = re.compile(r"[-+]?[\d.,' ]*\d ?[%‰％]")
"""A figure with its sign behind it."""


def is_ratio(heading: str) -> bool:
    """Whether a column is of shares or rates by its heading.

    Examples
    --------
    >>> [is_ratio(text) for text in ("% of movers", "Rate per 1,000", "占比", "迁移率")]
    [True, True, True, True]
    >>> [is_ratio(text) for text in ("persons", "moves", "10% sample", "人数")]
    [False, False, False, False]
    """
    plain = folded(heading)
    if _OTHERWISE.search(plain):
        return False
    is_said = any(map(_WORDS.fullmatch, tokens(heading)))
    return is_said or bool(_SAID.search(plain))


def says_percent(title: str) -> bool:
    """Whether a title or note says that figures are percentages, not how large a sample was.

    Examples
    --------
    >>> [says_percent(text) for text in ("Unit: %", "Movers, per cent", "A 10 percent sample")]
    [True, True, False]
    """
    plain = folded(title)
    return bool(_TITLE.search(plain)) and not _OTHERWISE.search(plain)
