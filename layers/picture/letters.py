"""The letters of pictures: one font of the project, so that every sign can be read everywhere.

Two files of one typeface, Noto Sans CJK SC: usual signs (GB 2312, Latin, marks and arrows) and all
other Han characters that it has, those of rare place names among them. `python -m
layers.picture.letters FILE` makes both again from the collection that Debian ships
(fonts-noto-cjk, SIL Open Font License 1.1).
"""

from __future__ import annotations

import base64
import io
import sys
from functools import cache, lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Noto Sans CJK SC"
FOLDER = Path(__file__).resolve().parent / "fonts"
USUAL, RARE = FOLDER / "noto-sans-sc.woff2", FOLDER / "noto-sans-sc-rare.woff2"
PLAIN = (range(0x20, 0x250), range(0x370, 0x400), range(0x2000, 0x2070), range(0x20A0, 0x20C0))
SIGNS = (range(0x2100, 0x2400), range(0x25A0, 0x2800), range(0x3000, 0x3040), range(0xFF00, 0xFFF0))
FORMAT_OF_VARIANTS = 14
HAN = (range(0x3400, 0xA000), range(0x20000, 0x33480))

# Signs of the page that the typeface lacks, by the nearest one that it has.
ALIKE = {"▸": "▶", "▾": "▼", "▴": "▲", "✕": "×", "✗": "×", "⇕": "↕", "⌂": "△"}


def usual_signs() -> set[int]:
    """Code points of the first file: GB 2312, Latin and Greek, marks, arrows, shapes.

    Examples
    --------
    >>> {ord(sign) for sign in "徽→252万−～"} <= usual_signs(), ord("㙦") in usual_signs()
    (True, False)
    """
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    chinese = {ord(sign) for pair in pairs for sign in pair.decode("gb2312", "ignore")}
    return chinese.union(*PLAIN, *SIGNS)


def _options(kind: str | None) -> Options:
    options = Options()
    options.flavor = kind
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE"]
    return options


def part_of(font: TTFont, signs: set[int], kind: str | None = "woff2") -> bytes:
    """A font with some signs of another, as the bytes of a file.

    Parameters
    ----------
    font
        Is changed: open it anew for each part.
    signs
        Code points; those that it lacks are left out.
    kind
        ``"woff2"`` by default, or None for a plain OpenType font.
    """
    subsetter = Subsetter(_options(kind))
    subsetter.populate(unicodes=signs)
    subsetter.subset(font)
    font.flavor = kind
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def letters_for(text: str) -> list[tuple[set[int], bytes]]:
    """Fonts for the signs of a text: signs and file, one of the usual signs, one of rare ones.

    Examples
    --------
    >>> [len(signs) for signs, _ in letters_for("安徽→上海")]
    [5]
    >>> [signs == {ord("㵲")} for signs, _ in letters_for("㵲水")]
    [False, True]
    """
    signs = {ord(sign) for sign in text}
    usual = signs & usual_signs()
    parts = ((USUAL, usual), (RARE, signs - usual))
    return [(wanted, part_of(TTFont(file), wanted)) for file, wanted in parts if wanted]


@lru_cache(maxsize=8)
def as_style(text: str) -> str:
    """Style sheet that brings the letters of a text with it; the last ones are kept.

    Examples
    --------
    >>> as_style("万人")[:72]
    '@font-face{font-family:"Noto Sans CJK SC";src:url(data:font/woff2;base64'
    """
    return "".join(
        f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff2;base64,'
        f'{base64.b64encode(file).decode()}) format("woff2");unicode-range:'
        f"{','.join(f'U+{sign:X}' for sign in sorted(signs))}}}"
        for signs, file in letters_for(text)
    )


@cache
def plain_fonts(folder: Path) -> Path:
    """Write both files as OpenType fonts, for a program that reads no others; where they lie.

    Parameters
    ----------
    folder
        A folder of this process's own.
    """
    for file in (USUAL, RARE):
        font = TTFont(file)
        font.flavor = None
        font.save(folder / f"{file.stem}.otf")
    return folder


def make(collection: Path) -> None:
    """Write both files from the collection of Noto Sans CJK."""
    usual = usual_signs()
    for file, family in ((USUAL, FAMILY), (RARE, f"{FAMILY} Rare")):
        fonts = TTCollection(collection).fonts
        font = next(one for one in fonts if one["name"].getDebugName(4) == FAMILY)
        others = {sign for sign in font.getBestCmap() if any(sign in part for part in HAN)}
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = family
            elif record.nameID == 6:
                record.string = family.replace(" ", "")
        for table in font["cmap"].tables:
            if file == USUAL and table.isUnicode() and table.format != FORMAT_OF_VARIANTS:
                found = {ord(sign): table.cmap[ord(alike)] for sign, alike in ALIKE.items()}
                table.cmap.update(found)
        file.write_bytes(part_of(font, usual if file == USUAL else others - usual))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
