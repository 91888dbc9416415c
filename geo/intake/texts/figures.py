"""Figures as offices print them: numbers, and marks that stand where a number does not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.intake.texts.columns import Floats

MOST = 1e15
"""A figure from here on counts nobody: sums of such ones lose people, and end without end."""
LONGEST = 16
"""Letters of the longest mark; most texts are names, which are longer."""
NUMBER, MARK, UNREADABLE, NEGATIVE, NON_FINITE = range(5)

ZERO, MISSING, SUPPRESSED, INAPPLICABLE = "zero", "missing", "suppressed", "inapplicable"
MEANINGS = (ZERO, MISSING, SUPPRESSED, INAPPLICABLE)


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－―", "-"))
_MARKS = {
    **dict.fromkeys(
        [
            "-",
            "--",
            "---",
            "…",
            "...",
            "..",
            ".",
            "....",
            "n.a",
            "na",
            "#n/a",
            "null",
            "none",
            "nil",
            "无",
            "缺",
            "?",
            "...",
        ],
        MISSING,
    ),
    **dict.fromkeys(
        [
            "d",
            "s",
            "x",
            "c",
            "z",
            "*",
            "**",
            "***",
            "#",
            "^",
            "(d)",
            "(s)",
            "(x)",
            "(z)",
            "(c)",
            "suppressed",
            "conf",
            "u",
        ],
        SUPPRESSED,
    ),
    **dict.fromkeys(("n/a", "n.a.", "not applicable", "不适用", "x.", "nap", "(na)"), INAPPLICABLE),
}
SURE = frozenset(("n/a", "not applicable", "不适用", "suppressed", "#n/a", "(d)", "null"))
"""Marks that mean one thing wherever they stand; what another mark means a reader is asked."""
_ERROR = re.compile(r"#(?:ref|div/0|value|num|null|spill|calc)!|#name\?|#error!?|err:\d+|=.+")
_BELOW = re.compile(r"[<≤]\s*\d+")
_NON_FINITE = re.compile(r"[+-]?(nan|inf|infinity|∞)")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?P<sign>[,. '])\d{3}(?:(?P=sign)\d{3})*")
_COMMA_DECIMAL = re.compile(r"\d,(\d{1,2}|\d{4,})$|\.\d{3}\.\d{3}|\.\d{3},\d+$")
_POINT_DECIMAL = re.compile(r"\d\.(\d{1,2}|\d{4,})$|,\d{3},\d{3}|,\d{3}\.\d+$")


@dataclass(frozen=True, eq=False)
class Figures:
    """What the different texts of a column of figures are.

    Attributes
    ----------
    values : numpy.ndarray
        Number of each text; not a number where it is none.
    kinds : numpy.ndarray
        ``NUMBER``, ``MARK``, ``UNREADABLE``, ``NEGATIVE`` or ``NON_FINITE``.
    marks : tuple of str
        The folded mark of each text that is one, else empty.
    """

    values: Floats
    kinds: npt.NDArray[np.int8]
    marks: tuple[str, ...]


def decimal_sign(texts: npt.NDArray[np.object_]) -> str:
    """Sign before the decimals that some figures show, empty where none tells.

    Examples
    --------
    >>> [decimal_sign(np.array([text], dtype=object)) for text in ("669000,5", "6,870.5", "6,870")]
    [',', '.', '']
    """
    some = [str(text) for text in texts[:5000]]
    comma = sum(bool(_COMMA_DECIMAL.search(text)) for text in some)
    point = sum(bool(_POINT_DECIMAL.search(text)) for text in some)
    return "," if comma > point else "." if point else ""


def read_figures(texts: npt.NDArray[np.object_], decimal: str = ".") -> Figures:
    """Read the different texts of a column.

    Examples
    --------
    >>> texts = np.array(["6,870", "１２０", "(D)", "-4", "1e999", "many"], dtype=object)
    >>> made = read_figures(texts)
    >>> made.values[:2].tolist(), made.kinds.tolist(), made.marks[2]
    ([6870.0, 120.0], [0, 0, 1, 3, 4, 2], '(d)')
    """
    values = np.full(len(texts), np.nan)
    kinds = np.full(len(texts), UNREADABLE, dtype=np.int8)
    marks = [""] * len(texts)
    if decimal == ".":
        # Most figures are plain; the few others are read one by one.
        asked = pd.Series(texts, dtype=object)
        plain = asked.str.fullmatch(r"-?\d{1,15}(\.\d{1,12})?").to_numpy(dtype=bool)
        values[plain] = asked[plain].astype(float)
        kinds[plain] = NUMBER
    else:
        plain = np.zeros(len(texts), dtype=bool)
    for at in np.flatnonzero(~plain):
        kinds[at], values[at], marks[at] = _read(str(texts[at]), decimal)
    kinds[(kinds == NUMBER) & (values < 0)] = NEGATIVE
    endless = (kinds == NUMBER) & ~(values < MOST)
    kinds[endless], values[endless] = NON_FINITE, np.nan
    return Figures(values, kinds, tuple(marks))


def _read(text: str, decimal: str) -> tuple[int, float, str]:
    if len(text) > LONGEST and text[:1].isalpha():
        return UNREADABLE, np.nan, ""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES).strip()
    if plain in _MARKS or _BELOW.fullmatch(plain):
        return MARK, np.nan, plain
    if _NON_FINITE.fullmatch(plain):
        return NON_FINITE, np.nan, ""
    number = plain.lstrip("'").replace("\N{NO-BREAK SPACE}", " ")
    other = "." if decimal == "," else ","
    whole, sign, behind = number.partition(decimal)
    if re.search(rf"[{other} ']", whole):
        if not (grouped := _GROUPED.fullmatch(whole)) or grouped["sign"] == decimal:
            return UNREADABLE, np.nan, ""
        whole = re.sub(r"[,. ']", "", whole)
    number = f"{whole}.{behind}" if sign else whole
    if not _PLAIN.fullmatch(number):
        return UNREADABLE, np.nan, ""
    return NUMBER, float(number), ""


def is_mark(text: str) -> bool:
    """Whether a text stands where a figure would.

    Examples
    --------
    >>> is_mark("(D)"), is_mark("<5"), is_mark("Elm")
    (True, True, False)
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DASHES).strip()
    return plain in _MARKS or bool(_BELOW.fullmatch(plain)) or is_error(text)


def is_error(text: str) -> bool:
    """Whether a cell is a formula, or what a spreadsheet writes for one that has no value.

    Examples
    --------
    >>> [is_error(text) for text in ("#REF!", "=B2*2", "#N/A", "7")]
    [True, True, False, False]
    """
    return bool(_ERROR.fullmatch(text.strip().casefold()))


def proposed_meaning(mark: str) -> str:
    """What a mark most often means."""
    return SUPPRESSED if mark == "-1" or _BELOW.fullmatch(mark) else _MARKS.get(mark, MISSING)
