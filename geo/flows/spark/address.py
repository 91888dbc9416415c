"""Where a cluster is: what ``--engine`` may say, and what is missing before one can be asked."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from importlib.util import find_spec
from os import environ
from pathlib import Path
from typing import NamedTuple

STANDALONE, CONNECT = "spark", "sc"
PORTS = {STANDALONE: 7077, CONNECT: 15002}
SPELLED = re.compile(r"(?P<kind>spark|sc)://(?P<hosts>[^/;?#\s]+)(?P<options>/?(?:;[^\s]*)?)")
HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:]+\]|[\w.-]+)(?::(?P<port>\d{1,5}))?", re.ASCII)
LOOPBACK = re.compile(r"localhost|127(?:\.\d+){3}|::1")
EXPECTED = "spark://HOST:PORT, or sc://HOST:PORT for Spark Connect"
LAST_PORT = 65535
LEAST_JAVA = 17
VERSION = re.compile(r'version "(\d+)')
WAIT_SECONDS = 5.0
INSTALL = "pip install --require-hashes -r requirements-spark.lock"


class NoClusterError(OSError):
    """Nobody can be asked there: nothing answers, or this machine lacks what it needs to ask."""


class Address(NamedTuple):
    """Where a cluster is.

    Attributes
    ----------
    kind : str
        ``spark`` for a standalone master, ``sc`` for a server of Spark Connect.
    hosts : tuple
        Host and port of each master; Spark Connect has one.
    text : str
        As Spark reads it.
    """

    kind: str
    hosts: tuple[tuple[str, int], ...]
    text: str

    @property
    def is_here(self) -> bool:
        """Whether it is this machine alone."""
        return all(LOOPBACK.fullmatch(host) for host, _port in self.hosts)

    @property
    def shown(self) -> str:
        """As it is told: a token stays unsaid."""
        return f"{self.kind}://" + ",".join(f"{host}:{port}" for host, port in self.hosts)


def read_address(text: str) -> Address:
    """Read the address of a cluster.

    Parameters
    ----------
    text
        A standalone master ``spark://HOST:PORT``, with more masters behind commas, or a server of
        Spark Connect ``sc://HOST:PORT``, with its options behind a semicolon. A port may be left
        out where it is the usual one.

    Raises
    ------
    ValueError
        With what was found and what is expected.

    Examples
    --------
    >>> read_address("spark://one,two:7078").text
    'spark://one:7077,two:7078'
    >>> read_address("sc://gate.example:443/;use_ssl=true;token=abc").shown
    'sc://gate.example:443'
    >>> read_address("local[2]")
    Traceback (most recent call last):
    ValueError: found 'local[2]', expected spark://HOST:PORT, or sc://HOST:PORT for Spark Connect
    """
    spelled = SPELLED.fullmatch(text)
    named = spelled["hosts"].split(",") if spelled else []
    found = [HOST.fullmatch(one) for one in named]
    if not spelled or not all(found) or (spelled["kind"] == CONNECT and len(found) > 1):
        raise ValueError(f"found {text!r}, expected {EXPECTED}")
    kind, options = spelled["kind"], spelled["options"]
    hosts = tuple(
        (one["host"].strip("[]"), int(one["port"] or PORTS[kind])) for one in found if one
    )
    if (kind == STANDALONE and options) or any(port > LAST_PORT for _host, port in hosts):
        raise ValueError(f"found {text!r}, expected {EXPECTED}")
    whole = ",".join(
        f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host, port in hosts
    )
    return Address(kind, hosts, f"{kind}://{whole}{options}")


def java() -> str | None:
    """The Java that Spark would start: that of ``JAVA_HOME``, or the one that is found.

    None where there is none, or one that is too old.
    """
    home = environ.get("JAVA_HOME")
    found = shutil.which(str(Path(home) / "bin" / "java") if home else "java")
    if not found:
        return None
    asked = subprocess.run([found, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    told = VERSION.search(asked.stderr)
    return found if told and int(told[1]) >= LEAST_JAVA else None


def check(address: Address) -> None:
    """Tell early what would else be told by the first question, after minutes.

    Raises
    ------
    NoClusterError
        With what is missing and what to do about it.
    """
    if find_spec("pyspark") is None:
        raise NoClusterError(f"--engine {address.shown} needs pyspark. Run: {INSTALL}")
    if address.kind == STANDALONE and java() is None:
        found = f"JAVA_HOME={environ['JAVA_HOME']} has none" if "JAVA_HOME" in environ else "none"
        raise NoClusterError(
            f"--engine {address.shown} needs Java {LEAST_JAVA} or newer on this machine, found: "
            f"{found}. Debian: apt-get install default-jre-headless; Spark Connect needs none."
        )
    reasons = []
    for host, port in address.hosts:
        try:
            socket.create_connection((host, port), timeout=WAIT_SECONDS).close()
        except OSError as error:
            reasons.append(f"{host}:{port}: {error.strerror or error}")
        else:
            return
    raise NoClusterError(f"No Spark answers at {address.shown} ({'; '.join(reasons)}).")
