"""How people and their programs spell a number, a day and a name, folded to one plain spelling.

What can mean one thing only is folded, and the reader is told; what can mean two is left, with the
reason, to be rejected.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from itertools import permutations

INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories of signs that could make one text look like another."""
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63"), "-")
_FORCED = re.compile(r'="(.*)"')
_ERROR = re.compile(r"#[^\W\d_][\w/]*[!?]?|#DIV/0!|Err:[0-9]{3}|#+")
_NOTHING = re.compile(
    r"n/?a|n\.a\.?|n\.?d\.?|null|none|nil|nan|missing|unknown|unavailable|void|blank|empty|tb[dc]"
    r"|pending|x{1,3}|k\.a\.|keine|s\.o\.|s/o|not (reported|available|applicable|known|stated)"
    r"|no (data|value|answer|report)|to (be (determined|confirmed)|follow)"
    r"|无|無|缺|空|缺失|缺报|未知|未报|未填|未报告|未上报|没有|不适用|不详|不詳|暂无|暂缺|待定|待报|待补"
)
_GROUPS = {
    ",": re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|-?[0-9]{1,3}(,[0-9]{3}){2,}"),
    ".": re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|-?[0-9]{1,3}(\.[0-9]{3}){2,}"),
}
_GROUP = re.compile(r"-?[0-9]{1,3}([ '’][0-9]{3})+([.,][0-9]+)?")
_TWO_WAYS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_TENS = {"万": "10,000", "萬": "10,000", "亿": "100,000,000", "億": "100,000,000",
         "千": "1,000", "百": "100", "十": "10"}  # fmt: skip
_SHORTENED = re.compile(r"-?[0-9.,]+[eE][+-]?[0-9]+")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_WITH_MONTH = re.compile(
    r"(?P<d>[0-9]{1,2})[-/. ]*(?P<m>[a-z]{3,9})[-/., ]*(?P<y>[0-9]{4})"
    r"|(?P<m2>[a-z]{3,9})[. ]*(?P<d2>[0-9]{1,2}),? *(?P<y2>[0-9]{4})",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<=[0-9日])[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9.]+)?( ?[AP]M)?Z?", re.IGNORECASE)
_SERIAL = re.compile(r"[1-9][0-9]{4}(\.[0-9]+)?")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
NO_DAY = "no date; expected year-month-day, such as 2004-06-30"
NO_NUMBER = "not a number of 0 or more, written like 1200 or 12.5"


def narrow(text: str) -> str:
    """Fold full-width signs and kinds of spaces to plain ones.

    Examples
    --------
    >>> narrow("Ｑ０８\u3000")
    'Q08'
    """
    wide = text.translate(_WIDE)
    spaces = (" " if unicodedata.category(sign) == "Zs" else sign for sign in wide)
    return re.sub(" +", " ", "".join(spaces)).strip(" ")


def plain(text: str) -> str:
    """Fold also dashes, and the sign that some programs force a text with.

    Examples
    --------
    >>> plain('="2004−06－30"')
    '2004-06-30'
    """
    folded = narrow(text)
    forced = _FORCED.fullmatch(folded)
    return (forced.group(1) if forced else folded).translate(_DASHES)


def visible(text: str) -> str:
    """The text with signs that nobody can see spelled out.

    Examples
    --------
    >>> visible("diqing\u200b")
    'diqing[U+200B]'
    """
    kinds = (*INVISIBLE, "Zs")
    return "".join(
        f"[U+{ord(sign):04X}]" if sign not in " \n\t" and unicodedata.category(sign) in kinds
        else sign
        for sign in text
    )  # fmt: skip


def hidden_sign(text: str) -> str:
    """Name of the first invisible sign; empty when there is none.

    Examples
    --------
    >>> hidden_sign("diqing\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    for sign in text:
        if unicodedata.category(sign) in INVISIBLE:
            return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control sign')}"
    return ""


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows for an error, or for a column too narrow."""
    return bool(_ERROR.fullmatch(plain(text)))


def is_nothing(text: str) -> bool:
    """Whether a text only stands for nothing: no letter or digit, or a word for a blank.

    Examples
    --------
    >>> [is_nothing(text) for text in ("–", "…", "N/A", "无", "0", "no change")]
    [True, True, True, True, False, False]
    """
    folded = narrow(text).lower().strip("()[]<>*\"' ")
    return bool(text) and (bool(_NOTHING.fullmatch(folded)) or not any(map(str.isalnum, folded)))


