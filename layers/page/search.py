"""Place search in three scripts: English, pinyin, Chinese."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from geo.places import END, NETWORK, SITE
from geo.store import Store
from layers import words
from layers.page.bound import bound
from layers.text import _

ALIASES = {"15": "Neimenggu", "54": "Xizang"}  # pinyin where the English name is not pinyin


SEARCH = bound("place", "search")


def search(store: Store) -> dmc.Select:
    """Place search in three scripts: provinces, sites, networks and the ends of networks."""
    return dmc.Select(
        id=SEARCH,
        label=_("Find a place"),
        placeholder=_("name, pinyin or 汉字"),
        data=found(store),
        searchable=True,
        clearable=True,
        nothingFoundMessage=_("No place of this name"),
        size="xs",
        maxDropdownHeight=320,
    )


def found(store: Store) -> list[dict[str, Any]]:
    """What can be found, in groups; sites that the reader loaded have their own."""
    provinces = [
        {"value": code, "label": _spelled(row["name_en"], row["name_zh"], ALIASES.get(code, ""))}
        for code, row in store.counted.iterrows()
    ]
    groups: dict[str, list[dict[str, str]]] = {SITE: [], NETWORK: [], END: []}
    for slug, place in store.places.items():
        if place.kind in groups and slug not in store.loaded.slugs:
            groups[place.kind].append({"value": slug, "label": _place_label(store, slug)})
    added = [
        {"value": site, "label": f"{name} ({_('loaded by you')})"}
        for site, name in zip(store.loaded.sites["site"], store.loaded.sites["name"], strict=True)
    ]
    return [
        {"group": _("Provinces"), "items": provinces},
        {"group": _("Pilot sites"), "items": groups[SITE]},
        *([{"group": _("Loaded by you"), "items": added}] if added else []),
        {"group": _("Networks and their ends"), "items": [*groups[NETWORK], *groups[END]]},
    ]


def _spelled(*names: str) -> str:
    return " · ".join(name for name in names if name)


def _place_label(store: Store, slug: str) -> str:
    """Name in both scripts; an end that is no province says where it lies."""
    place = store.places[slug]
    if place.kind == NETWORK:
        networks = store.table("networks").set_index("network_id")
        return str(networks.loc[place.row, "name"]).replace("-", " – ")
    if place.kind == SITE:
        row = store.table("pilot_sites").set_index("site_id").loc[place.row]
        return _spelled(row["name"], row["name_zh"]) + f" ({_('pilot site')})"
    named = store.table("pilot_places").drop_duplicates("place").set_index("place")["name_zh"]
    chinese = named.get(slug.title(), "")
    inside = _("county in {province}").format(province=words.province(store, place.province))
    return _spelled(slug.title(), str(chinese)) + f" ({inside})"
