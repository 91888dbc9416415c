"""A reader's moves as a small data package, which the one build accepts like any other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeGuard

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.outlines.crs import DEGREES
from geo.outlines.outlines import Outlines
from geo.outlines.places import WORLD, Places
from geo.outlines.planes import Fit, fitted
from geo.own import intervals
from geo.own import told as words
from geo.own.regions import (
    ENDS,
    are_of,
    flat,
    moving,
    of_moves,
    other_names,
    safe_codes,
    schemes,
    told_apart,
)
from geo.own.store import RECIPE_FILE
from geo.own.tables import PAIR, Shape, declared, tables
from geo.own.told import FULL, MODELLED, SAMPLE, UNKNOWN, Told
from geo.world.catalog import CATALOGUE_FILE, SAMPLED
from geo.world.periods import UNDATED

RAW = "raw/own"
MOST_ORDERED = 400
"""More regions stand in the matrix by their codes: to order them by exchange takes too long."""
DECIMALS = 4
MOST_WHOLE = 2**53
"""From here on sums are no whole numbers any more."""
OURS = (*PAIR, "sample_persons")
"""Columns of moves beside those of categories."""
COLLECTION = {
    FULL: "full count",
    SAMPLE: SAMPLED,
    MODELLED: "modelled estimate",
    UNKNOWN: "not stated",
}
NOTHING = Fit(
    parallels=(25.0, 47.0),
    longitude=0.0,
    latitude=36.0,
    frame={
        "longitude": 0.0,
        "latitude": 36.0,
        "width_km": 1000.0,
        "height_km": 700.0,
        "south": 20.0,
        "north": 52.0,
    },
)
"""Plane and frame of a world without outlines, which draws nothing on them."""


def write_package(
    folder: Path,
    flows: pd.DataFrame,
    places: Places,
    outlines: Outlines | None,
    answers: Mapping[str, str],
    told: Told,
    beside: pd.DataFrame | None = None,
) -> None:
    """Write `datapackage.json`, the recipe and raw files into an empty folder.

    Parameters
    ----------
    folder
        Exists; `geo.build.build.build` can run on it afterwards.
    flows
        ``period``, ``origin_code``, ``destination_code``, ``persons`` and a text column for each
        category; see :class:`geo.intake.intake.Intake`.
    places
        Places that the codes name; those without a row in ``flows`` are drawn and not counted.
    outlines
        Shapes of the places; None where there are none.
    answers
        The recipe.
    told
        What is told beside the figures.
    beside
        People of a place whose other end is none, see :func:`geo.intake.flows.beside`.

    Raises
    ------
    ValueError
        When a row starts and ends in one place, names a place that is not among the places, or
        has no figure.
    """
    told = plain(told)
    if outlines is not None and not are_of(outlines, moving(flows)):
        outlines, places = None, of_moves(places, flows)
    codes = safe_codes(sorted(places.table["region_code"].astype("str")))
    ends = _ends(flows)
    _refuse(flows, ends, codes)
    (folder / RAW).mkdir(parents=True)
    split = flat((str(one) for one in flows if one not in (*PAIR, "persons")), OURS)
    moves = _moves(flows, ends, codes, split)
    usual = _summed(moves, PAIR)
    table, zoned = _regions(places, outlines, usual, codes, told)
    periods = intervals.intervals(usual["period"].unique(), told)
    usual["caveat"] = pd.Series(None, index=usual.index, dtype="str")
    written = {"regions": table, "periods": periods, "flows": usual}
    if split:
        written["flows_by_category"] = _summed(moves, [*PAIR, *split.values()])
    lone = _beside(beside, codes, periods)
    if len(lone):
        written["beside"] = lone
    shape = _shape(written, told, zoned, split)
    sources = {name: write_raw(folder, name, frame) for name, frame in written.items()}
    package = _package(shape, written, told, zoned, outlines)
    package |= _named(places, codes, told)
    package |= _split(moves, split)
    _add_sources(package, shape, sources, written)
    write_record(folder / RECIPE_FILE, dict(answers))
    write_record(folder / CATALOGUE_FILE, package)


def _beside(
    beside: pd.DataFrame | None, codes: Mapping[str, str], periods: pd.DataFrame
) -> pd.DataFrame:
    """People without another end, of the places and the intervals of the moves."""
    if beside is None:
        return pd.DataFrame()
    named = beside.assign(
        period=beside["period"].where(beside["period"] != "", UNDATED),
        region_code=beside["region_code"].map(dict(codes)),
    )
    is_known = named["region_code"].notna() & named["period"].isin(periods["period"])
    return named[is_known].reset_index(drop=True)


def plain(told: Told) -> Told:
    """The same without braces, which messages keep for their own places.

    Examples
    --------
    >>> plain(Told(title="A {b}")).title
    'A (b)'
    """
    turned = str.maketrans("{}", "()")
    said = {
        name: value.translate(turned) for name, value in vars(told).items() if type(value) is str
    }
    caveats = tuple(one.translate(turned) for one in told.caveats if one.strip())
    return Told(**{**vars(told), **said, "caveats": caveats})


def _refuse(flows: pd.DataFrame, ends: pd.DataFrame, known: Collection[str]) -> None:
    unknown = sorted({*ends["origin_code"].cat.categories} - {*known})
    if unknown:
        raise ValueError(f"flows: found places {unknown[:5]}, expected those of the places")
    if (ends["origin_code"].cat.codes == ends["destination_code"].cat.codes).any():
        raise ValueError("flows: found a row inside a place, expected moves between places")
    persons = flows["persons"].to_numpy(dtype=float)
    if not len(flows) or not np.isfinite(persons).all() or (persons < 0).any():
        raise ValueError("flows: found no figure, or one below zero, expected 0 or more")


def _ends(flows: pd.DataFrame) -> pd.DataFrame:
    """Both ends of each row as categories of one list, in the order of their texts.

    Examples
    --------
    >>> rows = pd.DataFrame({"origin_code": ["B"], "destination_code": ["A"]})
    >>> _ends(rows)["origin_code"].cat.codes.tolist()
    [1]
    """
    texts = pd.concat([flows[end] for end in ENDS], ignore_index=True).astype("str")
    numbers, names = pd.factorize(texts, sort=True)
    sides = np.split(numbers, 2)
    return pd.DataFrame(
        {end: pd.Categorical.from_codes(one, names) for end, one in zip(ENDS, sides, strict=True)},
        index=flows.index,
    )


def _moves(
    flows: pd.DataFrame, ends: pd.DataFrame, codes: Mapping[str, str], split: Mapping[str, str]
) -> pd.DataFrame:
    """Moves with our names of columns, one row for each pair, interval and category."""
    period = flows["period"].astype("str")
    moves = pd.DataFrame({"period": period.where(period != "", UNDATED).astype("category")})
    for end in ENDS:
        moves[end] = ends[end].cat.rename_categories(dict(codes))
    for theirs, ours in split.items():
        said = flows[theirs].astype("str").where(flows[theirs].notna(), "-")
        moves[ours] = said.astype("category")
    persons = flows["persons"].astype("float64")
    moves["sample_persons"] = persons.astype("int64") if _whole(persons) else persons
    return moves


def _summed(moves: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Sums of the figures by some columns of categories, in their order; one number is a row's key.

    Examples
    --------
    >>> rows = pd.DataFrame({"a": pd.Categorical(["y", "x", "y"]), "sample_persons": [1, 2, 3]})
    >>> _summed(rows, ["a"]).to_numpy().tolist()
    [['x', 2], ['y', 4]]
    """
    number = np.zeros(len(moves), dtype=np.int64)
    for key in keys:
        number = number * len(moves[key].cat.categories) + moves[key].cat.codes.to_numpy()
    sums = moves["sample_persons"].groupby(number).sum()
    left, columns = sums.index.to_numpy(), {}
    for key in reversed(keys):
        names = moves[key].cat.categories
        columns[key] = names.take(left % len(names))
        left = left // len(names)
    table = pd.DataFrame({key: columns[key] for key in keys}).astype("str")
    return table.assign(sample_persons=sums.to_numpy())


