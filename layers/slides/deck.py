"""A deck for PowerPoint and LibreOffice: text and tables are native, pictures have words."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Length, Pt

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE = Inches(0.5)
WIDE = Emu(WIDTH - 2 * EDGE)
TITLE_TOP, SENTENCE_TOP, PICTURE_TOP = Inches(0.3), Inches(1.05), Inches(1.75)
SOURCE_TOP = Inches(6.8)
TABLE_WIDTH, GAP = Inches(4.3), Inches(0.25)
TITLE_ONLY = 5
LONG_TITLE = 60
# Of the usual fonts of offices; where one is missing the program takes its own.
LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
INK, SOFT = RGBColor(0x15, 0x20, 0x2B), RGBColor(0x4A, 0x56, 0x63)
# What no text of a slide can hold: a file with it would need repair.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Slide:
    """What stands on one slide.

    Attributes
    ----------
    title, sentence, source : str
        Native text, above and below the picture.
    picture : bytes
        A PNG.
    notes : tuple of str
        What the speaker sees: one paragraph each.
    table : tuple of tuples of str
        Rows of a native table beside the picture, the first its head; empty for none.
    """

    title: str
    sentence: str
    source: str
    picture: bytes
    notes: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()


def pptx(slides: Sequence[Slide], title: str, lang: str) -> bytes:
    """Write a deck.

    Parameters
    ----------
    slides : sequence of Slide
        In their order.
    title : str
        What the file is about.
    lang : str
        Language of the text, ``"zh-CN"``.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    layout = deck.slide_layouts[TITLE_ONLY]
    for at in (*deck.slide_master.placeholders, *layout.placeholders):
        _within(at)
    for one in slides:
        _add(deck.slides.add_slide(layout), one, lang)
    told = deck.core_properties
    told.title, told.author, told.last_modified_by, told.language = title, title, "", lang
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _within(shape: Any) -> None:
    """Places of the template, which are those of a narrower page, in this one."""
    shape.left, shape.width = EDGE, WIDE


def _add(slide: Any, one: Slide, lang: str) -> None:
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = EDGE, TITLE_TOP, WIDE, Inches(0.75)
    size = Pt(28 if len(one.title.encode()) <= LONG_TITLE else 22)
    _write(heading.text_frame, one.title, size, lang, bold=True)
    if one.sentence != one.title:
        _text(slide, one.sentence, SENTENCE_TOP, Inches(0.6), Pt(16), lang)
    _text(slide, one.source, SOURCE_TOP, Inches(0.55), Pt(9), lang, SOFT)
    top = PICTURE_TOP if one.sentence != one.title else SENTENCE_TOP
    _picture(slide, one, Emu(WIDE - (TABLE_WIDTH + GAP if one.table else 0)), top)
    if one.table:
        _table(slide, one.table, top, lang)
    notes = slide.notes_slide.notes_text_frame
    _write(notes, "\n".join(one.notes), Pt(12), lang)


def _picture(slide: Any, one: Slide, room: Length, top: Length) -> None:
    """The picture as large as its place allows, in the middle of it, with its words."""
    tall = SOURCE_TOP - top - Inches(0.05)
    shape = slide.shapes.add_picture(io.BytesIO(one.picture), EDGE, top)
    share = min(room / shape.width, tall / shape.height)
    shape.width, shape.height = Emu(int(shape.width * share)), Emu(int(shape.height * share))
    shape.left = Emu(EDGE + (room - shape.width) // 2)
    shape.name = _writable(one.title)
    # The words of a picture have no property of their own in the library.
    shape._element.nvPicPr.cNvPr.set("descr", _writable(one.sentence))


def _table(slide: Any, rows: Sequence[Sequence[str]], top: Length, lang: str) -> None:
    left, tall = Emu(WIDTH - EDGE - TABLE_WIDTH), Emu(Inches(0.4) * len(rows))
    shape = slide.shapes.add_table(len(rows), len(rows[0]), left, top, TABLE_WIDTH, tall)
    table = shape.table
    shares = (0.1, 0.31, 0.31, 0.28)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(TABLE_WIDTH * share))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(at, column)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.margin_left = cell.margin_right = Inches(0.06)
            _write(cell.text_frame, text, Pt(11), lang, None if at == 0 else INK, bold=at == 0)
            if column in (0, len(row) - 1):
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _text(
    slide: Any, text: str, top: Length, height: Length, size: Length, lang: str, ink: Any = INK
) -> None:
    box = slide.shapes.add_textbox(EDGE, top, WIDE, height)
    box.text_frame.word_wrap = True
    _write(box.text_frame, text, size, lang, ink)


def _write(
    frame: Any, text: str, size: Length, lang: str, ink: Any = INK, *, bold: bool = False
) -> None:
    """Paragraphs of a frame, each one run with a font of its script and its language."""
    frame.text = _writable(text)
    for paragraph in frame.paragraphs:
        if frame.word_wrap is not None or bold:
            paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            font = run.font
            font.size, font.bold, font.name = size, bold, LATIN
            if ink is not None:
                font.color.rgb = ink
            properties = run._r.get_or_add_rPr()
            properties.set("lang", lang)
            properties.set("altLang", "en-US")
            east = properties.makeelement(qn("a:ea"), {"typeface": EAST_ASIAN})
            properties.find(qn("a:latin")).addnext(east)


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)
