"""Names that people write for a site, for the end of a network, and for a network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geo.view.mending import fold
from geo.world.names import Names
from geo.world.places import END, SITE
from geo.world.places import slug as as_slug
from geo.world.world import World


def place_names(world: World, slug: str, regions: Names) -> tuple[str, ...]:
    """Names of a site or of the end of a network; of a network those of both its ends, too.

    Parameters
    ----------
    world : World
        Has the tables of sites and networks.
    slug : str
        Of a site, an end or a network.
    regions : mapping
        Names of the regions by code, see :func:`geo.world.names.names_of`.
    """
    place = world.places[slug]
    if place.kind == SITE:
        row = world.table("pilot_sites").set_index("site_id").loc[place.row]
        return site_names(row.to_dict(), regions)
    if place.kind == END:
        return (slug, local_name(world, slug))
    row = world.table("networks").set_index("network_id").loc[place.row]
    ends = [str(row[f"{side}_place"]) for side in ("from", "to")]
    named = [
        place_names(world, key, regions)
        if (key := as_slug(end)) in world.places
        else regions.get(str(row[f"{side}_region_code"]), ())
        for side, end in zip(("from", "to"), ends, strict=True)
    ]
    return (str(row["name"]), *ends, *named[0], *named[1])


SITE_COLUMNS = ("name", "name_zh", "seat", "place_code")


def site_names(row: Mapping[Any, Any], regions: Names) -> tuple[str, ...]:
    """Names of a pilot site in each language; one that is a whole region has all names of that.

    Parameters
    ----------
    row : mapping
        Row of the table ``pilot_sites``.
    regions : mapping
        Names of the regions by code, see :func:`geo.world.names.names_of`.

    Examples
    --------
    >>> site_names({"name": "Ash", "region_code": "A"}, {"A": ("A", "Ash", "Old Ash")})
    ('Ash', 'Old Ash')
    >>> site_names({"name": "Hill", "region_code": "A"}, {"A": ("A", "Ash", "Old Ash")})
    ('Hill',)
    """
    own = [row[name] for name in SITE_COLUMNS if isinstance(row.get(name), str)]
    code = str(row.get("region_code"))
    whole = regions.get(code, ())
    is_region = fold(str(row["name"])) in {fold(name) for name in whole if name != code}
    more = [name for name in whole if name != code] if is_region else []
    return tuple(dict.fromkeys(str(name) for name in (*own, *more)))


def local_name(world: World, slug: str) -> str:
    """Name of a place in the language of its country; empty where the tables have none."""
    named = world.table("pilot_places").drop_duplicates("place").set_index("place")["name_zh"]
    return str(named.get(slug.title(), ""))


def slugs_by_name(world: World) -> dict[str, str]:
    """Slug of each name of a site or of the end of a network, folded.

    A network has none: two names in one text are a corridor.
    """
    kind = re.compile(rf"(?:{world.package.place_kinds or '(?!)'})$")
    found: dict[str, str] = {}
    for slug, place in world.places.items():
        if place.kind in (SITE, END) and slug not in world.loaded.kept.slugs:
            names = place_names(world, slug, {})
            bare = [kind.sub("", name) for name in names]
            found |= {fold(name): slug for name in (*names, *bare) if fold(name)}
    return found
