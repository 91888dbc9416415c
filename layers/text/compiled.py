"""Compile a catalogue as gettext reads it: ``python -m layers.text.compiled a.po a.mo``.

Babel's own command takes a sign of per cent in a message for a place to fill, and stops.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled(catalogue: bytes) -> bytes:
    """The compiled form of a catalogue in PO form; messages without words are left out."""
    written = BytesIO()
    write_mo(written, read_po(BytesIO(catalogue)))
    return written.getvalue()


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(compiled(source.read_bytes()))