def _whole(persons: pd.Series) -> bool:
    return bool((persons == persons.round()).all() and persons.sum() < MOST_WHOLE)


def _regions(
    places: Places,
    outlines: Outlines | None,
    moves: pd.DataFrame,
    codes: Mapping[str, str],
    told: Told,
) -> tuple[pd.DataFrame, list[dict[str, Any]]]:
    """Table of the regions, with outlines where there are any, and the schemes of its columns."""
    given = places.table.assign(region_code=places.table["region_code"].astype("str"))
    given = given.drop_duplicates("region_code").sort_values("region_code", ignore_index=True)
    table = pd.DataFrame({"region_code": given["region_code"].map(codes)})
    table["name_en"] = told_apart(given, places.groupings)
    chinese = given.get("name_zh")
    if chinese is not None and chinese.notna().any():
        table["name_zh"] = chinese.where(chinese.notna(), table["name_en"])
    table["kind"] = told.region or words.REGION[0]
    columns, found = schemes(given.assign(region_code=table["region_code"]), places.groupings)
    for name, zones in columns.items():
        table[name] = zones
    moving = {*moves["origin_code"], *moves["destination_code"]}
    table["has_statistics"] = table["region_code"].isin(moving)
    empty = pd.Series(np.nan, index=table.index)
    table = table.assign(anchor_lon=empty, anchor_lat=empty)
    if not _is_drawn(outlines):
        return table, found
    drawn = outlines.shapes.assign(region_code=outlines.shapes["region_code"].astype("str"))
    shapes = drawn.drop_duplicates("region_code").set_index("region_code").geometry
    ordered = given["region_code"].map(dict(zip(shapes.index, shapes, strict=True)))
    series = gpd.GeoSeries(drawable(ordered.to_numpy(dtype=object)), crs=DEGREES)
    return gpd.GeoDataFrame(table, geometry=series), found


