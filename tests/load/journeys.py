"""Recorded journeys of the three users, as questions of the page one after the other.

A planner looks at the provinces she plans for and compares intervals; a presenter shows the large
picture and plays through the years; an analyst filters, reads the table and takes files. Each
opens the page, changes the period five times and a filter three times, opens the table, takes a
file and reads cards; two in a hundred send a file of their own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from geo.view.vocabulary import Vocabulary
from layers.page.wire import PATH
from layers.serve.guard import DRAFT_PATH
from tests.load.client import PAGE, Asked

OWN_SHARE = 0.02
OWN = b"from,to,year,people\n" + b"".join(
    f"{a},{b},2010,{10 * i + 5}\n".encode()
    for i, (a, b) in enumerate(
        (a, b)
        for a in ("Anhui", "Sichuan", "Hunan", "Henan")
        for b in ("Shanghai", "Beijing", "Guangdong")
    )
)
FILTERS = {
    "planner": ({"to": "34"}, {"to": "", "from": "34"}, {"direction": "net"}),
    "presenter": ({"from": "west"}, {"to": "east"}, {"top": "20"}),
    "analyst": ({"measure": "rate"}, {"shade": "in-rate"}, {"top": "100"}),
}
CARDS = {"planner": "regions", "presenter": "", "analyst": "pairs"}
FILES = {
    "planner": ("/api/corridors.csv",),
    "presenter": ("/api/provinces.csv",),
    "analyst": ("/api/corridors.csv", "/api/provinces.csv", "/api/corridors.xlsx"),
}


def journey(vocabulary: Vocabulary, number: int) -> list[Asked]:
    """What one visit asks, the page first; the same number gives the same journey."""
    chance = random.Random(number)
    who = tuple(FILTERS)[number % len(FILTERS)]
    return [*(Asked("page", path) for path in PAGE), *_views(vocabulary, who, chance)]


def _views(vocabulary: Vocabulary, who: str, chance: random.Random) -> Iterator[Asked]:
    shown: dict[str, str] = {}

    def view(**changed: str) -> Asked:
        shown.update(changed)
        asked = urlencode({key: value for key, value in shown.items() if value}, safe=",:")
        return Asked("view", f"{PATH}?{asked}")

    yield view()
    periods = [*vocabulary["periods"]]
    for period in (*periods, periods[0])[1:6]:
        yield view(period=period)
    place = chance.choice(vocabulary["regions"])
    for one in FILTERS[who]:
        yield view(**{key: place if value == "34" else value for key, value in one.items()})
    if who != "presenter":
        yield view(place=place)
        other = chance.choice([one for one in vocabulary["regions"] if one != place])
        yield view(place=f"{other}-{place}" if CARDS[who] == "pairs" else other)
    yield view(view="table")
    kept = {key: value for key, value in shown.items() if key not in ("view", "place")}
    yield Asked("export", f"{chance.choice(FILES[who])}?{urlencode(kept, safe=',:')}")
    yield view(view="map")
    if chance.random() < OWN_SHARE:
        own = f"{DRAFT_PATH}?name=moves.csv&lang=en"
        yield Asked("upload", own, OWN, "application/octet-stream")
