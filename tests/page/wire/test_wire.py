"""The one wire: any address is answered, on the map and in every tab; nothing else gets in."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from urllib.parse import quote_from_bytes

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from geo.flows.query import door
from geo.view.view import FIELDS
from geo.world.catalog import DATA_DIR
from layers.page.early import warm
from layers.page.wire import PATH
from layers.subject import Tab
from layers.subjects import open_page_world
from tests.seen import TABS
from tests.serve import forging

pytestmark = pytest.mark.long

FORGED, BODIES = 400, 30
PIECES = st.one_of(
    st.sampled_from([field.name for field in FIELDS]),
    st.sampled_from(forging.ODD_TEXTS),
    st.sampled_from(["34", "34-31", "west", "2015-2020", "all", "table", "net", "=", "&", "%ff"]),
    st.text(max_size=12),
)


def test_no_forged_query_breaks_the_server(replies: FlaskClient) -> None:
    seen: Counter[int] = Counter()

    @settings(
        max_examples=FORGED,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.tuples(PIECES, PIECES), max_size=4), st.booleans())
    def survive(pairs: list[tuple[str, str]], raw: bool) -> None:
        with forging.heard() as lines:
            sent = [part.encode("utf-8", "surrogatepass") for pair in pairs for part in pair]
            sent = sent if raw else [quote_from_bytes(part).encode() for part in sent]
            query = b"&".join(map(b"=".join, zip(sent[::2], sent[1::2], strict=True)))
            wired = query.decode("latin-1")
            reply = replies.get(PATH, environ_overrides={"QUERY_STRING": wired})
        assert reply.status_code in forging.ALLOWED, (query[:200], lines)
        assert not any("Traceback" in line for line in lines), lines
        assert "Traceback" not in reply.text
        seen[reply.status_code] += 1

    survive()
    assert sum(seen.values()) >= FORGED
    assert seen[200] > FORGED / 2


@pytest.mark.parametrize("view", ["map", "table", "indicators"])
def test_what_the_browser_alone_follows_changes_no_answer(replies: FlaskClient, view: str) -> None:
    query, local = f"{PATH}?top=20&view={view}", "&camera=105,35,2&sort=net:down"
    assert replies.get(query + local).data == replies.get(query).data
    told = replies.get(f"{query}&camera=105,35&sort=beauty:up").json["said"]["notices"]
    assert "camera" in told
    assert "beauty:up" in told


@pytest.mark.parametrize("path", [PATH, f"{PATH}?view=assessment", f"{PATH}?view=lessons&site=x"])
def test_no_forged_body_breaks_the_server(replies: FlaskClient, path: str) -> None:
    seen: Counter[int] = Counter()

    @settings(max_examples=BODIES, deadline=None, derandomize=True, database=None)
    @given(forging.bodies)
    def survive(body: bytes) -> None:
        with forging.heard() as lines:
            reply = replies.post(path, data=body, content_type="text/csv", headers=forging.ORIGIN)
        assert reply.status_code in forging.ALLOWED, (body[:200], lines)
        assert not any("Traceback" in line for line in lines), lines
        assert "Traceback" not in reply.text
        seen[reply.status_code] += 1

    survive()
    assert seen[200] > BODIES / 4
    assert seen[400] > 2  # bytes that are no text


def test_no_callback_is_left_on_the_server(replies: FlaskClient) -> None:
    for method in ("get", "post"):
        assert getattr(replies, method)("/_dash-update-component").status_code == 404


def test_an_unknown_value_falls_back_and_is_said(replies: FlaskClient) -> None:
    odd, usual = (replies.get(PATH + query).json for query in ("?period=1800-1805", ""))
    assert odd["figures"] == usual["figures"]
    assert "1800-1805" in odd["said"]["notices"]
    assert "1800-1805" not in usual["said"]["notices"]


def test_hidden_figures_wait_until_they_are_seen(replies: FlaskClient) -> None:
    seen = replies.get(PATH).json
    hidden = replies.get(PATH + "?view=table").json
    assert set(seen["figures"]) == {"map", "timeline"}
    assert hidden["figures"] == {}
    assert set(hidden["said"]) == set(seen["said"])


@pytest.mark.parametrize("panel", TABS, ids=lambda one: one.key)
def test_every_tab_comes_over_the_wire(replies: FlaskClient, panel: Tab) -> None:
    tab = replies.get(f"{PATH}?view={panel.key}").json["tab"]
    assert tab["key"] == panel.key
    assert tab["html"].startswith("<")
    for place, figure in tab["figures"].items():
        assert f'id="{place}" data-figure' in tab["html"]
        assert figure["data"]
    assert (tab["grid"] is not None) == (panel.key == "table")


def test_the_map_has_no_tab_and_a_tab_keeps_its_own_question(replies: FlaskClient) -> None:
    assert replies.get(PATH).json["tab"] is None
    years = replies.get(f"{PATH}?view=disparity&indicator=gdp-per-head").json["tab"]["controls"]
    assert [one["id"] for one in years] == [{"view": "year", "part": "main"}]


def test_what_a_phone_adds_to_a_shared_address_is_taken_away(replies: FlaskClient) -> None:
    for shared, plain in (
        ("?top=20&from=singlemessage&isappinstalled=0", "?top=20"),
        ("?from=west&to=east&from=timeline&isappinstalled=0", "?from=west&to=east"),
    ):
        marked, usual = replies.get(PATH + shared).json, replies.get(PATH + plain).json
        assert marked.pop("mended") == plain[1:]
        assert marked == usual
        assert "mended" not in usual


def test_words_are_learned_only_with_what_a_reader_loaded(replies: FlaskClient) -> None:
    assert "learned" not in replies.get(PATH).json
    posted = replies.post(PATH, data="", content_type="text/csv", headers=forging.ORIGIN).json
    assert posted["learned"]["spec"]["fields"]
    assert posted["learned"]["controls"][0]["props"]["data"]
    assert {**posted, "learned": None} == {**replies.get(PATH).json, "learned": None}


def test_a_view_seen_before_is_the_same_bytes(replies: FlaskClient) -> None:
    first, again = (replies.get(PATH + "?place=34&period=2005-2010") for _ in range(2))
    assert first.data == again.data
    assert json.loads(first.data)["said"]["sentence"]
    assert first.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip", "identity", ""])
def test_a_kept_reply_is_packed_only_for_those_who_unpack_it(
    replies: FlaskClient, accepted: str
) -> None:
    plain = replies.get(PATH + "?place=34").data
    found = replies.get(PATH + "?place=34", headers={"Accept-Encoding": accepted})
    packed = found.headers.get("Content-Encoding") == "gzip"
    assert packed == (accepted in ("gzip", "br, gzip"))
    assert (gzip.decompress(found.data) if packed else found.data) == plain
    assert found.headers["Vary"] == "Accept-Encoding"


def test_filters_ranks_and_measures_need_no_query_once_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = open_page_world(DATA_DIR)
    server = create_app(world).server
    warm(server, world)

    def asked(*_: object) -> None:
        raise AssertionError("a query")

    monkeypatch.setattr(door(world), "_ask", asked)
    asked_first = ("?period=2015-2020", "?from=west", "?to=east")
    asked_by_nobody = (
        *("?from=51,52&top=7", "?measure=rate&direction=net&place=44&top=all"),
        *("?rank=gdp-gap&measure=share&from=west", "?rank=growth&period=2010-2015&to=11,12"),
    )
    for query in (*asked_first, *asked_by_nobody):
        assert server.test_client().get(PATH + query).status_code == 200
    assert server.test_client().get(PATH + "?view=table").status_code == 500


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_question_is_a_get_or_carries_rows(replies: FlaskClient, method: str) -> None:
    assert getattr(replies, method)(PATH).status_code == 405
