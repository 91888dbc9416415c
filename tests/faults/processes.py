"""Processes that answer are killed or told to end: one, all of them, the first one."""

from __future__ import annotations

import os
import random
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from tests.bars.bar import NOT_RUN, Bar, verdict
from tests.faults import asked
from tests.faults.readers import upload_head
from tests.faults.setting import Setting, amid, bar, until
from tests.load import stopping
from tests.load.hosting import Host, Manner, hosted, started_again
from tests.pages import DESKTOP, MapPage

TIMES = 5
MOST_FAILED = 0.003
BACK_SECONDS, ALL_BACK_SECONDS, STOP_SECONDS = 2.0, 5.0, 10.0
HALF_SENT = 20
RESTART_SECONDS = 2.0
"""As hosting/corridors.service has it."""
MARK = "window.marked = true"


def _is_whole(host: Host, killed: list[int]) -> bool:
    """Whether two processes answer, none of them killed."""
    living = host.workers
    is_known = asked.figure(host.prefix / "run" / "corridors.socket", "processes") == 2
    return is_known and len(living) == 2 and not {*living} & {*killed}


def one_killed(setting: Setting) -> Bar:
    """Kill a process that answers, five times."""
    back: list[float] = []
    chance = random.Random(1)
    with (
        hosted(manner=Manner(kept=setting.kept)) as host,
        amid(setting, host) as (met, kept),
    ):
        for _ in range(TIMES):
            time.sleep(setting.size.pause)
            killed = chance.choice(host.workers)
            os.kill(killed, signal.SIGKILL)
            back.append(until(lambda gone=killed: _is_whole(host, [gone])))
        time.sleep(setting.size.pause)
    return bar(
        *(met, kept, f"X1 a process that answers is killed, {TIMES} times"),
        f"another answers within {max(back):.1f} s",
        f"{BACK_SECONDS:.0f} s, {MOST_FAILED:.1%} failed before asking again",
        max(back) <= BACK_SECONDS,
        met.share_before <= MOST_FAILED,
    )


def all_killed(setting: Setting) -> Bar:
    """Kill both at once; a reader's page goes on without being loaded again."""
    if not setting.browser:
        return Bar("B10", "X2 both are killed at once", "no browser is here", "", NOT_RUN)
    with (
        hosted(manner=Manner(kept=setting.kept)) as host,
        amid(setting, host) as (met, kept),
    ):
        page = MapPage(
            setting.browser.new_context(viewport=DESKTOP).new_page(),
            f"http://127.0.0.1:{host.port}/",
        )
        page.load("?top=20")
        page.page.evaluate(MARK)
        time.sleep(setting.size.pause)
        for pid in host.workers:
            os.kill(pid, signal.SIGKILL)
        began = time.monotonic()
        try:
            page.open("?top=20&period=2000-2005")
            seen = page.page.evaluate(
                "window.marked && document.getElementById('failure').hidden && location.search"
            )
        except AssertionError as error:
            seen = f"{error}"[:200]
        page_back = time.monotonic() - began
        page.page.context.close()
        kept.check()
        for pid in host.workers:
            os.kill(pid, signal.SIGKILL)
        back = until(lambda: asked.ask(host.port, "/view?top=7").status == 200)
        time.sleep(setting.size.pause)
    return bar(
        *(met, kept, "X2 both are killed at once"),
        f"a view is answered after {back:.1f} s; the page showed {seen!r} after {page_back:.1f} s "
        "without being loaded again",
        f"{ALL_BACK_SECONDS:.0f} s; the page goes on",
        back <= ALL_BACK_SECONDS,
        seen == "?top=20&period=2000-2005",
    )


def first_killed(setting: Setting) -> Bar:
    """Kill the first process, and start the host again as its unit of systemd does."""
    with (
        hosted(manner=Manner(kept=setting.kept)) as host,
        ExitStack() as stack,
        amid(setting, host) as (met, kept),
    ):
        time.sleep(setting.size.pause)
        others = host.workers
        met.count()
        host.gunicorn.kill()
        host.gunicorn.wait()
        for pid in others:  # as systemd does (KillMode=mixed)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(RESTART_SECONDS)
        again = stack.enter_context(started_again(host))
        met.count(again)
        kept.check()
        time.sleep(setting.size.pause)
    return bar(
        *(met, kept, "X3 the first process is killed and started again"),
        f"it answers {again.started:.1f} s after the command",
        "the session goes on, the upload is kept",
    )


@contextmanager
def _half_sent(port: int) -> Iterator[None]:
    """Readers of whose files half has come, and no more comes."""
    with ExitStack() as stack:
        for _ in range(HALF_SENT):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(upload_head(100_000) + b"a" * 50_000)
        yield


def _beside_half_sent(opens):
    @contextmanager
    def both() -> Iterator[tuple[int, object, float]]:
        with opens() as (port, process, started), _half_sent(port):
            yield port, process, started

    return both


def told_to_end(_setting: Setting) -> Bar:
    """End both kinds of servers while readers ask, some of whom have sent half of a file."""
    words, holds, cut = [], [], 0
    for name, opens in (("laptop", stopping._bare), ("host", stopping._behind_nginx)):
        found = stopping.ended(_beside_half_sent(opens))
        cut += len(found.cut)
        holds += [found.seconds <= STOP_SECONDS, not found.cut, found.whole > stopping.READERS]
        words.append(f"{name} ended in {found.seconds:.1f} s, {found.whole} whole, "
                     f"{len(found.cut)} cut")  # fmt: skip
    return Bar(
        "B10",
        f"X5 TERM while {stopping.READERS} readers ask without a pause, {HALF_SENT} have half sent",
        "; ".join(words),
        f"{STOP_SECONDS:.0f} s, none cut",
        verdict(*holds),
        errors=cut,
    )