def drawable(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Shapes whose rounding to the written decimals stays valid; what is lost by it is None.

    Examples
    --------
    >>> drawable(np.array([shapely.box(0, 0, 1, 1.000001), None], dtype=object))[0].bounds
    (0.0, 0.0, 1.0, 1.0)
    """
    whole = np.array([None if pd.isna(one) else one for one in shapes], dtype=object)
    rounded = shapely.transform(whole, lambda points: np.round(points, DECIMALS))
    broken = [at for at, one in enumerate(rounded) if one is not None and not one.is_valid]
    for at in broken:
        rounded[at] = _polygons(shapely.set_precision(whole[at], 10.0**-DECIMALS))
    return np.array([_polygons(one) for one in rounded], dtype=object)


def _polygons(shape: Any) -> Any:
    """The polygons of a shape as one; None where it has none."""
    parts = [] if shape is None else [
        one for one in shapely.get_parts(shapely.make_valid(shape)) for one in
        (shapely.get_parts(one) if one.geom_type.startswith(("Multi", "Geometry")) else [one])
        if one.geom_type == "Polygon" and not one.is_empty
    ]  # fmt: skip
    return shapely.multipolygons(parts) if parts else None


def _shape(
    written: Mapping[str, pd.DataFrame],
    told: Told,
    zoned: list[dict[str, Any]],
    split: Mapping[str, str],
) -> Shape:
    """What the declarations depend on."""
    moves, counted = written["flows"], int(written["regions"]["has_statistics"].sum())
    pairs = counted * (counted - 1) * len(written["periods"])
    is_sparse = len(moves) < pairs
    caveats = [words.CAVEATS[one] for one in (told.counts, told.collection) if one in words.CAVEATS]
    is_whole = _whole(moves["sample_persons"])
    if told.is_pooled:
        caveats.append(words.POOLED)
    if is_sparse:
        caveats.append(words.CAVEATS[told.absent])
    if not is_whole:
        caveats.append(words.FRACTIONS)
    said = told.source or words.SOURCE
    return Shape(
        period_covered=intervals.covered(written["periods"]),
        population_covered=told.population or words.POPULATION,
        collection=COLLECTION[told.collection],
        source={"title": told.title or words.TITLE, "publication": said,
                "accessed": told.accessed or "2000"},
        licence={"name": "own", "title": told.licence or words.LICENCE,
                 "terms": told.licence or words.LICENCE_TERMS},
        caveats=(*told.caveats, *caveats),
        has_shapes=isinstance(written["regions"], gpd.GeoDataFrame),
        has_zh="name_zh" in written["regions"],
        groupings={one["column"]: tuple(z["key"] for z in one["zones"]) for one in zoned},
        categories={
            ours: tuple(written["flows_by_category"][ours].unique()) for ours in split.values()
        },
        is_whole=is_whole,
        is_sparse=is_sparse,
        regions_count=counted,
        has_beside="beside" in written,
    )  # fmt: skip


def _package(
    shape: Shape,
    written: Mapping[str, pd.DataFrame],
    told: Told,
    zoned: list[dict[str, Any]],
    outlines: Outlines | None,
) -> dict[str, Any]:
    """The catalogue file, without the sources of its datasets."""
    fit = _fit(outlines)
    is_ordered = shape.regions_count <= MOST_ORDERED
    kinds = {intervals.collection_of(told, one) for one in
             written["periods"]["period"]}  # fmt: skip
    return {
        **catalogue_head(told, written["periods"], _boundaries(outlines)),
        "collections": {key: said for key, said in intervals.cited().items() if key in kinds},
        "projection": fit.projection,
        "frame": dict(fit.frame),
        "schemes": zoned,
        **({"absent_pairs": told.absent} if shape.is_sparse else {}),
        "inside_left_out": told.has_inside,
        **({"opened": dict(told.opened)} if told.opened else {}),
        "resources": [declared(shape, one) for one in tables(shape, is_ordered)],
    }


def catalogue_head(told: Told, periods: pd.DataFrame, boundaries: str) -> dict[str, Any]:
    """Names and words of a reader's package."""
    region = (told.region or words.REGION[0], told.regions or told.region or words.REGION[1])
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "own",
        "title": told.title or words.TITLE,
        "description": told.population or words.SUMMARY,
        "summary": told.title or words.SUMMARY,
        "version": "1.0.0",
        "nouns": {
            "region": dict(zip(("one", "many"), region, strict=True)),
            "people": dict(zip(("one", "many"), words.PEOPLE, strict=True)),
            "country": dict.fromkeys(("one", "many"), told.country or words.COUNTRY),
        },
        "phrases": phrases(told, periods, boundaries),
        "collections": {},
    }


