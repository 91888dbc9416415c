"""The regions of an open world as places that a reader's file may name."""

from __future__ import annotations

from geo.outlines.places import WORLD, Places
from geo.world.names import names_of
from geo.world.world import World


def known_places(world: World) -> Places:
    """Regions that the tables of a world count, by every name and code that it declares.

    Zone schemes are their groupings, with the titles of scheme and zones: a file may give them too.
    """
    package, counted = world.package, world.counted.reset_index()
    names = [str(column) for column in counted if str(column).startswith("name_")]
    table = counted[["region_code", *names]].astype("str")
    for scheme in package.schemes:  # a grouping is named as readers see it, like those of a file
        titles = {zone.key: zone.title for zone in scheme.zones}
        table[scheme.title] = counted[scheme.column].map(titles)
    known = set(table["region_code"])
    spellings = names_of(counted, package)
    former = package.former.names if package.former else ()
    return Places(
        table=table,
        spellings={code: names for code, names in spellings.items() if code in known},
        groupings=tuple(scheme.title for scheme in package.schemes),
        source=WORLD,
        ended=tuple(name for names in former for name in names),
    )
