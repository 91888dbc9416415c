"""Below which path the page stands: each address that a browser is given begins with it.

A process serves one path, told before anything is made: what is made is kept as it was written.
Addresses inside the server know nothing of it (`layers.serve.mounted` takes it off).
"""

from __future__ import annotations

_ROOT: list[str] = [""]


def serve_below(prefix: str) -> None:
    """Let every address begin with a path, such as ``/maps/``; ``/`` is no path above."""
    _ROOT[0] = prefix.rstrip("/")


def root() -> str:
    """The path without its last slash: ``/maps``; nothing where the page stands at the top."""
    return _ROOT[0]


def below(path: str) -> str:
    """An address of ours as a browser asks for it.

    Examples
    --------
    >>> below("/?top=20")
    '/?top=20'
    """
    return f"{root()}{path}"


def inside(address: str) -> str:
    """An address that a browser was given as the server knows it."""
    return address.removeprefix(root()) if address.startswith(f"{root()}/") else address
