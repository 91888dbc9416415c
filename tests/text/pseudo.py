"""The application with a catalogue that wraps every message: run as ``-m tests.text.pseudo``.

Whatever the page shows outside ⟦ and ⟧ has not passed through the catalogue. The catalogue is the
one of English, or of the language that is named after the folder: then the page speaks both.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from layers.text import gettext as text

TEMPLATE = text.LOCALE_DIR / "messages.pot"


def wrapped(message: str) -> str:
    return f"⟦{message}⟧"


def catalogue(lang: str) -> Catalog:
    """Every message of the template, wrapped."""
    with TEMPLATE.open("rb") as template:
        listed = read_po(template)
    made = Catalog(locale=lang)
    for message in listed:
        if message.id:
            many = isinstance(message.id, tuple)
            made.add(message.id, tuple(map(wrapped, message.id)) if many else wrapped(message.id))
    return made


def write(folder: Path, lang: str) -> None:
    """Write the compiled catalogue of a language below a folder."""
    target = folder / lang / "LC_MESSAGES" / f"{text.DOMAIN}.mo"
    target.parent.mkdir(parents=True)
    written = io.BytesIO()
    write_mo(written, catalogue(lang))
    target.write_bytes(written.getvalue())


def main(folder: Path, lang: str = "en") -> int:
    """Write the catalogue, then serve with it."""
    write(folder, lang)
    text.LOCALE_DIR = folder
    import app

    return app.main(["--port", "0"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