def number(text: str, *, comma: bool = False, most: float = float("inf")) -> tuple[str, str]:
    """Digits with a decimal point, and an empty text; or the text and why it is unclear.

    Parameters
    ----------
    text : str
        A cell.
    comma : bool
        Whether decimals of the file may be parted by a comma: then 1.234 has two meanings.
    most : float
        What the number cannot exceed, which can settle its meaning.

    Examples
    --------
    >>> [number(text)[0] for text in ("１２０", "1 234,5", "1,234.5", "1.234.567", "12,5")]
    ['120', '1234.5', '1234.5', '1234567', '12.5']
    >>> number("1,200")[1]
    'could be 1200 or 1.200: write it without a separator between thousands'
    """
    folded = plain(text)
    if _GROUP.fullmatch(folded):
        folded = re.sub("[ '’]", "", folded)
        return folded.replace(",", "."), ""
    for sign, groups in _GROUPS.items():
        if groups.fullmatch(folded):
            return folded.replace(sign, "").replace(",", "."), ""
    if _TWO_WAYS.fullmatch(folded) and ("," in folded or comma):
        whole, decimal = re.sub("[.,]", "", folded), folded.replace(",", ".")
        if abs(int(whole)) > most:
            return decimal, ""
        ways = f"could be {whole} or {decimal}"
        return text, f"{ways}: write it without a separator between thousands"
    if _DECIMAL_COMMA.fullmatch(folded):
        return folded.replace(",", "."), ""
    return (folded, "") if NUMBER.fullmatch(folded) else (text, _why_no_number(folded))


def _why_no_number(folded: str) -> str:
    tens = next((sign for sign in folded if sign in _TENS), "")
    if tens and re.search("[0-9]", folded):
        return f"{tens} stands for {_TENS[tens]}: write all digits"
    if _SHORTENED.fullmatch(folded):
        return "a number that a program has shortened (E+): write all digits"
    if day(folded)[1] == "":
        return "a date, perhaps made by a spreadsheet: write the number"
    if re.match("[0-9]", folded) and re.search(r"[^\W\d_]|[%$€£¥]", folded):
        return "a number with a unit or words: write the number alone"
    return NO_NUMBER


def day(text: str) -> tuple[str, str]:
    """Year-month-day, and an empty text; or the text and why it is unclear.

    Examples
    --------
    >>> [day(text)[0] for text in ("2004/6/30", "30.06.2004", "6/30/2004", "2004年6月30日")]
    ['2004-06-30', '2004-06-30', '2004-06-30', '2004-06-30']
    >>> day("5/6/2004")[1]
    'could be 2004-05-06 or 2004-06-05: write year-month-day'
    """
    folded = _CLOCK.sub("", plain(text)).strip()
    if found := _YEAR_FIRST.fullmatch(re.sub(r"(?<=[年月]) | (?=[年月日])", "", folded)):
        ways = [tuple(map(int, found.groups()))]
    elif found := _YEAR_LAST.fullmatch(folded):
        *parts, year = map(int, found.groups())
        ways = [(year, month, of) for month, of in permutations(parts)]
    elif (found := _WITH_MONTH.fullmatch(folded)) and (month := _month(found["m"] or found["m2"])):
        ways = [(int(found["y"] or found["y2"]), month, int(found["d"] or found["d2"]))]
    else:
        return text, _why_no_day(folded)
    days = sorted({made for way in ways if (made := _made(*way))})
    if len(days) == 2:
        return text, f"could be {days[0]} or {days[1]}: write year-month-day"
    return (days[0], "") if days else (text, "no such day")


def _month(word: str) -> int:
    """Number of a month from its English name or its first three letters; 0 for another word."""
    said = word.lower()
    found = [n for n, name in enumerate(_MONTHS, start=1) if said in (name, name[:3], name[:4])]
    return found[0] if found else 0


def _made(year: int, month: int, of_month: int) -> str:
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        return ""


def _why_no_day(folded: str) -> str:
    if _SERIAL.fullmatch(folded):
        counted = date(1899, 12, 30) + timedelta(int(folded[:5]))
        return f"the count of days of a spreadsheet ({counted}?): write year-month-day"
    if re.fullmatch(r"[0-9]{1,2}[-/. ]\w{1,9}[-/. ][0-9]{2}", folded):
        return "a year of two digits: write year-month-day, such as 2004-06-30"
    return NO_DAY
