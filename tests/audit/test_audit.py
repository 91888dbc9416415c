"""The audit: silence is not "passed", a known weakness fails, and every part is pinned by hash."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.audit.asking import Excepted, Weakness, exceptions, of_npm, of_pip, unexcused
from tests.audit.parts import FROM_NPM, LOCKS, ROOT, Part, carried, locked

PARTS = [Part("dash", "4.4.1"), Part("plotly", "7.1.0")]
CLEAN = {"dependencies": [{"name": one.name, "version": one.version, "vulns": []} for one in PARTS]}
WEAK = Weakness("PYSEC-1", "dash", "4.4.1")


def test_what_was_answered_and_is_clean_has_passed() -> None:
    told = of_pip("a.lock", json.dumps(CLEAN), PARTS).told()
    assert told == "a.lock: 2 of 2 parts answered, 0 known: passed"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "no JSON",
        "{}",
        json.dumps({"dependencies": [{"name": "dash", "skip_reason": "not found: dash"}]}),
        json.dumps({"dependencies": [*CLEAN["dependencies"][:1],
                                     {"name": "plotly", "skip_reason": "not found: plotly"}]}),
        json.dumps({"dependencies": CLEAN["dependencies"][:1]}),
    ],
    ids=["nothing", "text", "empty", "all skipped", "one skipped", "one left out"],
)  # fmt: skip
def test_silence_is_not_run_and_never_passed(said: str) -> None:
    told = of_pip("a.lock", said, PARTS).told()
    assert "not run" in told
    assert "passed" not in told


@pytest.mark.parametrize("said", ["", '{"message": "405 Method Not Allowed"}', '{"error": {}}'])
def test_scripts_that_could_not_be_asked_about_are_not_run(said: str) -> None:
    told = of_npm(said, PARTS).told()
    assert "0 of 2 parts answered" in told
    assert "not run" in told


def test_what_is_known_fails() -> None:
    known = {"dependencies": [{**CLEAN["dependencies"][0], "vulns": [{"id": "PYSEC-1"}]},
                              CLEAN["dependencies"][1]]}  # fmt: skip
    asked = of_pip("a.lock", json.dumps(known), PARTS)
    assert asked.told().endswith("1 known: failed")
    assert list(asked.found) == [WEAK]
    via = [{"url": "https://example.org/GHSA-1"}, "another"]
    scripts = of_npm(json.dumps({"vulnerabilities": {"plotly.js": {"via": via}}}), PARTS)
    assert [(one.id, one.name) for one in scripts.found] == [("GHSA-1", "plotly.js")]


def test_an_exception_holds_until_its_day_for_its_part_alone() -> None:
    excuse = Excepted("PYSEC-1", "dash", date(2030, 1, 31), "not reached")
    assert unexcused([WEAK], [excuse], date(2030, 1, 31)) == []
    assert unexcused([WEAK], [excuse], date(2030, 2, 1)) == [WEAK]
    assert unexcused([Weakness("PYSEC-1", "other", "1")], [excuse], date(2030, 1, 1)) != []


def test_an_exception_has_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "exceptions.csv"
    path.write_text("id,name,until,reason\nPYSEC-1,dash,2030-01-31, \n")
    with pytest.raises(ValueError, match="found no reason"):
        exceptions(path)
    assert [one.reason for one in exceptions() if not one.reason] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_part_of_a_lock_is_pinned_by_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"(?m)^(?=\S)", text)
    parts = [one for one in entries if one.strip() and not one.startswith("#")]
    assert len(parts) == len(locked(lock))
    bare = [one.split()[0] for one in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", one)]
    assert bare == []
    assert [one.split()[0] for one in parts if "==" not in one.split()[0]] == []


def test_what_is_carried_along_is_named_with_the_version_of_its_file() -> None:
    assert {one.name for one in carried()} == {*FROM_NPM, "Noto Sans CJK SC"}
    head = (ROOT / "assets/vendor/plotly-geo.min.js").read_text("utf-8")[:200]
    (plotly,) = [one for one in carried() if one.name == "plotly.js"]
    assert f"v{plotly.version}" in head
    scripts = {path.name for path in (ROOT / "assets/vendor").glob("*.js")}
    assert scripts == {"plotly-geo.min.js", "regenerator-runtime.min.js"}
