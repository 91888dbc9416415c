"""A small proxy for tests: it sends on what is below a path, and writes down what is asked."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "host"}
ELSEWHERE = "Another program of this host answers here."


@dataclass
class Proxy:
    """Where it answers, and the paths that it was asked for."""

    server: ThreadingHTTPServer
    asked: list[str] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@contextlib.contextmanager
def proxied(port: int, below: str) -> Iterator[Proxy]:
    """Send on to a port what is below a path; answer 404 to the rest."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _send_on(self) -> None:
            found.asked.append(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if not self.path.startswith(below):
                self._say(404, [("Content-Type", "text/plain")], ELSEWHERE.encode())
                return
            sent = {name: text for name, text in self.headers.items()
                    if name.lower() not in OF_ONE_HOP}  # fmt: skip
            sent |= {"X-Forwarded-For": self.client_address[0], "X-Forwarded-Proto": "http",
                     "X-Forwarded-Host": self.headers["Host"], "Host": "localhost"}  # fmt: skip
            with contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=300)) as line:
                line.request(self.command, self.path, body or None, sent)
                reply = line.getresponse()
                self._say(reply.status, reply.getheaders(), reply.read())

        do_GET = do_POST = do_HEAD = _send_on  # noqa: N815 - names of the library

        def _say(self, status: int, pairs: list[tuple[str, str]], body: bytes) -> None:
            self.send_response_only(status)
            for name, text in pairs:
                if name.lower() not in {*OF_ONE_HOP, "content-length"}:
                    self.send_header(name, text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    found = Proxy(ThreadingHTTPServer(("127.0.0.1", 0), Answer))
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.server.shutdown()
        found.server.server_close()
        thread.join()
