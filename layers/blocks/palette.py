"""Colours of the map and the classes they stand for; the same in every interval.

Tests compute contrast and colour-blind distances from these values.
"""

from __future__ import annotations

from geo.shading.shading import SIGNED_SHADES
from geo.world.declared import Scheme

WATER = "#e3ecf1"
LAND = "#edebe6"
COAST = "#c6c3ba"
BORDER = "#868c93"
CHOSEN = "#000000"

BLANK_COLOURS = dict.fromkeys(("missing", "suppressed", "not applicable"), "#ffffff")  # hatched
LOSS_TO_GAIN = ("#7c71b1", "#bfb8dc", "#f7f6f2", "#f8d6a6", "#e0892b")
LOW_TO_HIGH = ("#fefff7", "#d3e9c2", "#a0c7b4", "#6bb9c1", "#4a92b7")

TWO_WAY = (  # departures low to high by rows, the second value low to high inside each row
    "#eee9de", "#bbd3e7", "#7cbdf0",
    "#f2baa3", "#c1a6ac", "#8c93b4",
    "#ec8a6a", "#bd7a73", "#9b7a8b",
)  # fmt: skip

INK, THIN = "#10284b", "#46597a"
GAIN_INK, GAIN_THIN = "#522200", "#7a4a1e"
LOSS_INK, LOSS_THIN = "#2c1a66", "#5a49a0"
HOLLOW, FADED = "rgba(255,255,255,0.38)", "#8793a3"
CASING = "#ffffff"
ACCENT = "#b0124f"
ADDED = "#5b2a86"
LABEL = "#15202b"

RIBBON = "#ffd84d"
GAP = "#4a3f35"
OUT_HALF = "#4527a0"
IN_HALF = "#6e2a00"
NEAREST = "#66707c"
CLUSTERS = {  # outlines, on every class of a shade
    "high-high": "#5c1a00",
    "low-low": "#241452",
    "high-low": "#15202b",
    "low-high": "#15202b",
}
FADED_LABEL = "#6f7782"
ZONES = ("#1f5a8c", "#b36a00", "#5e4fa2", "#2b7a5b")

PARTS = (  # parts of one bar: any two may be neighbours when others weigh nothing
    "#1c044c",
    "#089999",
    "#8250e6",
    "#e6540b",
    "#285a73",
    "#4c1c04",
    "#73584b",
)

LINE, RULE, SOFT = "#d9dee3", "#87919c", "#4a5663"
BAND_TINTS = ("#e4e1d9", "#f1efe9")
BAR, BAR_CHOSEN = "#b9c6d6", "#10284b"
SPAN, ACT = "#7a8591", "#15202b"
TINT = "rgba(16, 40, 75, 0.08)"
PAPER_TOTAL, SURVEY_TOTAL = "#8a5a00", "#00695c"
TRIAL = "#0b5e58"
TRIAL_RUNS, TRIAL_REVIEWS = "rgba(20, 112, 110, 0.08)", "rgba(20, 112, 110, 0.42)"

CORRIDOR_INKS = (INK, GAIN_INK, LOSS_INK)
PLAIN, GAIN, LOSS = range(3)
THIN_INKS = (THIN, GAIN_THIN, LOSS_THIN)  # in the order of the inks, as the browser counts them
DRAWN_INKS = (*CORRIDOR_INKS, *THIN_INKS, CHOSEN, HOLLOW, FADED)


def zone(scheme: Scheme, key: str) -> str:
    """Colour of a zone; more zones than colours share them."""
    return ZONES[scheme.tint(key) % len(ZONES)]


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
