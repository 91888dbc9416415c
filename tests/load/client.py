"""A reader's connection: asks, reads the whole reply, keeps what the address says is for good."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

PATIENCE_SECONDS = 30.0
NAMED = re.compile(r' (?:src|href)="(/[^"]+)"')
SHAPES = re.compile(r'"(/shapes/[^"\\]+\.geojson)\\?"')
PAGE = ("/", "/_dash-layout", "/_dash-dependencies")


Found = TypeVar("Found")


def apart(work: Coroutine[object, object, Found]) -> Found:
    """What some work finds on a loop in a thread of its own: a browser's keeps this thread's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


class NotTakenError(OSError):
    """No connection came about: nothing was asked."""


@dataclass(frozen=True)
class Asked:
    """One question: its kind, its path with query, and what goes with it."""

    kind: str
    path: str
    body: bytes = b""
    type: str = ""


@dataclass(frozen=True)
class Reply:
    """A whole reply."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8", "replace")


@dataclass
class Connection:
    """One reader's connection to the host; its address is one of this machine's many.

    Attributes
    ----------
    port : int
        Where the host answers.
    number : int
        Number of the reader: each has a loopback address of its own, so that a limit for each
        address counts readers as it would in the world.
    """

    port: int
    number: int
    _stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
    _files: set[str] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Address that the reader asks from."""
        return f"127.1.{self.number // 250 % 250}.{self.number % 250 + 1}"

    async def ask(self, asked: Asked, seconds: float = PATIENCE_SECONDS) -> Reply:
        """Ask, and read the whole reply.

        Raises
        ------
        NotTakenError
            When there was no connection.
        OSError, EOFError, ValueError, TimeoutError
            When the reply does not come, is cut, or is no reply.
        """
        try:
            async with asyncio.timeout(seconds):
                self._stream = self._stream or await self._open()
                reply = await _answer(*self._stream, asked)
        except BaseException:
            self.drop()
            raise
        if reply.headers.get("connection", "").lower() == "close":
            self.drop()
        return reply

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        near = (self.address, 0)
        try:
            return await asyncio.open_connection("127.0.0.1", self.port, local_addr=near)
        except OSError as error:
            raise NotTakenError(*error.args) from error

    def drop(self) -> None:
        """Close the connection; the next question opens another."""
        if self._stream:
            self._stream[1].close()
            self._stream = None

    def unseen(self, replies: list[Reply]) -> list[Asked]:
        """Files that a page names and this reader has not read yet."""
        text = "".join(reply.text for reply in replies)
        named = [*NAMED.findall(text), *SHAPES.findall(text.replace("\\u002f", "/"))]
        new = [path for path in dict.fromkeys(named) if path.count("/") > 1 and "?" not in path]
        found = [Asked("file", path) for path in new if path not in self._files]
        self._files.update(new)
        return found


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: Asked
) -> Reply:
    method = "POST" if asked.type else "GET"
    lines = [f"{method} {asked.path} HTTP/1.1", "Host: localhost", "Accept-Encoding: gzip"]
    if asked.type:
        lines += ["Sec-Fetch-Site: same-origin", f"Content-Type: {asked.type}"]
        lines += [f"Content-Length: {len(asked.body)}"]
    writer.write("\r\n".join([*lines, "", ""]).encode() + asked.body)
    await writer.drain()
    return await reply_of(reader)


async def reply_of(reader: asyncio.StreamReader) -> Reply:
    """Read a whole reply."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in fields}
    status = int(head[0].split(" ")[1])
    if headers.get("transfer-encoding") == "chunked":
        body = await _chunks(reader)
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Reply(status, headers, body)


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while True:
        size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
        if not size:
            return b"".join(parts)
