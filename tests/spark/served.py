"""A server of Spark Connect on a cluster of this machine."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator

from geo.flows.spark.local import HERE, Local, end

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
READY_SECONDS = 120


@contextlib.contextmanager
def connect(made: Local) -> Iterator[str]:
    """Run one until the block ends; gives its address."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    binding = {"address": HERE, "port": port}
    options = [f"--conf=spark.connect.grpc.binding.{name}={one}" for name, one in binding.items()]
    program = f"{made.environment['SPARK_HOME']}/bin/spark-submit"
    here = [f"--conf=spark.driver.{name}={HERE}" for name in ("host", "bindAddress")]
    command = [
        program,
        "--master",
        made.address,
        "--class",
        SERVER,
        "--conf=spark.ui.enabled=false",
    ]
    with (made.folder / "connect.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *options, *here, "--conf=spark.ui.enabled=false", "spark-internal"],
            env={**made.environment, "SPARK_DAEMON_MEMORY": "1g"},  # it counts as a daemon
            cwd=made.folder, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait(process, port, made)
            yield f"sc://{HERE}:{port}"
        finally:
            end(process)


def _wait(process: subprocess.Popen[bytes], port: int, made: Local) -> None:
    """Return when the server takes connections."""
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(port):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.3)
        said = (made.folder / "connect.log").read_text("utf-8", "replace")[-2000:]
        assert process.poll() is None, said
        assert time.monotonic() < deadline, said


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HERE, port), timeout=1).close()
    except OSError:
        return False
    return True
