"""Firefox as it is installed, driven by its own protocol: JSON with its length before it."""

from __future__ import annotations

import base64
import contextlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
DEADLINE_SECONDS = 90
UNLOADED = "Document was unloaded"
# No name and no address is reached: whatever is asked goes to a port that nobody hears.
PREFERENCES = {
    "marionette.port": 0,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "",
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
}


class UnloadedError(Exception):
    """The page was left while a script ran in it."""


class Driven:
    """A Firefox that is driven."""

    def __init__(self, heard: socket.socket) -> None:
        self._heard = heard
        self._count = 0
        self._read()  # its greeting

    def ask(self, command: str, **values: Any) -> Any:
        self._count += 1
        text = json.dumps([0, self._count, command, values]).encode()
        self._heard.sendall(b"%d:%s" % (len(text), text))
        _kind, _count, error, found = self._read()
        if error and error["message"] == UNLOADED:
            raise UnloadedError
        assert error is None, error
        return found

    def run(self, script: str) -> Any:
        """What a function body returns in the page."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def until(self, script: str) -> None:
        """Look until an expression holds.

        Each look is a short one of its own: a document that is left while it is asked keeps what
        it was asked for good, as a frozen page does.
        """
        latest = time.monotonic() + DEADLINE_SECONDS
        while not self._holds(script):
            assert time.monotonic() < latest, f"not so after {DEADLINE_SECONDS} s: {script}"

    def _holds(self, script: str) -> bool:
        try:
            return bool(self.run(f"return Boolean({script})"))
        except UnloadedError:  # another page stands there by now
            return False

    def open(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    def picture(self) -> bytes:
        return base64.b64decode(self.ask("WebDriver:TakeScreenshot", full=False)["value"])

    def press(self, key: str) -> None:
        acts = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._act({"type": "key", "id": "keys", "actions": acts})

    def _act(self, source: dict[str, Any]) -> None:
        self.ask("WebDriver:PerformActions", actions=[source])

    def _read(self) -> Any:
        digits = b""
        while (byte := self._heard.recv(1)) != b":":
            assert byte, "Firefox is gone"
            digits += byte
        text = b""
        while len(text) < int(digits):
            text += self._heard.recv(int(digits) - len(text))
        return json.loads(text)


@contextlib.contextmanager
def driven(folder: Path) -> Iterator[Driven]:
    """Start Firefox with a fresh profile in a folder, and end it."""
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(on)});" for key, on in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), "utf-8")
    process = subprocess.Popen(
        [FIREFOX or "", "--headless", "--marionette", "--no-remote", "--profile", str(folder),
         "--width", "1440", "--height", "900"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "MOZ_HEADLESS_WIDTH": "1440",
             "MOZ_HEADLESS_HEIGHT": "900"},
    )  # fmt: skip
    try:
        said = next(line for line in process.stdout or () if "Listening on port" in line)
        port = int(said.split()[-1])
        with socket.create_connection(("127.0.0.1", port), DEADLINE_SECONDS) as heard:
            firefox = Driven(heard)
            firefox.ask("WebDriver:NewSession", capabilities={})
            firefox.ask("WebDriver:SetTimeouts", script=DEADLINE_SECONDS * 1000)
            yield firefox
    finally:
        process.terminate()
        process.communicate(timeout=DEADLINE_SECONDS)
