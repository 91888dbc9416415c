"""What the page gives away it reads again: its own tables as a reader's file."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from geo.files.opened import opened
from geo.intake.flows import corridors
from geo.intake.taking import take
from geo.own.known import known_places
from geo.world.world import World
from tests import raw

NAMED = re.compile(r'filename="([^"]+)"')
PERIOD = raw.PERIODS[-1]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("route", ["corridors", "pairs"])
def test_corridors_come_back_as_they_went(
    api: FlaskClient, world: World, route: str, ending: str, lang: str
) -> None:
    reply = api.get(f"/api/{route}{ending}?period={PERIOD}&top=all&lang={lang}")
    named = NAMED.search(reply.headers["Content-Disposition"])
    assert named
    file = opened(named[1], reply.data, {})
    found = take([file], {}, known_places(world), known_places(world))
    table = corridors(found.flows)
    told = api.get(f"/api/corridors?period={PERIOD}&top=all").json
    assert told
    sent = {
        (row["origin_code"], row["destination_code"]): row["migrants_persons"]
        for row in told["rows"]
    }
    assert {(one[0], one[1]): one[2] for one in table.to_numpy().tolist()} == sent
    values = {one.key: one.value for one in found.choices}
    assert values["direction"] == "origin-first"
    assert values["factor"] == "1"
    assert (values["period"], values["interval"]) == (PERIOD, "5")
