"""A laptop that slept, a clock that was moved, a network that was away."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from playwright.sync_api import Error

from tests.bars.bar import NOT_RUN, Bar
from tests.faults import asked
from tests.faults.moved import VARIABLE
from tests.faults.setting import Setting, amid, bar
from tests.load.hosting import Host, Manner, hosted
from tests.pages import DESKTOP, MapPage

DAY_SECONDS = 24 * 3600 + 60
ASLEEP_TIMES = 3
"""So many pauses of the setting long all processes of gunicorn stand still."""
NO_BANNER = "document.getElementById('failure').hidden && window.marked"


def _asleep(host: Host, seconds: float) -> None:
    """Let no process of gunicorn do anything for a while, as on a laptop that is shut."""
    pids = [host.gunicorn.pid, *host.workers]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    for pid in reversed(pids):
        os.kill(pid, signal.SIGCONT)


def _write(path: Path, seconds: float) -> None:
    fresh = path.with_suffix(".fresh")
    fresh.write_text(str(seconds), "ascii")
    fresh.replace(path)


def _offline(page: MapPage) -> bool:
    """Whether a page whose network was away goes on by itself once it is back."""
    context = page.page.context
    context.set_offline(True)
    page.page.evaluate(
        """() => { history.pushState({}, "", "?top=9");
                   dispatchEvent(new PopStateEvent("popstate")); }"""
    )
    page.until("() => !document.getElementById('failure').hidden")
    context.set_offline(False)
    page.settle()
    return bool(page.page.evaluate(NO_BANNER)) and page.page.url.endswith("?top=9")


def moved(setting: Setting) -> Bar:
    """Stop all processes for a while, move the clock by a day and back, take the network away."""
    title = "X11 a laptop sleeps, its clock is moved a day on and back, its network is away"
    if not setting.browser:
        return Bar("B10", title, "no browser is here", "", NOT_RUN)
    manner = Manner(
        setting.kept, application="tests.faults.moved:hosted", environment={VARIABLE: "$P/moved"}
    )
    words: list[str] = []
    with (
        hosted(manner=manner) as host,
        amid(setting, host) as (met, kept),
    ):
        page = MapPage(
            setting.browser.new_context(viewport=DESKTOP).new_page(),
            f"http://127.0.0.1:{host.port}/",
        )
        page.page.clock.install()
        page.load()
        page.page.evaluate("window.marked = true")
        asleep = ASLEEP_TIMES * setting.size.pause
        _asleep(host, asleep)
        for seconds in (DAY_SECONDS, -DAY_SECONDS):
            _write(host.prefix / "moved", seconds)
            page.page.clock.set_system_time((time.time() + seconds) * 1000)
            asked.sent(host.port, asked.MOVES)  # whoever begins one ends those that are over
            kept.check(f", the clock moved by {seconds:+,} s")
            time.sleep(setting.size.pause)
            try:
                page.open(f"?top={20 + (seconds > 0)}")
                words += [] if page.page.evaluate(NO_BANNER) else [f"a banner at {seconds:+}"]
            except (AssertionError, Error) as error:
                words.append(f"the page at {seconds:+}: {error!r:.200}")
        try:
            words += [] if _offline(page) else ["the network came back and the page did not"]
        except (AssertionError, Error) as error:
            words.append(f"network away: {error!r:.200}")
        page.page.context.close()
    return bar(
        *(met, kept, title),
        f"asleep {asleep:.0f} s (processes that stand still); "
        + ("; ".join(words) or "no banner, the page goes on by itself"),
        "sessions live by monotonic time, no banner",
        not words,
    )
