"""A standalone cluster on this machine, for as long as a command runs: to try the door on Spark.

``python -m geo.flows.spark.local app.py --data DIR`` starts a master and two workers, runs the
command with ``--engine spark://…``, and ends the cluster with it. Everything listens on this
machine alone and asks for a secret that stands in a temporary folder, as the logs do.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from pathlib import Path

from geo.flows.spark.address import INSTALL, LEAST_JAVA, NoClusterError, java

HERE = "127.0.0.1"
WORKERS, MEMORY = 2, "1g"
PROGRAMS = 2
"""Programs that the workers have room for at once: a page, and a test beside it."""

READY_SECONDS = 120
END_SECONDS = 20
DEPLOY = "org.apache.spark.deploy"
SOON = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""A Java that starts soon instead of running fast in the end: a third less work here."""

LOGGING = """rootLogger.level = {level}
rootLogger.appenderRef.said.ref = said
appender.said.type = Console
appender.said.name = said
appender.said.target = SYSTEM_ERR
appender.said.layout.type = PatternLayout
appender.said.layout.pattern = %d{{HH:mm:ss}} %p %c{{1}}: %m%n%ex
"""


@dataclass(frozen=True)
class Local:
    """A running cluster.

    Attributes
    ----------
    address : str
        Of its master.
    environment : mapping
        What a process needs to ask it.
    workers : tuple
        Processes of the workers.
    folder : Path
        Logs and settings.
    """

    address: str
    environment: Mapping[str, str]
    workers: tuple[subprocess.Popen[bytes], ...]
    folder: Path


def home() -> Path:
    """Folder of Spark, as the package of Python brings it."""
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise NoClusterError(f"A cluster of one's own needs pyspark. Run: {INSTALL}")
    return Path(found.origin).parent


def can_run() -> bool:
    """Whether Spark and Java are here."""
    return find_spec("pyspark") is not None and java() is not None


@contextmanager
def cluster(workers: int = WORKERS, memory: str = MEMORY) -> Iterator[Local]:
    """Run a master and workers until the block ends.

    Parameters
    ----------
    workers
        How many.
    memory
        What each gives to a program, in whole gigabytes as Spark writes them.

    Raises
    ------
    NoClusterError
        When Spark or Java is missing, or they did not come up.
    """
    spark = home()
    if java() is None:
        raise NoClusterError(
            f"A cluster of one's own needs Java {LEAST_JAVA} or newer; none was found."
        )
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spark-")))
        environment = _settle(folder, spark, workers, memory)
        port, watched = _free_ports(2)
        address = f"spark://{HERE}:{port}"

        def start(kind: str, name: str, *options: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{name}.log").open("wb"))
            command = [
                str(spark / "bin" / "spark-class"),
                f"{DEPLOY}.{kind}",
                "--host",
                HERE,
                *options,
            ]
            process = subprocess.Popen(  # noqa: S603 - Spark's own program
                command, cwd=folder, env=environment, stdout=log, stderr=log
            )
            stack.callback(end, process)
            return process

        ports = ("--port", str(port), "--webui-port", str(watched))
        master = start("master.Master", "master", *ports)
        room = f"{PROGRAMS * int(memory.rstrip('g'))}g"
        own = ("--cores", str(PROGRAMS), "--memory", room, "--webui-port", "0")
        started = tuple(
            start("worker.Worker", f"worker-{at}", *own, "--work-dir", f"{folder}/{at}", address)
            for at in range(1, workers + 1)
        )
        _wait(watched, (master, *started), workers, folder)
        yield Local(address, environment, started, folder)


def _settle(folder: Path, spark: Path, workers: int, memory: str) -> dict[str, str]:
    """Write the settings of all processes, and return their environment."""
    settings = {
        "spark.authenticate": "true",
        "spark.authenticate.secret": secrets.token_hex(32),
        "spark.executor.memory": memory,
        "spark.executor.cores": "1",
        "spark.cores.max": str(workers),
        "spark.local.dir": str(folder),
        "spark.driver.extraJavaOptions": SOON,
        "spark.executor.extraJavaOptions": SOON,
        "spark.sql.adaptive.enabled": "false",  # it plans again after each stage: not for so little
        "spark.sql.shuffle.partitions": str(workers),
        "spark.ui.showConsoleProgress": "false",
    }
    told = "".join(f"{name} {value}\n" for name, value in settings.items())
    (folder / "spark-defaults.conf").write_text(told, encoding="utf-8")
    (folder / "log4j2.properties").write_text(LOGGING.format(level="error"), encoding="utf-8")
    own = {
        "SPARK_HOME": str(spark),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": HERE,
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": SOON,
        "SPARK_NO_DAEMONIZE": "1",
    }
    return {**os.environ, **own}


def _free_ports(count: int) -> tuple[int, ...]:
    """Ports of this machine that nobody listens on."""
    with ExitStack() as stack:
        opened = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in opened:
            one.bind((HERE, 0))
        return tuple(one.getsockname()[1] for one in opened)


def _wait(
    watched: int, processes: Sequence[subprocess.Popen[bytes]], workers: int, folder: Path
) -> None:
    """Return when the master knows all workers."""
    deadline = time.monotonic() + READY_SECONDS
    while _alive(watched) < workers:
        ended = [one for one in processes if one.poll() is not None]
        if ended or time.monotonic() > deadline:
            logs = [path.read_text("utf-8", "replace")[-2000:] for path in folder.glob("*.log")]
            raise NoClusterError("\n".join(["The cluster did not come up.", *logs]))
        time.sleep(0.2)


def _alive(watched: int) -> int:
    """Workers that the master knows; none while it does not answer."""
    asked = HTTPConnection(HERE, watched, timeout=5)
    try:
        asked.request("GET", "/json/")
        return int(json.load(asked.getresponse())["aliveworkers"])
    except (OSError, HTTPException, ValueError):
        return 0
    finally:
        asked.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, gently first."""
    process.terminate()
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: Sequence[str]) -> int:
    """Run a command of Python on a cluster of its own, and return what it returns."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with cluster() as made, ExitStack() as stack:
            told = f"Spark: {made.address}, {len(made.workers)} workers, logs in {made.folder}"
            sys.stdout.write(f"{told}\n")
            sys.stdout.flush()
            line = [sys.executable, *command, "--engine", made.address]
            run = subprocess.Popen(line, env=dict(made.environment))  # noqa: S603 - as told
            stack.callback(end, run)
            return run.wait()
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except NoClusterError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
