"""The house rules: imports, sizes, docstrings, names, words, and docs that keep up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from geo.view.view import FIELDS
from geo.world.catalog import catalogue
from geo.world.manifest import building_modules
from tests.seen import SWITCHES

ROOT = Path(__file__).resolve().parents[1]
MOST_CODE_LINES, MOST_SCRIPT_LINES, MOST_FUNCTION_LINES, MOST_MODULES = 300, 350, 45, 16
MODULES = [*sorted(ROOT.glob("geo/**/*.py")), *sorted(ROOT.glob("layers/**/*.py")), ROOT / "app.py"]
TESTS = sorted(ROOT.glob("tests/**/*.py"))
OWN_SCRIPTS = [path for path in sorted(ROOT.glob("assets/**/*.js")) if path.parent.name != "vendor"]
OWN_STYLES = sorted(ROOT.glob("assets/*.css"))
ROOMS = {*MODULES, *TESTS, *OWN_SCRIPTS}  # what a folder holds 16 of at most
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
# Built from parts, so that this file does not hold them.
FORBIDDEN_TEXTS = [
    "/".join(("", "work", "")),
    "/".join(("", "root", "")),
    "/".join(("", "tmp", "")),
    "/".join(("", "home", "")),
    ".".join(("files", "pythonhosted", "org")),
    ".".join(("registry", "npmjs", "org")),
    "-".join(("index", "url")),
    "_".join(("PIP", "INDEX")),
]
RISKY = {
    "dangerously" + "_allow_html",
    "shell" + "=True",
    "debug" + "=True",
}
RISKY_CALLS = re.compile(r"(?<![\w.])(?:eval|exec|__import__)\(")
RISKY_IMPORTS = re.compile(r"^\s*(?:import|from) (?:pickle|marshal|shelve|dill)\b", re.MULTILINE)
BUILD_ONLY = {
    "esda",
    "geopandas",
    "ibis",
    "libpysal",
    "mapclassify",
    "openpyxl",
    "pandera",
    "py4j",
    "pyogrio",
    "pyspark",
    "scipy",
    "sklearn",
    "sqlglot",
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def code_of(path: Path) -> int:
    """Lines of a module that are code: no docstring, comment, blank line or table of records."""
    tree, lines = tree_of(path), path.read_text(encoding="utf-8").splitlines()
    free: set[int] = {at for at, line in enumerate(lines, 1) if not line.split("#")[0].strip()}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            free |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.ImportFrom | ast.Import):
            free |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines) - len(free)


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = tree_of(path)
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def code_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without its docstring, which is a contract and may be long."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    first = function.body[0]
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def loaded(imports: str) -> set[str]:
    """Modules that a fresh interpreter has loaded after some imports."""
    done = run(sys.executable, "-c", f"import {imports}, sys; print(*sys.modules)")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def tracked() -> list[Path]:
    """Files of the repository; of a copy without history, everything that is not built."""
    listed = run("git", "ls-files")
    if listed.returncode == 0:
        return [path for path in map(ROOT.joinpath, listed.stdout.splitlines()) if path.is_file()]
    left_out = {".venv", "built", "__pycache__", ".git"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not left_out & set(path.relative_to(ROOT).parts)
    ]


def test_the_running_page_loads_no_build_library() -> None:
    assert loaded("app") & BUILD_ONLY == set()


def test_a_change_of_any_module_of_the_build_makes_it_stale() -> None:
    used = {name for name in loaded("geo.build.build, geo.build.derive") if name.startswith("geo.")}
    hashed = {relative(path).removesuffix(".py").replace("/", ".") for path in building_modules()}
    assert {name for name in used if "." in name.removeprefix("geo.")} - {
        name.removesuffix(".__init__") for name in hashed
    } <= {f"geo.{folder.name}" for folder in (ROOT / "geo").iterdir()}


def test_a_module_is_one_idea() -> None:
    """Documentation, blank lines and tables of records do not count."""
    assert {relative(path): n for path in MODULES if (n := code_of(path)) > MOST_CODE_LINES} == {}


def test_a_module_says_what_it_holds() -> None:
    silent = [relative(path) for path in MODULES if not ast.get_docstring(tree_of(path))]
    assert silent == []


def test_a_function_says_one_thing() -> None:
    long = {
        f"{relative(path)}: {one.name}": code_lines(one)
        for path in MODULES
        for one in functions(path)
        if code_lines(one) > MOST_FUNCTION_LINES
    }
    assert long == {}


def test_a_folder_is_a_room_and_no_hall() -> None:
    counts = Counter(
        path.parent.relative_to(ROOT).as_posix()
        for path in tracked()
        if path in ROOMS and path.name != "__init__.py"
    )
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_no_room_is_left_out_when_tests_are_collected(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    rooms = {path.parent for path in [*MODULES, *TESTS]}
    names = {part for room in rooms for part in room.relative_to(ROOT).parts}
    assert [name for name in names if any(fnmatch(name, one) for one in left_out)] == []


def test_raw_files_have_one_reader_in_the_tests() -> None:
    """Expected values come from `tests/raw.py`; damage is done to copies of the data."""
    reading = re.compile(r'(?:DATA_DIR / "raw"|raw\.RAW)\s/')
    assert [relative(path) for path in TESTS if reading.search(path.read_text("utf-8"))] == []


def test_no_name_tells_a_number() -> None:
    """Names say what is true, not in which issue or row of a table it was asked for."""
    numbered = re.compile(
        r"def test_(?:issue\d|[a-k]\d+_)|\"\"\"[A-K]\d+[.:]|: [A-K]\d+\.\"\"\"|issue ?\d"
    )
    texts = {
        path: path.read_text("utf-8") for path in [*MODULES, *TESTS, *OWN_SCRIPTS, *OWN_STYLES]
    }
    found = [
        f"{relative(path)}: {one}" for path, text in texts.items() for one in numbered.findall(text)
    ]
    assert found == []


def test_a_script_is_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in OWN_SCRIPTS}
    assert {relative(path): n for path, n in lines.items() if n > MOST_SCRIPT_LINES} == {}


def test_no_style_of_the_whole_page_hangs_on_what_stands_in_it() -> None:
    """Else each new element styles all others again; on paper that costs nothing."""
    hanging = re.compile(r"(?:body|html|main|:root)\b[^\s{},]*:has\([^{]*")
    found = [
        f"{relative(path)}: {match}"
        for path in OWN_STYLES
        if path.name != "print.css"
        for match in hanging.findall(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_script_gives_the_whole_page_a_property_that_a_view_changes() -> None:
    """Else everything that inherits it is styled again; the scale of the hall is its own."""
    setting = re.compile(r"(?:root|documentElement|body)\.style\.?\w*\(?[^;]*")
    found = [
        f"{relative(path)}: {match}"
        for path in OWN_SCRIPTS
        for match in setting.findall(path.read_text("utf-8"))
        if '("--room"' not in match
    ]
    assert found == []


def test_every_test_is_run_by_one_command_that_the_checks_call() -> None:
    """``make test`` leaves out what is marked long, ``make test-long`` runs just that.

    Of long walks some steps are left for ``make test-whole``, by hand.
    """
    makefile = (ROOT / "Makefile").read_text("utf-8")
    asked = re.findall(r'pytest .*?-m (?:"([^"]*)"|(\w+))', makefile)
    assert [first or second for first, second in asked] == [
        "not alone and not long and not spark",
        "alone",
        "long and not whole",
        "whole",
        "not browser and not long and not spark",
        "spark",
    ]
    called = (ROOT / ".ci/run").read_text("utf-8")
    commands = re.findall(r"make (test[-\w]*)$", called, re.MULTILINE)
    assert commands == ["test", "test-spark", "test-long"]
    marks = re.compile(r"mark\.(alone|long|spark)\b")
    marked = {path: marks.findall(path.read_text("utf-8")) for path in TESTS}
    del marked[Path(__file__)]
    assert [relative(path) for path, names in marked.items() if len({*names}) > 1] == []
    some = [path for path in marked if "mark.whole" in path.read_text("utf-8")]
    assert [relative(path) for path in some if marked[path] != ["long"]] == []
    on_spark = [path for path, names in marked.items() if "spark" in names]
    assert on_spark
    assert {relative(path.parent) for path in on_spark} == {"tests/spark"}


def test_docstrings_are_contracts() -> None:
    """One line is enough for at most three arguments; more arguments are explained."""
    assert [f"{relative(path)}: {one}" for path in MODULES for one in unexplained(path)] == []


def unexplained(path: Path) -> list[str]:
    bare = []
    tree = tree_of(path)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    # A method that overrides another keeps the contract of its base.
    bodies = [tree.body, *(one.body for one in classes if not one.bases)]
    for function in (node for body in bodies for node in body):
        if not isinstance(function, ast.FunctionDef) or function.name.startswith("_"):
            continue
        text = ast.get_docstring(function) or ""
        arguments = [*function.args.args, *function.args.kwonlyargs]
        named = [one.arg for one in arguments if one.arg not in ("self", "cls")]
        explained = "Parameters\n" in text or "As for" in text or "Takes the" in text
        if not text or (len(named) > 3 and not explained and relative(path).startswith("geo/")):
            bare.append(function.name)
    return bare


def test_public_classes_have_docstrings() -> None:
    bare = [
        f"{relative(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert bare == []


def test_no_file_has_a_vague_name() -> None:
    names = {part for path in tracked() for part in (path.stem, path.parent.name)}
    assert not names & VAGUE_NAMES


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path.suffix in {".png", ".parquet", ".gz", ".woff2", ".lock"} or "raw" in path.parts:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{relative(path)}: {needle}" for needle in FORBIDDEN_TEXTS if needle in text]
    assert found == []


def test_the_locks_name_no_registry() -> None:
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        assert "http" not in text
        assert "--hash=sha256:" in text


def test_no_risky_construct() -> None:
    found = []
    for path in [*MODULES, *TESTS]:
        text = path.read_text(encoding="utf-8")
        found += [f"{relative(path)}: {word}" for word in RISKY if word in text.replace(" ", "")]
        for risky in (RISKY_CALLS, RISKY_IMPORTS) if path in MODULES else ():
            found += [f"{relative(path)}: {match}" for match in risky.findall(text)]
    assert found == []


def test_no_test_sleeps() -> None:
    sleepy = re.compile(r"\bsleep\s*\(|wait_for_" + "timeout")
    thinking = ("bench", "load", "faults", "isolation")  # readers do
    tests = (path for path in TESTS if path.parent.name not in thinking)
    assert [relative(path) for path in tests if sleepy.search(path.read_text("utf-8"))] == []


def test_a_test_that_leaves_a_document_waits_for_the_next_to_load() -> None:
    """Playwright's word for it ends with any new address, of the old document too."""
    early = "expect_" + "navigation"
    assert [relative(path) for path in TESTS if early in path.read_text("utf-8")] == []


