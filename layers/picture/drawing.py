"""A drawing that the browser made: what may stand in it, and the same with letters, as PNG, as PDF.

Only elements and attributes that the page's own drawings have are taken; everything else, such as a
picture by address, a filter or a script, is refused with its name.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from lxml import etree

from layers.picture.letters import FAMILY, as_style, plain_fonts
from layers.text.gettext import N_

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "pattern",
        "clipPath",
        "linearGradient",
        "radialGradient",
        "stop",
        "title",
        "desc",
        "path",
        "rect",
        "line",
        "circle",
        "ellipse",
        "polygon",
        "polyline",
        "text",
        "tspan",
    ]
)
ATTRIBUTES = frozenset(
    [
        "id",
        "x",
        "y",
        "dx",
        "dy",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "d",
        "points",
        "width",
        "height",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "overflow",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-dasharray",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "opacity",
        "clip-path",
        "clip-rule",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
        "dominant-baseline",
        "textLength",
        "lengthAdjust",
        "gradientUnits",
        "gradientTransform",
        "patternUnits",
        "patternTransform",
        "offset",
        "stop-color",
        "stop-opacity",
        "role",
        "aria-label",
        "lang",
        "version",
    ]
)
LARGEST = 12_000
"""Pixels of a side."""
MOST_NODES = 60_000
INCH = 96
LOCAL = re.compile(r"(?!.*url\()|url\(#[\w-]+\)")

NOT_SVG = N_("The drawing is no SVG.")
NOT_ALLOWED = N_("The drawing holds what no drawing of this page has: {found}.")
TOO_LARGE = N_("The drawing is larger than {most} pixels or has more than {nodes} parts.")


class DrawingError(ValueError):
    """A drawing that is not taken: a message and its values."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message, self.values = message, values


@dataclass(frozen=True)
class Drawing:
    """A drawing whose parts are all known.

    Attributes
    ----------
    width, height : float
        Pixels of the screen.
    body : bytes
        The SVG itself, without letters.
    text : str
        All that is written in it.
    """

    width: float
    height: float
    body: bytes
    text: str


def read(body: bytes) -> Drawing:
    """Read a drawing, and refuse what no drawing of the page has.

    Raises
    ------
    DrawingError
        If it is no SVG, holds an unknown element, attribute or address, or is too large.

    Examples
    --------
    >>> small = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5">%s</svg>'
    >>> read(small % b"<text>a</text>").text
    'a'
    >>> read(small % b"<image/>")
    Traceback (most recent call last):
    layers.picture.drawing.DrawingError: The drawing holds what no drawing of this page has: image.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise DrawingError(NOT_SVG) from None
    if root.tag != f"{{{SVG}}}svg" or root.getroottree().docinfo.doctype:
        raise DrawingError(NOT_SVG)
    nodes = 0
    for node in root.iter():
        nodes += 1
        _refuse_foreign(node)
    width, height = (_pixels(root.get(side)) for side in ("width", "height"))
    if not (0 < width <= LARGEST and 0 < height <= LARGEST and nodes <= MOST_NODES):
        raise DrawingError(TOO_LARGE, most=LARGEST, nodes=MOST_NODES)
    return Drawing(
        width, height, etree.tostring(root, encoding="unicode").encode(), "".join(root.itertext())
    )


def _refuse_foreign(node: etree._Element) -> None:
    kind = etree.QName(node) if isinstance(node.tag, str) else None
    if kind is None or kind.namespace != SVG or kind.localname not in ELEMENTS:
        raise DrawingError(NOT_ALLOWED, found=kind.localname if kind else "entity")
    for name, value in node.attrib.items():
        if name not in ATTRIBUTES:
            raise DrawingError(NOT_ALLOWED, found=etree.QName(name).localname)
        if not LOCAL.fullmatch(value) and "url(" in value:
            raise DrawingError(NOT_ALLOWED, found="url")


def _pixels(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,6}(\.\d+)?", text) else 0


def as_svg(drawing: Drawing) -> bytes:
    """The drawing with the letters that it needs, and nothing else: text stays text."""
    style = f"<defs><style>{as_style(drawing.text)}</style></defs>".encode()
    head = drawing.body.index(b">") + 1
    return drawing.body[:head] + style + drawing.body[head:]


def as_png(drawing: Drawing, times: float = 2) -> bytes:
    """The drawing as pixels, so many to each of the screen."""
    return _compiled(drawing, "png", times * INCH)


def as_pdf(drawing: Drawing) -> bytes:
    """The drawing on one page of its own size; lines stay lines and text stays text."""
    return _compiled(drawing, "pdf", INCH)


@cache
def _workshop() -> Path:
    """A folder of this process's own, with the fonts; it goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="letters-")
    _KEPT.append(folder)
    return plain_fonts(Path(folder.name))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _compiled(drawing: Drawing, kind: str, dots: float) -> bytes:
    """What typst makes of the drawing; it sees no file but this one, and no font but ours."""
    points = [side * 72 / INCH for side in (drawing.width, drawing.height)]
    page = (
        f"#set page(width: {points[0]}pt, height: {points[1]}pt, margin: 0pt)\n"
        f'#set text(font: "{FAMILY}")\n'
        '#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)'
    )
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        (Path(folder) / "page.typ").write_text(page, "utf-8")
        return typst.compile(
            Path(folder) / "page.typ",
            root=folder,
            font_paths=[_workshop()],
            ignore_system_fonts=True,
            format=kind,
            ppi=dots,
            sys_inputs={"drawing": drawing.body.decode()},
        )