def _is_drawn(outlines: Outlines | None) -> TypeGuard[Outlines]:
    return outlines is not None and len(outlines.shapes) > 0


def _fit(outlines: Outlines | None) -> Fit:
    """Plane and first view, chosen from the shapes where nobody chose them before."""
    if not _is_drawn(outlines):
        return NOTHING
    shapes = outlines.shapes
    return outlines.fit or fitted(list(shapes["region_code"]), shapes.geometry.to_numpy())


def _boundaries(outlines: Outlines | None) -> str:
    """Whose outlines are drawn."""
    if not _is_drawn(outlines):
        return words.NO_OUTLINES
    return words.OUTLINES_OF_WORLD if outlines.places.source == WORLD else words.OUTLINES


def phrases(told: Told, periods: pd.DataFrame, boundaries: str) -> dict[str, str]:
    """Words that messages have a place for, neutral where nothing is told."""
    span, spanning = intervals.span(periods, told)
    return {
        "regional": words.REGIONAL,
        "span": span,
        "spanning": spanning,
        "intervals": str(len(periods)),
        "aged": told.population or words.AGED,
        "whom": told.population or words.WHOM,
        "movers": told.population or words.MOVERS[told.counts],
        "have_moved": words.HAVE_MOVED[told.counts],
        "have_left": words.HAVE_LEFT[told.counts],
        "origin_at": words.ORIGIN_AT[told.counts],
        "destination_at": words.DESTINATION_AT[told.counts],
        "kept": words.EVERYBODY,
        "collections": words.COLLECTIONS_NAMED[told.collection],
        "publisher": told.publisher or words.PUBLISHER,
        "currency": words.CURRENCY,
        "findable": words.FINDABLE,
        "boundaries": boundaries,
    }


def _named(places: Places, codes: Mapping[str, str], told: Told) -> dict[str, Any]:
    names = other_names(codes, places.spellings)
    source = told.source or words.SOURCE
    return {"other_names": {"source": source, "names": names}} if names else {}


def _split(moves: pd.DataFrame, split: Mapping[str, str]) -> dict[str, Any]:
    """Categories and flow tables of moves that the file splits."""
    if not split:
        return {}
    categories = []
    for theirs, ours in split.items():
        keys = safe_codes(sorted(moves[ours].unique()))
        values = [
            {"key": key, "title": value, "kept": f"({theirs}: {value})", "of": [value]}
            for value, key in keys.items()
        ]
        categories.append({"key": ours.replace("_", "-"), "title": theirs, "values": values,
                           "instead": words.NO_CATEGORY})  # fmt: skip
    usual = {"key": "all", "title": words.WHOLE_TABLE, "definition": words.WHOM}
    by_category = {
        "key": "by-category",
        "title": words.CATEGORY_TABLE,
        "definition": words.CATEGORY_DEFINITION,
        "everybody": words.EVERYBODY,
        "flows": "flows_by_category",
    }
    return {"categories": categories, "flow_tables": [usual, by_category]}


def _add_sources(
    package: dict[str, Any],
    shape: Shape,
    sources: Mapping[str, dict[str, str]],
    written: Mapping[str, pd.DataFrame],
) -> None:
    """Files, rows and checks of each dataset."""
    sums = written["flows"].groupby("period")["sample_persons"].sum()
    for one in package["resources"]:
        name = one["name"]
        if name not in sources:
            continue
        one["sources"] = [{**shape.source, **sources[name], "role": "table"}]
        one["expected_rows"] = len(written[name])
        if name in ("flows", "flows_by_category"):
            one["checks"] = {"sum_sample_persons": sums.to_dict(), "factor_present": True}
        if name == "flows" and not shape.is_sparse:
            one["checks"]["complete_pairs"] = {"regions": shape.regions_count}


def write_raw(folder: Path, name: str, frame: pd.DataFrame) -> dict[str, str]:
    """Write a raw file; its path and hash."""
    path = f"{RAW}/{name}.parquet"
    frame.to_parquet(folder / path, index=False)
    return {"path": path, "sha256": hashlib.sha256((folder / path).read_bytes()).hexdigest()}


def write_record(path: Path, said: dict[str, Any]) -> None:
    """Write the catalogue or the recipe."""
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=path.name == RECIPE_FILE) + "\n"
    path.write_text(text, encoding="utf-8")
