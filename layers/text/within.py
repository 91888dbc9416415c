"""Words for moves inside regions: what is counted as one."""

from __future__ import annotations

from geo.scene.within import Within
from layers.text.gettext import N_, _

DEFINITIONS = {
    "within_province_other_township": N_("another township or street of the same {region}"),
    "within_province_other_county": N_("another county or district of the same {region}"),
    "within_province_last_move": N_("a move inside the {region}, the last one since November 1995"),
}
"""What counts as a move inside a region, by the word of the data."""
CITY = "municipality"
CITY_NOTE = N_(
    "In a municipality another county is another district: moves inside one city count, and the "
    "figure looks high."
)
NOT_COUNTED = N_("not in these tables")


def definition(one: Within) -> str:
    """What a count takes for a move inside the region."""
    return _(DEFINITIONS[one.definition])
