"""Our own scripts: modules joined in the order of their imports, every other form refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from layers.serve.scripts import ScriptError, joined_script


def _joined(folder: Path, **texts: str) -> str:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return joined_script(folder / "main.js")


def test_each_module_stands_once_after_all_that_it_imports(tmp_path: Path) -> None:
    joined = _joined(
        tmp_path,
        main='// The page.\nimport { draw } from "./map.js";\nimport {read} from "./view.js";\n\n'
        "draw(read());\n",
        map='import {\n  read,\n  KEY,\n} from "./view.js";\n\nexport async function draw(one) {}\n'
        "export const HOME = KEY;\n",
        view='"use strict";\nexport const KEY = "a";\nexport function read() {\n'
        "  const KEY = 1;\n}\nexport class View {}\nlet kept = 0;\n",
    )
    assert joined == (
        '(function () {\n"use strict";\n'
        '"use strict";\nconst KEY = "a";\nfunction read() {\n  const KEY = 1;\n}\n'
        "class View {}\nlet kept = 0;\n"
        "async function draw(one) {}\nconst HOME = KEY;\n"
        "// The page.\n\n\n\ndraw(read());\n})();\n"
    )


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("export default function () {}", 2),
        ("export { a };", 2),
        ("export let a = 1;", 2),
        ('export * from "./x.js";', 2),
        ('import x from "./x.js";', 2),
        ('import * as x from "./x.js";', 2),
        ('import "./x.js";', 2),
        ('import {a} from "x";', 2),
        ("import {a} from './x.js';", 2),
    ],
)
def test_an_unknown_form_is_refused_with_its_line(tmp_path: Path, form: str, line: int) -> None:
    with pytest.raises(ScriptError, match=rf"main\.js, line {line}: .* is not known; known are: "):
        _joined(tmp_path, main=f"// A page.\n{form}\n", x="export const a = 1;")


def test_a_renamed_import_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r'main\.js: "a as b" is no plain name'):
        _joined(tmp_path, main='import {a as b} from "./x.js";', x="export const a = 1;")


@pytest.mark.parametrize(
    "again",
    ["const a = 1;", "function a() {}", "class a {}", "let a;", "var a;", "const { b, c: a } = d;",
     "const [b, a] = d;", "async function a() {}"],
)  # fmt: skip
def test_one_name_in_two_modules_is_refused(tmp_path: Path, again: str) -> None:
    with pytest.raises(ScriptError, match=r"a is defined twice, in x\.js and main\.js"):
        _joined(
            tmp_path,
            main=f'import {{z}} from "./x.js";\n{again}',
            x="const a = 1;\nexport const z = a;",
        )


def test_a_name_inside_a_function_or_of_a_property_is_free(tmp_path: Path) -> None:
    main = (
        'import {a} from "./x.js";\nconst { a: b, c = a } = {};\nfunction d() {\n  const a = 2;\n}'
    )
    assert "const { a: b, c = a } = {};" in _joined(tmp_path, main=main, x="export const a = 1;")


def test_what_is_not_exported_cannot_be_imported(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"main\.js imports a, which x\.js does not export"):
        _joined(tmp_path, main='import {a} from "./x.js";', x="const a = 1;")


def test_a_circle_is_refused_because_it_has_no_order(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"in a circle: x\.js -> y\.js -> x\.js"):
        _joined(
            tmp_path,
            main='import {a} from "./x.js";',
            x='import {b} from "./y.js";\nexport const a = 1;',
            y='import {a} from "./x.js";\nexport const b = 1;',
        )


def test_a_missing_module_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _joined(tmp_path, main='import {a} from "./nowhere.js";')
