"""What two regions are compared by: the variables that a package declares, and their rules.

The page, the data interface and the build read these records. Nothing here was chosen by looking
at the ranks that come out: each reason of a variable says what makes places alike.
"""

from __future__ import annotations

from geo.world.declared import Variable
from geo.world.world import World

YEAR_RULE = (
    "The year nearest to {year} in which every {region} has a figure, the earlier one on a tie; an "
    "interval counts by its last year."
)
LOG_RULE = (
    "Money and people are compared by ratios: their natural logarithm is standardised. Shares, "
    "rates and years are standardised as they are."
)


def variables(world: World) -> dict[str, Variable]:
    """Variables of a world by key, in their declared order; none where it compares nothing."""
    likeness = world.package.likeness
    return likeness.named if likeness else {}
