"""How many people one of a figure stands for, as headings and notes say it."""

from __future__ import annotations

import re

from geo.intake.texts.words import folded

SHOWN = 60
_PEOPLE = (
    r"(?:people|persons?|movers|migrants|inhabitants|personer|personen|personnes|personas|pessoas)"
)
_WORDS = {
    "1000": (
        r"(?:thousands?|tausend|tsd\.?|tusen|tusinde|tusental|milliers|mil|k|"
        r"(?<!\d)1[,. ]?000s?|(?<![\d.,])['’´`‘]?000['’]?s?)"
    ),
    "1000000": (
        r"(?:millions?|millionen|mio\.?|mln\.?|mn|millones|milhões|(?<!\d)1[,. ]?000[,. ]?000s?)"
    ),
}
_SAID = {
    scale: re.compile(
        # As "in thousands", "(000s)", "thousands of people", "persons, '000".
        rf"\b(?:in|unit\w*\W*|units? of|einheit\W*|x|×) ?{word}(?!\w|[,.]?\d)|"
        rf"(?:\ben|\bem) {word}\b|"
        rf"[(\[] ?(?:in )?{word}(?: (?:of |de )?{_PEOPLE})? ?[)\]]|"
        rf"(?<![\w,.]){word} (?:of |de )?{_PEOPLE}\b|"
        rf"\b{_PEOPLE}\W{{0,3}}{word}(?!\w)|^\W*{word}\W*$"
    )
    for scale, word in _WORDS.items()
}
_SAID["1000"] = re.compile(
    rf"\ben miles\b|\bmiles de {_PEOPLE}|千人|[(（]千[)）]|^千$|{_SAID['1000'].pattern}"
)
_SAID["10000"] = re.compile(
    rf"(?<!百)万人|[(（]万[)）]|^万$|(?<![\d,.])10[,. ]?000 (?:of )?{_PEOPLE}"
)
_SAID["1000000"] = re.compile(rf"百万人|[(（]百万[)）]|{_SAID['1000000'].pattern}")
_IN_HEADING = re.compile(r"(?<![\w,.])(thousand|million)s?\b")
_OTHERWISE = re.compile(
    r"money|dollar|income|amount|元|\bgdp\b|\beuros?\b|\busd\b|\bkm\b|\bhectares?\b|"
    r"\bround\w*|\bnearest|more than|less than|\bover\b|\bunder\b|fewer|at least|at most|"
    r"sample|per (?:1|thousand|million|tausend|mille)|gerundet|arrondi|‰|每千|每万|四舍五入"
)
"""Words of texts whose thousands are no unit of people: money, rates, rounding, sizes."""


def scale_of(text: str, *, is_heading: bool = False) -> tuple[str, str]:
    """People of one of a figure as a text says it, and what says it; ``1`` where nothing does.

    Parameters
    ----------
    text : str
        A heading, a title or a note.
    is_heading : bool, optional
        Whether it stands right above the figures, so that the bare word is enough.

    Examples
    --------
    >>> [scale_of(text)[0] for text in ("Persons ('000)", "单位：万人", "Figures in millions")]
    ['1000', '10000', '1000000']
    >>> scale_of("Rounded to the nearest thousand people"), scale_of("Income in thousands")
    (('1', ''), ('1', ''))
    >>> scale_of("Thousand, both sexes", is_heading=True)
    ('1000', 'Thousand, both sexes')
    """
    plain = folded(text)
    if _OTHERWISE.search(plain):
        return "1", ""
    for scale in ("1000000", "10000", "1000"):
        if found := _SAID[scale].search(plain):
            return scale, text if len(text) <= SHOWN else found.group(0).strip()
    bare = _IN_HEADING.search(plain) if is_heading else None
    if bare is None:
        return "1", ""
    return "1000" if bare.group(1) == "thousand" else "1000000", text
