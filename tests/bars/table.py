"""The fifteen bars: what each asks for, its command, and the table of the README."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bars.bar import MISSED, NOT_RUN, OK, Bar, read

ROOT = Path(__file__).parents[2]
MEASURED = Path(__file__).with_name("measured.jsonl")
BEGIN, END = "<!-- bars -->", "<!-- end of bars -->"
FORMS = ("long", "short")
CHINESE = {OK: "达到", MISSED: "**未达到**", NOT_RUN: "*未运行*", "long": "长", "short": "短"}


@dataclass(frozen=True)
class Promise:
    """One of the fifteen.

    Attributes
    ----------
    make : str
        Target that measures it, as a reader types it.
    chinese : str
        What it is about, for the Chinese README.
    module : str
        Its program; empty where tests are the measure.
    python : str
        Interpreter of another environment.
    short, long : tuple of str
        Arguments of the program for either form.
    """

    make: str
    chinese: str
    module: str = ""
    python: str = ""
    short: tuple[str, ...] = ()
    long: tuple[str, ...] = ()

    def run(self, *, is_long: bool) -> list[str]:
        """Interpreter, program and arguments."""
        return [self.python, self.module, *(self.long if is_long else self.short)]


def _load(key: str, chinese: str) -> Promise:
    asked = ("--bars", key)
    return Promise(f"load BARS={key}", chinese, "tests.load", "", asked, ("--long", *asked))


def _isolation(key: str, chinese: str) -> Promise:
    asked = ("--bars", key)
    return Promise(
        f"isolation BARS={key}", chinese, "tests.isolation", "", asked, ("--long", *asked)
    )


BARS: dict[str, Promise] = {
    "B1": Promise("bars BARS=B1", "离线"),
    "B2": Promise("bars BARS=B2", "内容安全策略和响应头"),
    "B3": _isolation("B3", "伪造的请求"),
    "B4": Promise(
        "test-fuzz",
        "坏文件",
        "tests.fuzz",
        "",
        ("--count", "2000", "--first", "500000"),
        ("--count", "200000"),
    ),
    "B5": Promise("bars BARS=B5", "文件够不到别处"),
    "B6": _load("B6", "300名读者"),
    "B7": _load("B7", "1,000名读者"),
    "B8": _load("B8", "100个空缓存的浏览器同时到来"),
    "B9": _load("B9", "三倍的超载"),
    "B10": Promise("faults", "十二种故障", "tests.faults", "", (), ("--long",)),
    "B11": _load("B11", "内存"),
    "B12": _isolation("B12", "读者之间的隔离"),
    "B13": Promise("bars BARS=B13", "无障碍"),
    "B14": Promise("audit", "供应链", "tests.audit", ".venv-audit/bin/python"),
    "B15": _load("B15", "启动和停止"),
}


def standing(bars: Iterable[Bar]) -> list[Bar]:
    """One record of each bar and part: the long form where there is one, in the order of `BARS`."""
    order, found = [*BARS], [*bars]
    longest = {
        (one.key, _part(one)): one for form in reversed(FORMS) for one in found if one.form == form
    }
    return sorted(longest.values(), key=lambda one: order.index(one.key))


def _part(bar: Bar) -> str:
    """What of a bar is measured: titles of the two forms differ by their figures alone."""
    return re.sub(r"[\d,.]+", "#", bar.title)


def rows(bars: Iterable[Bar]) -> list[str]:
    """Lines of the table of the README."""
    told = standing(bars)
    lines = [
        "| Bar | Measured | Asked for | Verdict | Form, errors, generator's share | Command |",
        "|---|---|---|---|---|---|",
    ]
    verdicts = {OK: "ok", MISSED: "**missed**", NOT_RUN: "*not run*"}
    lines += [
        f"| {one.key} | {one.title}: {one.figure} | {one.limit} | {verdicts[one.verdict]} | "
        f"{one.form}, {one.errors}, {one.generator:.0%} | `make {BARS[one.key].make}` |"
        for one in told
    ]
    return lines


def chinese_rows(bars: Iterable[Bar]) -> list[str]:
    """Lines of the table of the Chinese README, whose figures stand in the other one."""
    lines = ["| 编号 | 内容 | 结果 | 形式 | 命令 |", "|---|---|---|---|---|"]
    for key, promise in BARS.items():
        told = [one for one in standing(bars) if one.key == key]
        ended = "、".join(dict.fromkeys(CHINESE[one.verdict] for one in told))
        form = "、".join(dict.fromkeys(CHINESE[one.form] for one in told))
        lines.append(f"| {key} | {promise.chinese} | {ended} | {form} | `make {promise.make}` |")
    return lines


def within(text: str, lines: Iterable[str]) -> str:
    """A text with its table replaced.

    Raises
    ------
    ValueError
        If the text has no place for it.
    """
    if BEGIN not in text or END not in text:
        raise ValueError(f"no {BEGIN} and {END}")
    before, after = text.split(BEGIN, maxsplit=1)[0], text.split(END)[1]
    return before + "\n".join([BEGIN, "", *lines, "", END]) + after


def write_tables() -> None:
    """Write the table into both READMEs."""
    found = [*read(MEASURED)]
    for name, lines in (("README.md", rows(found)), ("README.zh.md", chinese_rows(found))):
        path = ROOT / name
        path.write_text(within(path.read_text("utf-8"), lines), "utf-8")
