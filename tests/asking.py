"""Asking the data interface, and an address in which every field differs from home."""

from __future__ import annotations

from flask.testing import FlaskClient

from layers.api.reply import API_PATH

COUNTING = {"flows": "origin-type-2000", "category": "origin-type:rural"}
"""Another choice of whom to count: what else is legal follows from it."""

OTHER = {
    "period": "2015-2020",
    "from": "41,51",
    "to": "44",
    "scheme": "coast-interior",
    "direction": "net",
    "measure": "effectiveness",
    "rank": "distance",
    "top": "7",
    "shade": "urbanisation_rate",
    "breaks": "-10,0,10",
    "ink": "zone",
    "scale": "free",
    "layers": "none",
    "against": "2005-2010",
    "indicator": "gdp_per_capita_revised",
    "year": "2010",
    "merge": "50",
    "lit": "13",
    "topic": "hukou",
    "site": "chifeng",
    "weights": "gdp:2,urban:1",
    "sites": "west,ngo",
    "challenge": "gender",
    "trial": "2004-03-15",
    "target": "63",
    "order": "exchange",
    "place": "41",
    "compare": "31",
    "camera": "105.2,35,2.5",
    "sort": "persons:up,origin:down",
    "filter": "persons:10000~,share:~50",
    "view": "table",
    "world": "",
}


def asked(api: FlaskClient, route: str, query: str = "") -> dict:
    reply = api.get(f"{API_PATH}/{route}?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json
