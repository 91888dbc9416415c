"""Colours of the map and the classes they stand for; the same in every interval.

The list of tokens that the style sheet has feeds the figures too: no colour stands anywhere else.
Tests compute contrast and colour-blind distances from these values.
"""

from __future__ import annotations

import re
from pathlib import Path

from geo.shading.shading import SIGNED_SHADES
from geo.world.declared import Scheme

TOKENS_FILE = Path(__file__).parents[2] / "assets" / "tokens.css"
_TOKEN = re.compile(r"^  --([\w-]+): (#[0-9a-f]{6}|rgba\([\d., ]+\));$", re.MULTILINE)


def tokens() -> dict[str, str]:
    """Colours of the style sheet by the names of their variables.

    Examples
    --------
    >>> tokens()["navy"]
    '#10284b'
    """
    return dict(_TOKEN.findall(TOKENS_FILE.read_text("utf-8")))


_T = tokens()

WATER = _T["water"]
LAND = _T["land"]
COAST = _T["coast"]
BORDER = _T["province-line"]
CHOSEN = _T["chosen"]

BLANK_COLOURS = dict.fromkeys(("missing", "suppressed", "not applicable"), _T["paper"])  # hatched
LOSS_TO_GAIN = (_T["loss-2"], _T["loss-1"], _T["even"], _T["gain-1"], _T["gain-2"])
LOW_TO_HIGH = (_T["low-1"], _T["low-2"], _T["low-3"], _T["low-4"], _T["low-5"])

TWO_WAY = (  # departures low to high by rows, the second value low to high inside each row
    _T["two-way-11"], _T["two-way-12"], _T["two-way-13"],
    _T["two-way-21"], _T["two-way-22"], _T["two-way-23"],
    _T["two-way-31"], _T["two-way-32"], _T["two-way-33"],
)  # fmt: skip

INK, THIN = _T["navy"], _T["thin"]
GAIN_INK, GAIN_THIN = _T["gain-ink"], _T["gain-thin"]
LOSS_INK, LOSS_THIN = _T["loss-ink"], _T["loss-thin"]
HOLLOW, FADED = _T["hollow-fill"], _T["faded"]
CASING = _T["paper"]
ACCENT = _T["accent"]
ADDED = _T["added"]
LABEL = _T["ink"]

RIBBON = _T["ribbon"]
GAP = _T["gap"]
OUT_HALF = _T["out-half"]
IN_HALF = _T["in-half"]
WITHIN = _T["within"]
NEAREST = _T["nearest"]
CLUSTERS = {  # outlines, on every class of a shade
    "high-high": _T["cluster-high"],
    "low-low": _T["cluster-low"],
    "high-low": _T["ink"],
    "low-high": _T["ink"],
}
FADED_LABEL = _T["faded-label"]
ZONES = (_T["zone-1"], _T["zone-2"], _T["zone-3"], _T["zone-4"])

PARTS = (  # parts of one bar: any two may be neighbours when others weigh nothing
    _T["part-1"],
    _T["part-2"],
    _T["part-3"],
    _T["part-4"],
    _T["part-5"],
    _T["part-6"],
    _T["part-7"],
)

LINE, RULE, SOFT = _T["line"], _T["rule"], _T["ink-soft"]
BAND_TINTS = (_T["band-1"], _T["band-2"])
BAR, BAR_CHOSEN = _T["bar"], _T["navy"]
SPAN, ACT = _T["edge"], _T["ink"]
TINT = _T["tint"]
PAPER_TOTAL, SURVEY_TOTAL = _T["paper-total"], _T["survey-total"]
TRIAL = _T["trial"]
GRID, QUIET, PALE, DOTS = _T["grid"], _T["quiet"], _T["pale"], _T["dots"]
WARM, COOL = _T["warm"], _T["cool"]
TRIAL_RUNS, TRIAL_REVIEWS = _T["trial-runs"], _T["trial-reviews"]

CORRIDOR_INKS = (INK, GAIN_INK, LOSS_INK, *ZONES)
PLAIN, GAIN, LOSS, FIRST_ZONE = range(4)


def zone_at(scheme: Scheme, key: str) -> int:
    """Place of the colour of a zone in `ZONES`; more zones than colours share them."""
    return scheme.tint(key) % len(ZONES)


def zone(scheme: Scheme, key: str) -> str:
    """Colour of a zone."""
    return ZONES[zone_at(scheme, key)]


def pale(colour: str) -> str:
    """A colour a quarter of the way to white: small text in ink stays readable on it.

    Examples
    --------
    >>> pale("#000000"), pale("#ffffff")
    ('#404040', '#ffffff')
    """
    return _between((colour, CASING), 0.25)


def class_colours(shade: str, classes: int) -> tuple[str, ...]:
    """Colours of the classes, lowest first.

    Parameters
    ----------
    shade : str
        Key of the shade; signed shades get the diverging scale, two-way ones their nine colours.
    classes : int
        How many classes, 1 to 6.

    Returns
    -------
    tuple of str
        Hex colours, evenly picked from the scale, with a sixth mixed in where six are asked for.

    Examples
    --------
    >>> class_colours("in", 2)
    ('#fefff7', '#4a92b7')
    """
    if classes == len(TWO_WAY):
        return TWO_WAY
    scale = LOSS_TO_GAIN if shade in SIGNED_SHADES else LOW_TO_HIGH
    return _picked(scale, classes)


def low_to_high(classes: int) -> tuple[str, ...]:
    """Colours of any number of classes from few to many, evenly picked, lowest first.

    Examples
    --------
    >>> low_to_high(2)
    ('#fefff7', '#4a92b7')
    """
    return _picked(LOW_TO_HIGH, classes)


def _picked(scale: tuple[str, ...], classes: int) -> tuple[str, ...]:
    if classes == 1:
        return (scale[len(scale) // 2],)
    steps = [i * (len(scale) - 1) / (classes - 1) for i in range(classes)]
    return tuple(_between(scale, step) for step in steps)


def _between(scale: tuple[str, ...], step: float) -> str:
    low = min(int(step), len(scale) - 2)
    share = step - low
    pair = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in scale[low : low + 2]]
    mixed = [round(a + (b - a) * share) for a, b in zip(*pair, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def stepped(colours: tuple[str, ...]) -> list[list[object]]:
    """Colour scale that gives class ``i`` of ``n`` exactly colour ``i`` (with zmin 0, zmax n - 1).

    Examples
    --------
    >>> stepped(("#000000", "#ffffff"))
    [[0.0, '#000000'], [0.5, '#000000'], [0.5, '#ffffff'], [1.0, '#ffffff']]
    """
    count = len(colours)
    scale: list[list[object]] = []
    for i, colour in enumerate(colours):
        scale += [[i / count, colour], [(i + 1) / count, colour]]
    return scale


# In the order of the inks, as the browser counts them.
THIN_INKS = (THIN, GAIN_THIN, LOSS_THIN, *(pale(one) for one in ZONES))
DRAWN_INKS = (*CORRIDOR_INKS, *THIN_INKS, CHOSEN, HOLLOW, FADED)
