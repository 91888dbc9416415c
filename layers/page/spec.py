"""What the browser needs to spell an address."""

from __future__ import annotations

from typing import Any

from geo.fields import FIELDS
from geo.similarity_variables import VARIABLE
from geo.store import Store
from layers.page.panels import PANELS


def spec(store: Store) -> dict[str, Any]:
    """What the browser needs to spell an address: the fields, the zones and the limits."""
    return {
        "fields": [
            {
                "name": field.name,
                "default": field.default,
                "kind": field.kind,
                "role": field.role,
                "scrubbed": field.scrubbed,
                "words": field.words(store.vocabulary),
            }
            for field in FIELDS
        ],
        "members": store.members,
        "periods": store.vocabulary.periods,
        "needs": {panel.key: panel.needs for panel in PANELS if panel.needs},
        "most": store.vocabulary.corridors,
        "weights": list(VARIABLE),
    }
