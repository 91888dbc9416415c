"""The bars that tests hold: which tests each has, and how many of them held."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests.bars.bar import NOT_RUN, Bar, verdict

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Suite:
    """Tests of one bar.

    Attributes
    ----------
    key, title, limit : str
        As a `Bar` has them.
    tests : tuple of str
        Files, or single tests of a file, as pytest names them.
    figure : str
        What their number says; ``{held}`` stands for it.
    """

    key: str
    title: str
    limit: str
    tests: tuple[str, ...]
    figure: str


SUITES = (
    Suite(
        "B1",
        "offline",
        "0 requests outside, 0 console errors",
        (
            "tests/serve/test_offline_browser.py",
            "tests/standalone/test_opened_browser.py",
            "tests/serve/test_server.py",
        ),
        "{held} walks and checks of the page, of one file and of the command with all names "
        "blocked: nothing is asked outside, nothing is said in the console",
    ),
    Suite(
        "B2",
        "policy and headers",
        "10 headers on every reply, 0 violations",
        (
            "tests/serve/test_headers.py",
            "tests/serve/test_shell_browser.py",
            "tests/serve/test_offline_browser.py::test_nothing_is_asked_outside_and_nothing_is_said",
        ),
        "{held} checks: ten headers on every status, no eval, no script without a hash, no "
        "violation on the walk",
    ),
    Suite(
        "B5",
        "no reach from a file",
        "0 files read, 0 requests out",
        (
            "tests/files/test_bad.py",
            "tests/files/test_confined.py",
            "tests/outlines/test_broken.py",
        ),
        "{held} files and attempts: none reads another file or asks the network",
    ),
    Suite(
        "B13",
        "accessibility",
        "0 violations of axe, A and AA up to 2.2",
        (
            "tests/access",
            "tests/assessment/test_browser.py",
            "tests/own/panel/test_panel_browser.py",
            "tests/pairs/test_tiles_browser.py",
            "tests/policy/test_browser.py",
            "tests/scenes/test_deck_browser.py",
            "tests/scenes/test_show_browser.py",
            "tests/serve/test_embed_browser.py",
            "tests/standalone/test_opened_browser.py",
            "tests/terms/test_browser.py",
        ),
        "{held} states and walks in two languages at desktop and phone width, without a violation",
    ),
)


def bar(suite: Suite) -> Bar:
    """Run the tests of a bar; a test that did not run is told and is never one that held.

    Raises
    ------
    RuntimeError
        If a test that is named is not there.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--numprocesses", "2", "--dist",
                   "loadfile", f"--junitxml={report}", *suite.tests]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if not report.exists() or done.returncode > 1:
            raise RuntimeError(f"{suite.key}: pytest ended with {done.returncode}\n{done.stdout}")
        ended = endings(report)
    told = suite.figure.format(held=f"{ended['held']:,}")
    failed, skipped = ended["failed"], ended["skipped"]
    return Bar(
        suite.key,
        suite.title,
        "; ".join([told, *([f"{failed} did not hold"] * bool(failed)),
                   *([f"{skipped} {NOT_RUN}"] * bool(skipped))]),
        suite.limit,
        verdict(not failed) if ended["held"] or failed else NOT_RUN,
        errors=failed,
    )  # fmt: skip


def endings(report: Path) -> Counter[str]:
    """How many tests of a report of JUnit's kind held, failed and were skipped."""
    found: Counter[str] = Counter()
    for test in ElementTree.parse(report).iter("testcase"):
        tags = {part.tag for part in test}
        found["failed" if tags & {"failure", "error"} else
              "skipped" if "skipped" in tags else "held"] += 1  # fmt: skip
    return found
