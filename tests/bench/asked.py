"""Views to ask for: never asked before, or as people draw them. Seeded, so two runs are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from geo.view.address import parse
from geo.view.checks import ALL, NONE
from geo.view.view import FIELDS, View
from geo.view.vocabulary import Vocabulary

TOPS = ("10", "20", "60", "60", "100", "200", ALL)
BREAKS = ("natural", "quantile", "10,20", "-1000,0,1000,100000")
STAYS = ("view", "lang", *(field.name for field in FIELDS if field.local))
"""Fields that choose another page, or nothing that is asked of the server; what stands behind the
map is asked with each view of it."""

POPULAR = (
    "",
    "from=west",
    "to=east",
    "from=central,west&to=east",
    "place=31",
    "place=44&direction=in",
    "place=51&direction=out",
    "place=34-31",
    "shade=in-rate",
    "direction=net&shade=net-rate",
    "measure=rate",
    "top=20",
    "top=all",
    "scheme=four-zone",
    "layers=regions,zones,labels",
)
SMALL_STEPS = ("period", "from", "to", "direction", "measure", "top", "shade", "place")


def drawn(vocabulary: Vocabulary, name: str, chance: random.Random) -> str:
    """A value of one field, each as likely as any other."""
    field, scheme = next(one for one in FIELDS if one.name == name), vocabulary["schemes"][0]
    if field.words(vocabulary):
        return chance.choice(field.words(vocabulary))
    regions = vocabulary["regions"]
    pair = "-".join(chance.sample(regions, 2))
    if name in ("from", "to"):
        zones = vocabulary.zones[scheme]
        return ",".join(chance.sample((*zones, *regions), chance.randint(1, 4)))
    others = {
        "top": (*TOPS, str(chance.randint(1, vocabulary.corridors))),
        "breaks": BREAKS,
        "place": (chance.choice(regions), pair, chance.choice(vocabulary["places"])),
        "compare": (chance.choice(regions), pair, chance.choice(vocabulary["periods"])),
        "target": regions,
        "lit": ("11", "13", "22", "31", "33"),
        "trial": ("", "1999-05-01", "2004-03-15"),
        "weights": ("", "gdp:2,urban:1", "gdp:0.5"),
        "year": ("", "1995", "2005", "2010"),
    }
    if name in others:
        return chance.choice(others[name])
    words = field.allowed(vocabulary, scheme).removeprefix("a comma list of ").split(", ")
    return ",".join(chance.sample(words, chance.randint(1, len(words)))) or NONE


def never_asked(vocabulary: Vocabulary, count: int, seed: int = 1) -> list[str]:
    """Different legal views, every field at its default or at any of its values, as likely."""
    chance = random.Random(seed)
    names = [field.name for field in FIELDS if field.name not in STAYS]
    found: dict[View, str] = {}
    while len(found) < count:
        chosen = [name for name in names if chance.random() < 0.5]
        query = urlencode({name: drawn(vocabulary, name, chance) for name in chosen}, safe=",:")
        view, notices = parse(query, vocabulary)
        if not notices:
            found.setdefault(view, query)
    return list(found.values())


def as_people_do(vocabulary: Vocabulary, seed: int) -> Iterator[str]:
    """One reader's views without end: a popular one, small steps from it, now and then any."""
    chance = random.Random(seed)
    while True:
        start = dict(pair.split("=") for pair in chance.choice(POPULAR).split("&") if pair)
        if chance.random() < 0.1:
            yield never_asked(vocabulary, 1, chance.getrandbits(32))[0]
            continue
        for _ in range(chance.randint(1, 6)):
            yield urlencode(start, safe=",:")
            name = chance.choice(SMALL_STEPS)
            start[name] = drawn(vocabulary, name, chance)
