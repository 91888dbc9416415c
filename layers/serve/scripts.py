"""Our own scripts as one text: modules that import each other, joined in one order.

The browser loads one plain script, wrapped in a function of its own; the same text can stand inside
an HTML file. Only the forms that joining needs are known, everything else is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(
    r'^import\s*\{([^{}]*)\}\s*from\s*"(\.{1,2}/[\w./-]+\.js)";[^\S\n]*$', re.MULTILINE
)
_STYLE = re.compile(r'^@import "\./([\w-]+\.css)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|const|class)\b)", re.MULTILINE)
_ANY_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_NAMED = re.compile(
    r"^(export )?(?:async )?(?:function\*?|const|let|var|class)\s+(\w+|\{[^}]*\}|\[[^\]]*\])",
    re.MULTILINE,
)
_KNOWN = (
    'known are: import {a, b} from "./x.js"; or "../x.js"; and export before a function, a const '
    "or a class, each from the first column on"
)


class ScriptError(ValueError):
    """A script that cannot be joined, with the place and what would be known instead."""


@dataclass(frozen=True)
class _Module:
    """One file: what it imports by file, the names it defines, those it exports, its bare text."""

    imports: dict[Path, list[str]]
    names: tuple[str, ...]
    exports: frozenset[str]
    text: str


def joined_script(entry: Path) -> str:
    """Return a module and all that it imports as one script, each after what it needs.

    Parameters
    ----------
    entry
        The module that imports the others, directly or not.

    Returns
    -------
    str
        One strict function that is called at once.

    Raises
    ------
    ScriptError
        If an import or export has another form than the known ones, if modules import each other
        in a circle, if an imported name is not exported, or if two modules define one name.
    OSError
        If a module cannot be read.
    """
    order: dict[Path, _Module] = {}
    _collect(entry.resolve(), order, ())
    _refuse_doubles(order)
    body = "\n".join(module.text.strip("\n") for module in order.values())
    return f'(function () {{\n"use strict";\n{body}\n}})();\n'


def joined_classics(folder: Path) -> str:
    """Return the plain scripts of a folder, in the order of their names."""
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.js")))


def joined_style(folder: Path) -> str:
    """Return the style sheets of a folder as one, in the order of the imports of ``main.css``."""
    entry = folder / "main.css"
    names = _STYLE.findall(entry.read_text("utf-8")) if entry.exists() else []
    sheets = [folder / name for name in names] or sorted(folder.glob("*.css"))
    return "\n".join(path.read_text("utf-8") for path in sheets)


def _collect(path: Path, order: dict[Path, _Module], above: tuple[Path, ...]) -> None:
    """Add a module to the order, after all that it imports."""
    if path in order:
        return
    if path in above:
        circle = " -> ".join(one.name for one in (*above[above.index(path) :], path))
        raise ScriptError(f"Modules import each other in a circle: {circle}. Move what both need.")
    module = _read(path)
    for needed, names in module.imports.items():
        _collect(needed, order, (*above, path))
        for name in names:
            if name not in order[needed].exports:
                raise ScriptError(
                    f"{path.name} imports {name}, which {needed.name} does not export."
                )
    order[path] = module


def _read(path: Path) -> _Module:
    source = path.read_text("utf-8")
    imports: dict[Path, list[str]] = {}
    for listed, where in _IMPORT.findall(source):
        names = [name.strip() for name in listed.split(",") if name.strip()]
        for name in names:
            if not re.fullmatch(r"\w+", name):
                raise ScriptError(f'{path.name}: "{name}" is no plain name; {_KNOWN}.')
        imports.setdefault((path.parent / where).resolve(), []).extend(names)
    found = [(exported, _names(written)) for exported, written in _NAMED.findall(source)]
    text = _EXPORT.sub("", _IMPORT.sub("", source))
    if other := _ANY_OTHER.search(text):
        line = source[: source.index(other[0])].count("\n") + 1
        raise ScriptError(f'{path.name}, line {line}: "{other[0]}" is not known; {_KNOWN}.')
    names = tuple(name for _, some in found for name in some)
    exports = frozenset(name for exported, some in found if exported for name in some)
    return _Module(imports, names, exports, text)


def _names(written: str) -> list[str]:
    """Return the names that a declaration makes: ``a``, ``{a, b: c}`` or ``[a, b]``."""
    return re.findall(r"(\w+)\s*(?:=[^,]*)?(?=[,}\]]|$)", written)


def _refuse_doubles(order: dict[Path, _Module]) -> None:
    first: dict[str, Path] = {}
    for path, module in order.items():
        for name in module.names:
            if name in first:
                both = f"{first[name].name} and {path.name}"
                raise ScriptError(f"{name} is defined twice, in {both}. Give one another name.")
            first[name] = path
