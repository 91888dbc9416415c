"""Cards of what the paper names: sites, networks and their ends, each line with its section."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo import portraits
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page.links import link
from layers.text import _

PROXIES = {"chifeng-beijing": "15-11", "anhui-shanghai": "34-31"}


def _stated(value: object) -> str:
    """Text of a cell of the paper's tables; an empty cell is never a zero."""
    return _(str(value)) if isinstance(value, str) and value else _("not stated")


def _section(section: object) -> html.P:
    words_ = _("UNESCO policy paper 2005, section {section}").format(section=section)
    return html.P(words_, className="muted")


def _facts(rows: list[tuple[str, str]], caption: str) -> html.Table:
    body = [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
    return html.Table([html.Caption(caption), html.Tbody(body)], className="figures facts")


def site_card(store: Store, scene: Scene) -> list[Any]:
    """Partner, role, size, focus and target group of a pilot site, as the paper gives them."""
    row = store.table("pilot_sites").set_index("site_id").loc[scene.place.row]
    partner = f"{row['local_partner']} ({_(words.PARTNERS[row['partner_type']])})"
    role = _stated(row["role"])
    if row["role_basis"] == "implied":
        role += f" ({_('implied')}: {_(row['role_evidence'])})"
    rows = [
        (_("Lead partner"), partner),
        (_("Zone in the paper"), _stated(row["macro_region_stated"])),
        (_("Level"), _(words.LEVELS[row["level"]])),
        (_("Role"), role),
        (_("Size"), _stated(row["size_class"])),
        (_("Target group"), _stated(row["target_group"])),
        (_("Focus"), _stated(row["focus_activities"])),
    ]
    note = [html.P(_(row["note"]), className="muted")] if isinstance(row["note"], str) else []
    province = words.province(store, scene.place.province)
    return [
        html.P(_("Pilot site of the project"), className="muted"),
        html.H2([row["name"], html.Span(f" {row['name_zh']}", lang="zh")]),
        html.P([_("in") + " ", link(province, scene.view, place=scene.place.province)]),
        _facts(rows, _("As the paper states it")),
        *note,
        html.P(_("The paper gives no results by site."), className="muted"),
        _section(row["section"]),
        html.P(
            _("A ninth place, in Mongolia, is counted apart; the paper does not name it."),
            className="muted",
        ),
    ]


def network_card(store: Store, scene: Scene) -> list[Any]:
    """Ends with their levels, what flows, and what no table can show."""
    row = store.table("networks").set_index("network_id").loc[scene.place.row]
    ends = [
        (_("Sending end"), f"{row['from_place']} ({level(store, row, 'from')})"),
        (_("Receiving end"), f"{row['to_place']} ({level(store, row, 'to')})"),
        (_("Members"), _stated(row["members"])),
        (_("Purpose"), _stated(row["purpose"])),
        (_("Roles"), _stated(row["role_basis"])),
    ]
    note = [html.P(_(row["note"]), className="muted")] if isinstance(row["note"], str) else []
    return [
        html.P(_("Sending and receiving network of the project"), className="muted"),
        html.H2(row["name"].replace("-", " – ")),
        _facts(ends, _("As the paper states it")),
        *_proxy(store, scene),
        *note,
        _section(row["section"]),
    ]


def level(store: Store, row: pd.Series, side: str) -> str:
    """Level at which one end of a network is named."""
    if row[f"{side}_code"].endswith("0000"):
        municipal = row[f"{side}_code"][:2] in ("11", "12", "31", "50")
        return _(words.LEVELS["municipality" if municipal else "province"])
    sites = store.table("pilot_sites").set_index("name")["level"]
    return _(words.LEVELS[sites.get(row[f"{side}_place"], "county")])


def _proxy(store: Store, scene: Scene) -> list[Any]:
    """What the census can say of a network, and what it cannot."""
    name = scene.place.key
    if name not in PROXIES:
        return [
            html.P(
                _(
                    "Both ends lie inside Yunnan: this network is in no province-to-province "
                    "table, so no count exists here."
                ),
                className="warning",
            )
        ]
    history = portraits.corridor_history(store, PROXIES[name])
    row = history[history["period"] == scene.view.period].iloc[0]
    corridor = words.corridor(store, row["origin_code"], row["destination_code"])
    guard = (
        _("The corridor is only contained in this one: a proxy, not its size.")
        if name == "chifeng-beijing"
        else _("The paper gives no size; this figure is the census, all migrants aged 5+.")
    )
    label = _("{corridor}: {people}, {period}").format(
        corridor=corridor,
        people=text.people(row["migrants_persons"]),
        period=words.interval(scene.view.period),
    )
    return [
        html.P(
            [link(label, scene.view, place=PROXIES[name]), html.Br(), guard], className="warning"
        )
    ]


def end_card(store: Store, scene: Scene) -> list[Any]:
    """A place that is only the end of a network: where it lies and why it has no count."""
    row = store.table("networks").set_index("network_id").loc[scene.place.row]
    name = scene.place.key.title()
    province = words.province(store, scene.place.province)
    network = row["name"].lower()
    return [
        html.P(_("End of a network, not a pilot site"), className="muted"),
        html.H2(name),
        html.P([_("county in") + " ", link(province, scene.view, place=scene.place.province)]),
        html.P(link(row["name"].replace("-", " – "), scene.view, place=network)),
        *_proxy(store, scene),
        html.P(_(row["note"]), className="muted"),
        _section(row["section"]),
    ]
