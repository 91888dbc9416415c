"""The fifteen bars: each has one command; the table tells what was measured, nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bars.bar import MISSED, NOT_RUN, OK, Bar, read, write
from tests.bars.suites import ROOT, SUITES, endings
from tests.bars.table import BARS, BEGIN, END, MEASURED, chinese_rows, rows, standing, within

HELD = '<testsuites><testsuite><testcase name="a"/><testcase name="b"><failure/></testcase>'
REPORT = f'{HELD}<testcase name="c"><skipped/></testcase><testcase name="d"><error/></testcase>'


def made(key: str, verdict: str = OK, **told: str) -> Bar:
    known = {"title": "readers", "figure": "1 ms", "limit": "2 ms"} | told
    return Bar(key, verdict=verdict, **known)


def test_every_bar_has_a_command_that_the_makefile_knows() -> None:
    assert [*BARS] == [f"B{number}" for number in range(1, 16)]
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {promise.make.split()[0] for promise in BARS.values()} <= targets


def test_what_measures_a_bar_is_a_program_or_tests_that_are_there() -> None:
    held = {suite.key for suite in SUITES}
    for key, promise in BARS.items():
        module = promise.module.replace(".", "/")
        assert bool(module) != (key in held), key
        assert not module or (ROOT / module / "__main__.py").exists(), key
    for path, _, name in (test.partition("::") for suite in SUITES for test in suite.tests):
        assert (ROOT / path).exists(), path
        assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), name


def test_bars_of_axe_are_all_tests_that_ask_axe() -> None:
    (suite,) = [suite for suite in SUITES if suite.key == "B13"]
    asking = [path.relative_to(ROOT) for path in ROOT.glob("tests/*/**/test_*.py")
              if "\nfrom tests.axe import" in path.read_text("utf-8")]  # fmt: skip
    assert len(asking) > 5
    for path in asking:
        assert any(path.is_relative_to(named) for named in suite.tests), path


def test_a_test_that_did_not_run_has_not_held(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(f"{REPORT}</testsuite></testsuites>")
    assert endings(report) == {"held": 1, "failed": 2, "skipped": 1}


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "records"
    first, again, other = made("B6", figure="3 ms"), made("B6"), made("B15", form="long")
    write([first, other], path)
    write([again], path)
    assert [*read(path)] == [again, other]


def test_the_long_form_stands_for_the_short_one_of_the_same_part() -> None:
    short = made("B6", title="300 readers, for 40 s")
    long = made("B6", title="300 readers, for 600 s", form="long")
    start = made("B15", title="start, laptop")
    hosted = made("B15", title="start, behind nginx")
    assert standing([start, hosted, long, short]) == [long, start, hosted]


def test_a_bar_that_is_missed_or_did_not_run_says_so() -> None:
    lines = rows([made("B9", MISSED), made("B14", NOT_RUN)])
    assert "**missed**" in lines[2]
    assert "*not run*" in lines[3]
    told = chinese_rows([made("B9", MISSED), made("B15"), made("B15", MISSED, title="hosted")])
    assert "**未达到**" in told[2 + 8]
    assert "达到、**未达到**" in told[2 + 14]


def test_a_text_without_a_place_for_the_table_is_refused() -> None:
    assert within(f"a\n{BEGIN}\nold\n{END}\nb", ["new"]) == f"a\n{BEGIN}\n\nnew\n\n{END}\nb"
    with pytest.raises(ValueError, match="no <!-- bars -->"):
        within("a", [])


@pytest.mark.parametrize(("name", "made_of"), [("README.md", rows), ("README.zh.md", chinese_rows)])
def test_the_readme_has_what_was_measured(name: str, made_of) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert within(text, made_of([*read(MEASURED)])) == text
