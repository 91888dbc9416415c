"""A world of very many regions, one level up: groups of regions as regions, some of them open.

Each level is a small package of its own beside the whole one, made of the same moves: what it
shows adds up to what the whole world shows, but for moves inside one group, and these are told.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.outlines.outlines import Outlines
from geo.own import told as words
from geo.own.package import write_package
from geo.own.parcel import Parcel, unpacked
from geo.own.project import PARCEL_FILE
from geo.own.regions import MOST_ZONES, zone_keys
from geo.own.store import ABOVE, PARTED
from geo.world.catalog import CATALOGUE_FILE
from geo.world.world import MANY_REGIONS

MOST_REGIONS = MANY_REGIONS
"""A world of more regions is shown by their groups first, where it has groups."""

ENDS = ("origin_code", "destination_code")


def grouping_of(parcel: Parcel, most: int = 0) -> str:
    """Column by which a world is shown one level up; empty where it is not.

    Examples
    --------
    >>> from geo.outlines.places import Places
    >>> from geo.own.told import Told
    >>> table = pd.DataFrame({"region_code": list("ABC"), "name_en": list("abc"),
    ...     "part": ["n", "n", "s"]})
    >>> one = Parcel(pd.DataFrame(), Places(table, groupings=("part",)), None, {}, Told())
    >>> grouping_of(one), grouping_of(one, most=2)
    ('', 'part')
    """
    table = parcel.places.table
    if len(table) <= (most or MOST_REGIONS):
        return ""
    counts = {one: table[one].nunique() for one in parcel.places.groupings}
    return next((one for one, count in counts.items() if 1 < count <= MOST_ZONES), "")


def groups_of(parcel: Parcel, grouping: str) -> dict[str, str]:
    """Code of each group by its name."""
    table = parcel.places.table
    names = sorted(table[grouping].dropna().astype("str").unique())
    return dict(zone_keys(names, table["region_code"].astype("str")))


def at_level(parcel: Parcel, grouping: str, opened: tuple[str, ...] = ()) -> Parcel:
    """The same moves between groups of regions, and between the regions of open groups.

    Parameters
    ----------
    parcel
        A whole world.
    grouping
        Column of its places.
    opened
        Codes of groups that are shown by their own regions; a region in no group always is.
    """
    table = parcel.places.table.assign(region_code=parcel.places.table["region_code"].astype("str"))
    codes = groups_of(parcel, grouping)
    group = table[grouping].map(codes)
    is_own = group.isna() | group.isin(opened)
    level = dict(zip(table["region_code"], table["region_code"].where(is_own, group), strict=True))
    flows = parcel.flows.assign(**{end: parcel.flows[end].astype("str").map(level) for end in ENDS})
    total = float(flows["persons"].sum())
    flows = flows[flows[ENDS[0]] != flows[ENDS[1]]]
    keys = [str(name) for name in flows if name != "persons"]
    summed = flows.groupby(keys, sort=True, observed=True, dropna=False)["persons"].sum()
    flows = summed.reset_index()
    inside = total - float(flows["persons"].sum())
    shut = pd.Series(codes)[~pd.Series(codes).isin(opened)]
    groups = pd.DataFrame({"region_code": shut.to_numpy(), "name_en": shut.index})
    groups[grouping] = groups["name_en"]
    places = replace(
        parcel.places,
        table=pd.concat([groups, table[is_own]], ignore_index=True),
        groupings=(grouping,),
        spellings={},
    )
    # How many they are in an interval is said with its sentence: a text with figures has no
    # translation.
    left_out = [words.INSIDE_GROUPS] if inside else []
    told = replace(parcel.told, caveats=(*parcel.told.caveats, *left_out))
    # A column is named in any words and numbers: those of the page stand for its groups.
    region, regions = words.PLACE if opened else words.GROUP
    told = replace(told, region=region, regions=regions)
    return replace(
        parcel,
        flows=flows,
        places=places,
        outlines=parcel.outlines and _joined(parcel.outlines, level, places),
        told=told,
        beside=_beside(parcel.beside, level),
    )


def _beside(beside: pd.DataFrame | None, level: dict[str, str]) -> pd.DataFrame | None:
    """People without another end, at the groups of their places."""
    if beside is None:
        return None
    at = beside.assign(region_code=beside["region_code"].astype("str").map(level))
    keys = [str(name) for name in at if name != "persons"]
    return at.groupby(keys, sort=True)["persons"].sum().reset_index()


def _joined(outlines: Outlines, level: dict[str, str], places: Any) -> Outlines:
    """Outlines of a level: those of a shut group as one."""
    shapes = outlines.shapes
    at = shapes["region_code"].astype("str").map(level)
    rows = {
        code: part.iloc[0] if len(part) == 1 else shapely.unary_union(part.to_numpy())
        for code, part in shapes.geometry.groupby(at)
    }
    geometry = gpd.GeoSeries(list(rows.values()), crs=shapes.crs)
    joined = gpd.GeoDataFrame({"region_code": list(rows)}, geometry=geometry)
    return replace(outlines, shapes=joined, places=places)


def _by_period(parcel: Parcel) -> pd.Series:
    return parcel.flows.groupby(parcel.flows["period"].astype("str"))["persons"].sum()


def write_level(whole: Path, part: str, folder: Path) -> bool:
    """Write the package of a level of a kept world; False where the world has no such level.

    Parameters
    ----------
    whole
        Folder of the world.
    part
        As :func:`geo.own.store.level_folder` takes it.
    folder
        An empty one.
    """
    parcel = unpacked((whole / PARCEL_FILE).read_bytes())
    grouping = grouping_of(parcel)
    codes = groups_of(parcel, grouping) if grouping else {}
    opened = () if part == ABOVE else tuple(part.split(PARTED))
    if not grouping or not {*opened} <= {*codes.values()}:
        return False
    one = at_level(parcel, grouping, opened)
    inside = _by_period(parcel).sub(_by_period(one), fill_value=0.0)
    if one.flows.empty:  # nobody left a group
        return False
    write_package(folder, one.flows, one.places, one.outlines, one.answers, one.told, one.beside)
    path = folder / CATALOGUE_FILE
    said = json.loads(path.read_text("utf-8"))
    said["level"] = {
        "grouping": grouping,
        "regions": parcel.told.regions or parcel.told.region or "places",
        "opened": [{"code": code, "name": name} for name, code in codes.items() if code in opened],
        "shut": [code for code in codes.values() if code not in opened],
        "inside": inside[inside > 0].to_dict(),
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return True
