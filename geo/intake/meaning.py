"""What the figures mean: of which time and interval, of whom, counted or modelled, of what unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from geo.intake.asking import Asking
from geo.intake.texts import words
from geo.intake.texts.units import scale_of
from geo.intake.texts.words import folded

_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–/_]\s?((?:19|20)\d\d|\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_PAIR = re.compile(r"(?<!\d)(\d\d)(\d\d)(?!\d)")
_INTERVAL = re.compile(
    r"(?<![\w])(\d{1,2})[- _]?(?:yrs?|years?|jahre|år)(?:\b|_)[\s_-]*(ago|estimates?|\w*)"
)
_WORDED = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "一": 1, "五": 5, "十": 10}
_AGO = re.compile(
    r"\b(\d{1,2}|one|two|three|five|ten) years? (?:ago|before|earlier)|([一五十])年前"
)
_SAMPLE = re.compile(r"(\d{1,2}(?:\.\d+)?) ?(?:%|percent|per cent) sample|抽样|long[- ]form|长表")
MOST_FACTOR = 1e6
FLOW, STOCK = "flow", "stock"
COUNTED, SURVEY, SCALED, MODELLED = "counted", "survey", "scaled", "modelled"
MOST_OF_TITLE, LEAST_OF_TITLE = 160, 3
_GOES_ON = re.compile(r"(,|，|、|\b(and|or|of|the|between|und|og|et|y))$")
"""How a line ends whose sentence goes on in the next one."""
_TITLE = re.compile(r"migra|mov(e|ing)|flow|residence|stock|迁|流动|现住")
_FOOTNOTE = re.compile(r"(?:(?<=[a-z]{3})\d{1,2}|[¹²³⁰⁴-⁹*†‡]+)(?=\s*(?:[:;.,)]|$))")
"""Footnote signs behind a word of a title; a year stands apart from it."""
_PEOPLE = frozenset(
    ("person", "persons", "people", "movers", "migrants", "人", "人数", "population")
)
UNITS = ("persons", "returns", "households", "other")
_STOCK = re.compile(r"\bstocks?\b|migrants by origin|foreign[- ]born|born (in|abroad)|存量")
_MODELLED = re.compile(r"\bprd|predict|modell?ed|gravity|\bsimulat|synthetic|\bestimated\b")
_SURVEY = re.compile(
    r"\b(?:community|labou?r[- ]force|sample|household)[- ]survey\b|\bacs\b|\d[- ]year estimates"
)
_COUNTED = re.compile(r"\bcensus|\bregist(?:er|ry)|full count|complete count|普查|登记|全数统计")


@dataclass(frozen=True)
class Told:
    """What a file says beside its rows.

    Attributes
    ----------
    files : tuple of str
        Names of the files.
    texts : tuple of str
        Titles, notes and names of sheets.
    headings : tuple of str
        Headings of the columns.
    count : str
        Heading of the column of figures.
    """

    files: tuple[str, ...]
    texts: tuple[str, ...]
    headings: tuple[str, ...]
    count: str = ""


def _interval(first: str, last: str) -> str:
    return f"{first}-{last if len(last) == 4 else first[:2] + last}"


def years_in(text: str) -> list[str]:
    """Years and intervals that a text names.

    Examples
    --------
    >>> years_in("Calendar Years 2017-2018"), years_in("co0910iTX"), years_in("moves_2005.xls")
    (['2017-2018'], ['2009-2010'], ['2005'])
    """
    made: list[str] = []

    def take(found: re.Match[str]) -> str:
        one = _interval(*found.groups())
        # A day such as 2024_06 is no interval.
        if not one[:4] < one[5:]:
            return f" {found.group(1)} "
        made.append(one)
        return " "

    left = _RANGE.sub(take, text)
    made += _YEAR.findall(left)
    for first, last in _SHORT_PAIR.findall(_YEAR.sub(" ", left)):
        if (int(first) + 1) % 100 == int(last):
            century = 19 if int(first) >= 60 else 20
            made.append(f"{century}{first}-{century + (last == '00')}{last}")
    return made


def ask_meaning(asking: Asking, told: Told, periods: Sequence[str], traits: dict[str, str]) -> str:
    """Ask everything that figures need beside their sides; give the period of rows without one.

    Parameters
    ----------
    asking : Asking
        Answers, and where questions are noted.
    told : Told
        What the files say.
    periods : sequence of str
        Periods that rows name.
    traits : dict
        What the rows show: ``margins`` where a margin of error stands beside figures, ``parts``
        where figures have decimals, and ``population``.

    Examples
    --------
    >>> asking = Asking({})
    >>> ask_meaning(asking, Told(("flows_2005_2010.csv",), (), ("persons",), "persons"), [], {})
    '2005-2010'
    >>> {one.key: one.value for one in asking.choices}["interval"]
    '5'
    """
    every = _every(told)
    period = _ask_period(asking, told, periods, every)
    is_stock = bool(_STOCK.search(every))
    measure = asking.ask(
        "measure", STOCK if is_stock else FLOW, (FLOW, STOCK), is_asked=is_stock,
        evidence={"words": _found(_STOCK, every)},
    )  # fmt: skip
    if measure == FLOW:
        _ask_interval(asking, told, period or (periods[-1] if periods else ""), every)
    # Nothing is a full count because nobody says otherwise.
    basis = COUNTED if _COUNTED.search(every) else ""
    if "margins" in traits or _SURVEY.search(every):
        basis = SURVEY
    elif _MODELLED.search(every) or "parts" in traits:
        # Parts of persons come from a model or from figures that were fitted to others.
        basis = MODELLED if _MODELLED.search(every) else SCALED
    said = _found(_COUNTED if basis == COUNTED else _MODELLED, every)
    asking.ask(
        "basis", basis, (COUNTED, SURVEY, SCALED, MODELLED), is_asked=basis != SURVEY,
        evidence={"words": said, "parts": traits.get("parts", "")},
    )  # fmt: skip
    universe = next((text for text in told.texts if folded(text).startswith("universe")), "")
    population = traits.get("population", "") or universe.partition(":")[2].strip()
    asking.ask(
        "population", population, is_asked=bool(traits.get("population")),
        evidence={"universe": universe},
    )  # fmt: skip
    title = _title(told)
    asking.ask("title", title, is_asked=not title)
    return period


def _title(told: Told) -> str:
    """The title that a file prints, else what the names of the files have in common."""
    for at, text in enumerate(told.texts):
        is_said = len(text.split()) > 2 or (words.is_ideographic(text) and len(text) > 5)
        if not is_said or len(text) >= MOST_OF_TITLE or not _TITLE.search(folded(text)):
            continue
        more = told.texts[at + 1] if _GOES_ON.search(text) and at + 1 < len(told.texts) else ""
        whole = f"{text} {more}".strip()
        return _FOOTNOTE.sub("", whole if len(whole) < MOST_OF_TITLE else text)
    stems = [name.rpartition(".")[0] or name for name in told.files]
    if len(stems) == 1:
        return stems[0]
    same = takewhile(lambda signs: len({*signs}) == 1, zip(*stems, strict=False))
    common = re.sub(r"[\W\d_]+$", "", "".join(signs[0] for signs in same))
    return common if len(common) >= LEAST_OF_TITLE else ""


def _every(told: Told) -> str:
    """All that a file says, as one text."""
    return folded(" ; ".join((*told.files, *told.texts, *told.headings)).replace("_", " "))


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group(0) if found else ""


def ask_unit(asking: Asking, told: Told) -> float:
    """Ask what is counted, and give the people that one of a figure stands for.

    Parameters
    ----------
    asking : Asking
        Answers, and where questions are noted.
    told : Told
        What the files say.
    """
    every, said = _every(told), {*words.tokens(told.count)}
    if not told.count:  # cells of a matrix have no heading of their own
        said = {word for text in told.texts for word in words.tokens(text)} & _PEOPLE
    unit, is_sure = "persons", bool(said & words.PEOPLE)
    if said & {"returns", "return", "n1"}:
        unit = "returns"
    elif said & {"households", "household", "户数"}:
        unit = "households"
    elif said & words.NOT_PERSONS:
        unit = "other"
    is_by_proxy = bool(said & {"exemptions", "n2", "returns", "n1"})
    asking.ask(
        "unit", unit, UNITS, is_asked=is_by_proxy or not is_sure, is_needed=True,
        evidence={"heading": told.count},
    )  # fmt: skip
    around = told.texts if told.count else (*told.texts, *told.headings)
    scales = [scale_of(text) for text in around] + [scale_of(told.count, is_heading=True)]
    scale, by = next((one for one in scales[::-1] if one[1]), ("1", ""))
    answer = asking.ask(
        "factor", scale, is_asked=scale != "1" or bool(_SAMPLE.search(every)), is_needed=True,
        evidence={"words": by or _found(_SAMPLE, every)},
    )  # fmt: skip
    try:
        factor = float(answer)
    except ValueError:
        return 1.0
    return factor if 0 < factor <= MOST_FACTOR else 1.0


def _ask_period(asking: Asking, told: Told, periods: Sequence[str], every: str) -> str:
    if any(periods):
        return ""
    by_file = [year for name in told.files for year in years_in(name)]
    by_text = [year for text in told.texts for year in years_in(text)]
    length = _length(every)
    often = Counter(by_file) + Counter(by_text)
    # The name of the file is chosen by who made it; a title may be left over from another.
    proposed = max(often, key=lambda year: (year in by_file, often[year]), default="")
    wider = next((year for year in by_text if "-" in year and year.endswith(proposed)), "")
    if proposed and "-" not in proposed and wider and not by_file:
        proposed = wider
    if proposed and "-" not in proposed and length > 1 and not by_text:
        proposed = f"{int(proposed) - length}-{proposed}"
    return asking.ask(
        "period", proposed, is_asked=len({*by_file, *by_text}) != 1,
        evidence={"file": ", ".join(dict.fromkeys(by_file)),
                  "title": ", ".join(dict.fromkeys(by_text))},
    )  # fmt: skip


def _length(every: str) -> int:
    """Years between two residences that words say, 0 where none do."""
    ago = _AGO.search(every)
    if ago:
        text = ago.group(1) or ago.group(2)
        return _WORDED.get(text) or int(text)
    for count, behind in _INTERVAL.findall(every):
        if not behind.startswith(("estimate", "and", "over", "old")):
            return int(count)
    return 0


def _ask_interval(asking: Asking, told: Told, period: str, every: str) -> None:
    length = _length(every)
    first, _, last = period.partition("-")
    are_years = len(period) < 20 and first.isdecimal() and last.isdecimal()
    span = int(last) - int(first) if are_years else 0
    sides = [*words.tokens(" ".join(told.headings))]
    is_yearly = "y1" in sides and "y2" in sides
    is_pooled = span > 1 and bool(length == 1 or (not length and _SURVEY.search(every)))
    # The years of a sample are no interval, and two years apart may be either.
    is_said = bool(length) or is_yearly or span == 1
    length = 1 if is_pooled else length
    # A register counts the moves of a year; an interval of residences has two years.
    proposed = length or (1 if is_yearly else span) or (1 if period else 0)
    chosen = asking.ask(
        "interval", str(proposed or ""), is_asked=not is_said, evidence={"period": period}
    )
    if is_pooled or (span > 1 and chosen == "1"):
        asking.ask("pooled", "yes", ("yes", "no"), is_asked=True, evidence={"period": period})
