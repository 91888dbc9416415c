"""I4 and contrast, computed from the colours: no browser, no drawing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest

from geo.shading.shading import FLOW_SHADES
from layers.blocks import palette
from layers.text.numbers import MINUS
from layers.text.words import BLANK_MARKS, BLANKS

LEAST_CONTRAST_MARK = 3.0
LEAST_CONTRAST_TEXT = 4.5
LEAST_DIFFERENCE = 10.0
SIGNED, UNSIGNED = "net", "in"
CONTROLS = Path(__file__).parents[2] / "assets" / "controls.css"

# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SEEN_BY = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    """Linear RGB of a hex colour."""
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def luminance(colour: str) -> float:
    return times(TO_XYZ, linear(colour))[1]


def contrast(a: str, b: str) -> float:
    """WCAG contrast ratio."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(ink: str, ground: str, opacity: float) -> str:
    """Colour that a half-seen ink makes on a ground."""
    pairs = ((int(ink[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(opacity * a + (1 - opacity) * b):02x}" for a, b in pairs)


def lab(colour: str, eye: str) -> Triple:
    seen = tuple(min(max(c, 0.0), 1.0) for c in times(SEEN_BY[eye], linear(colour)))
    f = [
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (c / w for c, w in zip(times(TO_XYZ, seen), WHITE, strict=True))
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def ciede2000(one: Triple, other: Triple) -> float:
    """Colour difference of CIE 142-2001."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7))) / 2
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    big_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    mean_h = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    turn = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -math.sin(math.radians(2 * turn)) * 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    chroma, hue = (c2 - c1) / s_c, big_h / s_h
    return math.sqrt(((l2 - l1) / s_l) ** 2 + chroma**2 + hue**2 + rotation * chroma * hue)


def scale(shade: str, classes: int) -> tuple[str, ...]:
    return palette.class_colours(shade, classes)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        # Worked pairs of Sharma, Wu and Dalal 2005, table 1.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_colour_difference_gives_the_published_worked_values(
    one: Triple, other: Triple, difference: float
) -> None:
    assert ciede2000(one, other) == pytest.approx(difference, abs=5e-5)


def too_alike(pairs: Iterable[tuple[str, str]], least: float) -> list[tuple[str, str, str]]:
    """Pairs of colours that some eye does not tell apart."""
    return [
        (eye, one, other)
        for one, other in pairs
        for eye in SEEN_BY
        if ciede2000(lab(one, eye), lab(other, eye)) < least
    ]


def too_faint(inks: Iterable[str], grounds: Iterable[str]) -> list[tuple[str, str]]:
    """Inks of corridors and the grounds that they do not stand out on."""
    return [
        (ink, ground)
        for ink, ground in product(inks, grounds)
        if contrast(ink, ground) < LEAST_CONTRAST_MARK
    ]


def test_neighbouring_classes_differ_for_every_eye() -> None:
    scales = [scale(shade, classes) for shade in (SIGNED, UNSIGNED) for classes in (2, 3, 4, 5)]
    assert too_alike([pair for one in scales for pair in pairwise(one)], LEAST_DIFFERENCE) == []


def test_the_two_ends_of_a_scale_differ_most() -> None:
    ends = [(one[0], one[-1]) for one in (scale(SIGNED, 5), scale(UNSIGNED, 5))]
    assert too_alike(ends, 2 * LEAST_DIFFERENCE) == []


def test_an_unsigned_scale_only_gets_darker() -> None:
    light = [luminance(colour) for colour in scale(UNSIGNED, 5)]
    assert light == sorted(light, reverse=True)


def test_corridors_stand_out_on_every_class() -> None:
    shades = [scale(shade, classes) for shade in (SIGNED, UNSIGNED) for classes in range(1, 7)]
    grounds = {*(ground for one in shades for ground in one), *palette.TWO_WAY}
    assert too_faint(palette.CORRIDOR_INKS[: palette.FIRST_ZONE], sorted(grounds)) == []


def test_corridors_stand_out_beside_the_country() -> None:
    grounds = [palette.WATER, palette.LAND, *palette.BLANK_COLOURS.values()]
    assert too_faint(palette.CORRIDOR_INKS[: palette.FIRST_ZONE], grounds) == []


def test_colours_of_zones_stand_out_from_the_casing_and_from_one_another() -> None:
    """On a shade like their own the casing parts them from it."""
    assert too_alike(combinations(palette.ZONES, 2), LEAST_DIFFERENCE) == []
    thin = palette.THIN_INKS[palette.FIRST_ZONE :]
    for colour in (*palette.ZONES, *thin):
        assert contrast(colour, palette.CASING) >= LEAST_CONTRAST_MARK, colour


def test_names_are_readable_on_their_halo() -> None:
    texts = (palette.LABEL, palette.ACCENT, palette.ADDED)
    grounds = (*scale(SIGNED, 5), *scale(UNSIGNED, 5), palette.WATER, palette.LAND)
    for text, ground in product(texts, grounds):
        assert contrast(text, over(palette.CASING, ground, 0.85)) >= LEAST_CONTRAST_TEXT, ground


def test_numbers_in_the_legend_are_readable_on_their_class() -> None:
    sheet = CONTROLS.read_text(encoding="utf-8")
    inked = re.search(r"\.class-cells span \{[^}]*\bcolor: var\(--(\w+)\);", sheet)
    ink = palette.tokens()[inked[1]]
    for ground in (*scale(SIGNED, 5), *scale(UNSIGNED, 5)):
        assert contrast(ink, ground) >= LEAST_CONTRAST_TEXT, ground


def test_the_accent_of_the_project_is_no_other_colour() -> None:
    others = {*palette.CORRIDOR_INKS, *scale(SIGNED, 5), *scale(UNSIGNED, 5), palette.CHOSEN}
    for other in others:
        assert ciede2000(lab(palette.ACCENT, "normal"), lab(other, "normal")) >= LEAST_DIFFERENCE


def test_parts_of_a_bar_differ_from_each_other_and_from_the_page() -> None:
    assert too_alike(combinations(palette.PARTS, 2), LEAST_DIFFERENCE) == []
    for colour in (*palette.PARTS, palette.NEAREST):
        assert contrast(colour, palette.CASING) >= LEAST_CONTRAST_MARK, colour


MARKS = (
    palette.ACT,
    palette.SPAN,
    palette.PAPER_TOTAL,
    palette.SURVEY_TOTAL,
    palette.TRIAL,
    palette.OUT_HALF,
    palette.IN_HALF,
    palette.ACCENT,
    palette.ADDED,
    palette.QUIET,
    palette.WARM,
    palette.COOL,
    palette.GAP,
    palette.FADED,
    palette.DOTS,
    *palette.ZONES,
)
"""Lines and marks that a figure cannot be read without; fills have their number on or beside."""


def test_marks_of_figures_stand_out_from_the_page() -> None:
    for colour in (*MARKS, *palette.CLUSTERS.values(), *palette.THIN_INKS):
        assert contrast(colour, palette.CASING) >= LEAST_CONTRAST_MARK, colour


def test_every_blank_and_sign_has_a_mark_besides_its_colour() -> None:
    assert set(BLANK_MARKS) == set(BLANKS) == set(palette.BLANK_COLOURS)
    marks = [*BLANK_MARKS.values(), "+", MINUS]
    assert all(a != b for a, b in combinations(marks, 2))
    assert {shade.key for shade in FLOW_SHADES if shade.signed} == {"net", "net-rate"}


def test_one_list_of_colours_feeds_style_sheet_and_figures() -> None:
    root = CONTROLS.parents[1]
    figures = [*root.glob("layers/**/*.py"), *root.glob("assets/map/*.js")]
    figures += [root / "assets/charts/hatching.js", root / "assets" / "map.css"]
    own = re.compile(r"#[0-9a-fA-F]{6}\b")
    found = {
        path.relative_to(root).as_posix(): own.findall(line)
        for path in figures
        for line in path.read_text("utf-8").splitlines()
        if own.search(line) and not re.match(r"\s+(>>>|\(?\[*\[?[\d.]*,? ?')", line)
    }
    assert found == {}


def test_every_token_of_a_figure_is_used() -> None:
    sheets = "".join(path.read_text("utf-8") for path in CONTROLS.parent.glob("*.css"))
    scripts = "".join(path.read_text("utf-8") for path in CONTROLS.parent.glob("**/*.js"))
    own = Path(palette.__file__).read_text("utf-8")
    for name in palette.tokens():
        used = f'"{name}"' in own or f'"{name}"' in scripts or f"var(--{name})" in sheets
        assert used or name.startswith("mantine"), name


LEAST_GREY_STEP = 5.0  # in lightness of 0 to 100; neighbours that the key shows side by side
LEAST_GREY_SIGNED = 9.0


def grey(colour: str) -> float:
    """Lightness that a grey print leaves of a colour."""
    return lab(colour, "normal")[0]


def test_a_grey_print_tells_all_classes_apart() -> None:
    for shade, least in ((SIGNED, LEAST_GREY_SIGNED), (UNSIGNED, LEAST_GREY_STEP)):
        lights = sorted(map(grey, scale(shade, 5)))
        assert min(b - a for a, b in pairwise(lights)) >= least, shade


def test_what_a_grey_print_takes_for_one_has_a_second_cue() -> None:
    """Inks of gain and loss are alike in grey: the head of a line and the signs say which."""
    assert abs(grey(palette.GAIN_INK) - grey(palette.LOSS_INK)) < LEAST_GREY_STEP
    assert {"+", MINUS}.isdisjoint(BLANK_MARKS.values())
    gains, losses = scale(SIGNED, 5)[3:], scale(SIGNED, 5)[:2]
    for gain, loss in zip(gains, reversed(losses), strict=True):
        assert grey(gain) - grey(loss) >= LEAST_GREY_SIGNED  # as strong, the gain is lighter
    for ground in (*scale(SIGNED, 5), *scale(UNSIGNED, 5)):
        assert grey(ground) - grey(palette.INK) >= LEAST_GREY_SIGNED
