"""Where the simplified shapes are found: one address for each content, so it never goes stale."""

from __future__ import annotations

from geo.store import Store

SHAPES_PATH = "/shapes"


def shape_address(store: Store, name: str) -> str:
    """Address of a shape file, with its content hash.

    Parameters
    ----------
    name : str
        ``provinces`` or ``context``.
    """
    return f"{SHAPES_PATH}/{name}.{store.shape_hash[name][:16]}.geojson"
