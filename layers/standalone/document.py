"""The HTML text of a file: one strict policy, scripts by their hashes, all data as packed text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import escape

ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
ENDS_STYLE = re.compile(r"</style", re.IGNORECASE)

# Styles need 'unsafe-inline' because plotly writes style elements and sizes; scripts never do.
_POLICY = {
    "default-src": "'none'",
    "script-src": "",
    "style-src": "'unsafe-inline'",
    "img-src": "data: blob:",
    "font-src": "data:",
    "connect-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}

OPENING = """document.documentElement.dataset.opening = "";
for (const kind of ["error", "unhandledrejection"]) {
  window.addEventListener(kind, () => document.documentElement.removeAttribute("data-opening"));
}"""
"""Runs first: that a file cannot be opened is said once something fails, or without scripts."""

_PAGE = """<!DOCTYPE html>
<html lang="{lang}" data-file>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
<script>{opening}</script>
</head>
<body>
<p id="file-unopened" role="alert">{unopened}</p>
<div id="react-entry-point"></div>
{templates}
{blocks}
{scripts}
</body>
</html>
"""


@dataclass(frozen=True)
class Speaking:
    """The page in one language.

    Attributes
    ----------
    lang, tag : str
        Word in the address, and tag of the language for the browser.
    title : str
        Title of the page.
    unopened : str
        Said where the browser cannot open the file.
    markup : str
        The page as markup.
    world : str
        Name of the data that it shows; empty for the usual ones.
    """

    lang: str
    tag: str
    title: str
    unopened: str
    markup: str
    world: str = ""


def document(
    pages: list[Speaking],
    blocks: Mapping[str, str],
    data: bytes,
    scripts: Iterable[str],
    style: str,
) -> str:
    r"""The file.

    Parameters
    ----------
    pages : list of Speaking
        The page in each language, the one to begin with first.
    blocks : mapping of str to str
        Packed texts by the id of their element.
    data : bytes
        JSON that the scripts read first.
    scripts : iterable of str
        Scripts in their order.
    style : str
        The style sheet, with any fonts in it.

    Raises
    ------
    ValueError
        If a script or the style would end its own element.

    Examples
    --------
    >>> page = Speaking("en", "en", "A & B", "Not opened.", "<p>Text</p>")
    >>> made = document([page], {"x": "eA=="}, b'{"a":"</script>"}', ["let a = 1;"], "p {}")
    >>> '<template id="page-en" data-lang="en" data-world="" data-tag="en"' in made
    True
    >>> r'{"a":"\u003c/script>"}' in made
    True
    """
    run = [_inline(one) for one in scripts]
    policy = {**_POLICY, "script-src": " ".join(map(hashed, [OPENING, *run]))}
    if ENDS_STYLE.search(style):
        raise ValueError("The style sheet would end its own element.")
    held = [('type="application/json" id="file-data"', data.decode().replace("<", "\\u003c"))]
    held += [(f'type="text/plain" id="{name}"', one) for name, one in blocks.items()]
    return _PAGE.format(
        lang=pages[0].tag,
        policy=escape("; ".join(f"{name} {sources}" for name, sources in policy.items())),
        title=escape(pages[0].title),
        style=style,
        opening=OPENING,
        unopened="<br>".join(
            dict.fromkeys(f'<span lang="{one.tag}">{escape(one.unopened)}</span>' for one in pages)
        ),
        templates="\n".join(map(_template, pages)),
        blocks="\n".join(f"<script {kind}>{text}</script>" for kind, text in held),
        scripts="\n".join(f"<script>{one}</script>" for one in run),
    )


def hashed(script: str) -> str:
    """Source of a policy that lets one inline script through.

    Examples
    --------
    >>> hashed("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode()}'"


def _template(page: Speaking) -> str:
    attributes = {
        "id": f"page-{page.lang}" + (f"-{page.world}" if page.world else ""),
        "data-lang": page.lang,
        "data-world": page.world,
        "data-tag": page.tag,
        "data-title": page.title,
    }
    named = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return f"<template {named}>{page.markup}</template>"


def _inline(script: str) -> str:
    if ENDS_SCRIPT.search(script):
        raise ValueError("A script would end its own element.")
    # A browser reads each end of a line as one character, and so must the hash.
    return script.replace("\r\n", "\n").replace("\r", "\n")
