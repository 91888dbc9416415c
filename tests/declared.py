"""What the bundled package declares, for tests that go through it."""

from __future__ import annotations

from tests.worlds import PACKAGE

DISPARITY = PACKAGE.disparity
SERIES = DISPARITY.series
LIKENESS = PACKAGE.likeness
VARIABLE = LIKENESS.named if LIKENESS else {}
VARIABLES = tuple(VARIABLE.values())
EQUAL = dict.fromkeys(VARIABLE, 1.0)
CHALLENGES = PACKAGE.challenges
CHALLENGE = {one.key: one for one in CHALLENGES}
ARGUMENTS = PACKAGE.arguments
STANCE = ARGUMENTS.stance