def test_layers_neither_read_files_of_data_nor_group() -> None:
    """Rows are worked out in geo; layers only draw and serve them."""
    banned = re.compile(r"\.groupby\(|\.merge\(|\.pivot|read_parquet|read_csv|\.to_crs\(")
    found = [
        relative(path)
        for path in MODULES
        if relative(path).startswith("layers/") and banned.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_readme_names_every_layer_and_field() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [*SWITCHES, *[field.name for field in FIELDS]]
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_a_readme_names_every_dataset() -> None:
    texts = [(ROOT / path).read_text("utf-8") for path in ("README.md", "data/README.md")]
    assert [name for name in catalogue() if f"`{name}`" not in "".join(texts)] == []


def test_the_readme_names_every_make_target() -> None:
    targets = re.findall(r"^([a-z-]+):.*  ## ", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert {"run", "test", "test-fast", "data", "check", "bench"} <= set(targets)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [target for target in targets if f"`make {target}`" not in readme] == []


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=" ".join)
def test_ruff_is_content(command: list[str]) -> None:
    done = run(sys.executable, "-m", "ruff", *command, ".")
    assert done.returncode == 0, done.stdout


def test_code_knows_no_country() -> None:
    """Regions, their codes, nouns and money are data of a package; examples are of no country.

    Classes of the two-way map are spelled by two digits too.
    """
    codes = r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]"
    places = r"\b(?:China|Chinese|Guangdong|Shanghai|Beijing|Sichuan|Chongqing)\b"
    words = r"[Hh]ukou|HUKOU|\byuan\b|\bNBS\b|\bpinyin\b"
    known = re.compile(rf"{places}|{words}|(?<![=\w])[\"'`](?:{codes})[\"'`]")
    files = [*MODULES, *OWN_SCRIPTS, *OWN_STYLES]
    texts = {relative(path): path.read_text(encoding="utf-8") for path in files}
    found = {name: known.findall(text) for name, text in texts.items() if known.search(text)}
    assert {name: set(one) for name, one in found.items()} == {
        "geo/shading/classes.py": {"`13`", "'13'", "'22'", "'31'", "'33'"}
    }
