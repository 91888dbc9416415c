"""Boundary files that are wrong in one way each, made in code, and what a reader is told of them.

A case ends in a refusal, whose text holds the name of the file and what ``says`` asks for, or in a
finding of the kind ``told`` on the second feature, ``B Bay``.
"""

# ruff: noqa: E501 - a case is a line

from __future__ import annotations

import gzip
import json
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import shapefile
import shapely

from tests.outlines.made import (
    GOOD,
    area,
    beside,
    boxes,
    feature,
    geojson,
    geopackage,
    geoparquet,
    packed,
    shapes,
    square,
    topojson,
)

FILE = "wrong.geojson"


@dataclass(frozen=True)
class Case:
    name: str
    content: bytes
    says: str = ""
    told: str = ""


def cases() -> list[Case]:
    makers = (texts, others_links, members, positions, rings, places_on_globe, features, topologies,
              zips, tables, packages, parquets)  # fmt: skip
    return [one for make in makers for one in make()]


def texts() -> Iterator[Case]:
    """Not GeoJSON at all."""
    refused = {
        "empty": (b"", "an empty file"),
        "blanks": (b" \n\t\r\n", "an empty file"),
        "zeros": (b"\0" * 1000, "an empty file"),
        "a word": (b"hello", "not GeoJSON: what stands there is no JSON"),
        "a table": (b"code,name\n1,Ash\n", "not GeoJSON"),
        "a number": (b"17", "no object"),
        "a list": (b"[]", "no object"),
        "null": (b"null", "no object"),
        "a text": (b'"FeatureCollection"', "no object"),
        "cut in the middle": (geojson(GOOD)[:-20], "line 1, column"),
        "cut in a number": (geojson(GOOD)[:120], "line 1, column"),
        "two objects": (geojson(GOOD) * 2, "what stands there is no JSON"),
        "features by line": (
            json.dumps(GOOD).encode() + b"\n" + json.dumps(GOOD).encode(),
            "line 2",
        ),
        "a comma too many": (geojson(GOOD)[:-1] + b",}", "line 1, column"),
        "single quotes": (b"{'type': 'FeatureCollection'}", "line 1, column"),
        "a script": (b"var regions = " + geojson(GOOD), "not GeoJSON"),
        "lists in lists": (b'{"type":"FeatureCollection","features":' + b"[" * 5000, "not GeoJSON"),
        "objects in objects": (b'{"a":' * 5000 + b"1" + b"}" * 5000, "not GeoJSON"),
        "a number without end": (b'{"type":' + b"9" * 10_000 + b"}", "not GeoJSON"),
        "html": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "XML"),
        "xml": (b'<?xml version="1.0"?><kml/>', "XML"),
        "xml behind a mark": (b"\xef\xbb\xbf<kml/>", "XML"),
        "xml behind blanks": (b"  \n<gml:FeatureCollection/>", "XML"),
        "gzip": (gzip.compress(geojson(GOOD)), "gzip"),
        "seven zip": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z"),
        "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(40), "rar"),
        "flatgeobuf": (b"fgb\x03fgb\x00" + bytes(40), "FlatGeobuf"),
        "pdf": (b"%PDF-1.7\n" + bytes(40), "PDF"),
        "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
        "photograph": (b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
        "raster": (b"II*\x00" + bytes(40), "picture"),
        "old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "workbook"),
        "shp alone": (shapes(boxes())["regions.shp"], "shp file alone"),
        "dbf alone": (shapes(boxes())["regions.dbf"], "not GeoJSON"),
        "any bytes": (bytes(range(1, 256)) * 20, "not GeoJSON"),
        "wide letters cut": (
            b"\xff\xfe" + geojson(GOOD).decode().encode("utf-16-le")[:-3],
            "wrong",
        ),
    }
    for name, (content, says) in refused.items():
        yield Case(f"text: {name}", content, says)


CANARY = "canary-8271"


def others_links() -> Iterator[Case]:
    """Ways by which programs for maps open other files; none of them is one here."""
    vrt = f"<OGRVRTDataSource><OGRVRTLayer><SrcDataSource>/etc/{CANARY}</SrcDataSource>"
    far = "http://127.0.0.1:9/canary"
    texts_of = {
        "vrt": vrt,
        "vrt behind a mark": "\ufeff" + vrt,
        "vrt of the web": vrt.replace("/etc/", far),
        "vsizip": f"/vsizip/{CANARY}.zip",
        "vsicurl": f"/vsicurl/{far}",
        "wfs": f"WFS:{far}",
        "database": "PG:dbname=canary host=127.0.0.1",
        "gml schema": f'<gml:F xsi:schemaLocation="{far} {far}.xsd"/>',
        "external entity": f'<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/{CANARY}">]><kml>&x;</kml>',
        "parameter entity": f'<!DOCTYPE k [<!ENTITY % x SYSTEM "{far}"> %x;]><kml/>',
        "remote type": f'<!DOCTYPE kml SYSTEM "{far}"><kml/>',
        "laughs": '<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml>&b;</kml>',
        "one long text": "<kml>" + "x" * 1_000_000 + "</kml>",
        "esri json": json.dumps({"rings": [square(4, 50)], "spatialReference": {"wkid": 4326}}),
        "esri layer": json.dumps({"layers": [far], "serviceDescription": far}),
        "style": json.dumps({"version": 8, "sources": {"a": {"url": far}}}),
        "reference alone": json.dumps({"$ref": far}),
    }
    for name, text in texts_of.items():
        yield Case(f"link: {name}", text.encode(), "not GeoJSON")
    linked = {"type": "link", "properties": {"href": far, "type": "proj4"}}
    yield Case("link: crs", geojson(GOOD, crs=linked), told="outline-links")
    yield Case("link: member", geojson(GOOD, next=far), told="outline-links")
    yield Case("link: of a feature", geojson(GOOD | {"self": far}), told="outline-links")
    yield Case("link: instead of features", geojson(features={"$ref": far}), "no features")
    yield Case("link: instead of a shape", beside({"$ref": far}), told="outline-elsewhere")
    yield Case("link: text for a shape", beside(far), told="outline-elsewhere")
    strange = {"type": "name", "properties": {"name": f"+proj=longlat +nadgrids=/etc/{CANARY}"}}
    yield Case("link: grid in the crs", geojson(GOOD, crs=strange), told="outline-crs-taken")


def members() -> Iterator[Case]:
    """Members of the format that are missing or something else."""
    whole = {"type": "FeatureCollection", "features": [GOOD]}
    refused: dict[str, tuple[Any, str]] = {
        "no type": ({"features": [GOOD]}, "no type"),
        "type is a list": ({"type": [], "features": [GOOD]}, "no type"),
        "another type": (whole | {"type": "Collection"}, "type 'Collection'"),
        "type is a number": (whole | {"type": 7}, "type 7"),
        "no features member": ({"type": "FeatureCollection"}, "no features"),
        "features is null": (whole | {"features": None}, "no features"),
        "features is an object": (whole | {"features": {"a": GOOD}}, "no features"),
        "features is empty": (whole | {"features": []}, "no features"),
        "features are null": (whole | {"features": [None]}, "no outlines of areas"),
        "features are numbers": (whole | {"features": [1, 2]}, "no outlines of areas"),
        "a point": ({"type": "Point", "coordinates": [4, 50]}, "points or lines"),
        "a line": ({"type": "LineString", "coordinates": [[4, 50], [5, 51]]}, "points or lines"),
        "points alone": (
            whole | {"features": [feature({"type": "Point", "coordinates": [4, 50]}, id="A")]},
            "points or lines",
        ),
        "no shapes at all": (whole | {"features": [feature(None, id="A")]}, "no outlines of areas"),
    }
    for name, (value, says) in refused.items():
        yield Case(f"member: {name}", json.dumps(value).encode(), says)
    wide = {f"column {at}": at for at in range(400)}
    yield Case(
        "member: columns without end", geojson(feature(area(square(4, 50)), **wide)), "columns"
    )
    odd = {"type": "Feature", "properties": [1], "geometry": area(square(6, 50))}
    yield Case("member: properties are a list", geojson(GOOD, odd), told="outline-no-code")
    yield Case(
        "member: feature is a shape", geojson(GOOD, area(square(6, 50))), told="outline-elsewhere"
    )


def positions() -> Iterator[Case]:
    """Positions that are no pairs of finite numbers."""
    for name, wrong in {
        "text": ["4", "50"], "words": ["west", "south"], "null": [None, 50], "nothing": [],
        "one number": [4], "a list in it": [[4], [50]], "an object": {"x": 4},
        "a huge number": [10**400, 50], "not a number": [math.nan, 50], "infinite": [math.inf, 50],
        "less than infinite": [4, -math.inf],
    }.items():  # fmt: skip
        ring = [[4, 50], wrong, [5, 51], [4, 51], [4, 50]]
        yield Case(f"position: {name}", beside(area(ring)), told="outline-no-numbers")
    exponent = beside(area(square(6, 50))).replace(b"[6, 50]", b"[1e999, 50]")
    yield Case("position: 1e999", exponent, told="outline-no-numbers")
    for name, listed in {
        "rings are numbers": [1, 2, 3], "rings are flat": square(4, 50), "rings are text": "[[4,50]]",
        "rings are an object": {"0": square(4, 50)}, "a ring is null": [None],
    }.items():  # fmt: skip
        wrong_shape = {"type": "Polygon", "coordinates": listed}
        yield Case(f"position: {name}", beside(wrong_shape), told="outline-no-numbers")
    deeper = {"type": "Polygon", "coordinates": [[square(6, 50)]]}
    yield Case("position: a level too deep", beside(deeper), told="outline-no-numbers")
    five = [[*one, 7, 8, 9] for one in square(6, 50)]
    yield Case("position: five numbers", beside(area(five)), told="outline-heights")
    mixed = [[*one, 7] if at % 2 else one for at, one in enumerate(square(6, 50))]
    yield Case("position: heights on some", beside(area(mixed)), told="outline-heights")
    high = [[*one, 100.0] for one in square(6, 50)]
    yield Case("position: heights", beside(area(high)), told="outline-heights")


def star(points: int) -> list[list[float]]:
    step = points // 2
    turns = [2 * math.pi * step * at / points for at in range(points)]
    ring = [[10 + math.cos(one), 50 + math.sin(one)] for one in turns]
    return [*ring, ring[0]]


def rings() -> Iterator[Case]:
    """Rings that bound no area, cross, or lie in the wrong place."""
    big = square(6, 50, 4)
    told: dict[str, tuple[Any, str]] = {
        "not closed": (area(square(6, 50)[:-1]), "outline-unclosed"),
        "two positions": (area([[6, 50], [7, 51]]), "outline-collapsed"),
        "one position": (area([[6, 50]]), "outline-collapsed"),
        "three with the first again": (area([[6, 50], [7, 51], [6, 50]]), "outline-collapsed"),
        "no position": (area([]), "outline-no-shape"),
        "no ring": (area(), "outline-no-shape"),
        "no parts": ({"type": "MultiPolygon", "coordinates": []}, "outline-no-shape"),
        "flat": (area([[6, 50], [7, 50], [8, 50], [6, 50]]), "outline-no-area-left"),
        "one place four times": (area([[6, 50]] * 4), "outline-no-area-left"),
        "bow": (area([[6, 50], [8, 52], [8, 50], [6, 52], [6, 50]]), "outline-crossed"),
        "eight": (area([[6, 50], [7, 51], [8, 50], [8, 52], [7, 51], [6, 52], [6, 50]]), "outline-crossed"),
        "spike": (area([[6, 50], [7, 50], [7, 51], [9, 51], [7, 51], [6, 51], [6, 50]]), "outline-crossed"),
        "hole outside": (area(big, square(20, 50)), "outline-crossed"),
        "hole across the edge": (area(big, square(9, 52, 3)), "outline-crossed"),
        "hole in a hole": (area(big, square(7, 51, 2), square(7.5, 51.5)), "outline-crossed"),
        "hole is the whole": (area(big, big), "outline-no-area-left"),
        "hole of two positions": (area(big, [[7, 51], [8, 52]]), "outline-short-ring"),
        "parts overlap": (
            {"type": "MultiPolygon", "coordinates": [[big], [square(8, 52, 4)]]}, "outline-crossed",
        ),
        "part twice": ({"type": "MultiPolygon", "coordinates": [[big], [big]]}, "outline-crossed"),
        "star of 201": (area(star(201)), "outline-crossed"),
        "star of 1001": (area(star(1001)), "outline-tangled"),
        "star of 10001": (area(star(10_001)), "outline-tangled"),
    }  # fmt: skip
    for name, (shape, kind) in told.items():
        yield Case(f"ring: {name}", beside(shape), told=kind)
    comb = [[6 + at % 2 * 3, 50 + at / 4000] for at in range(4000)]
    yield Case(
        "ring: comb over itself",
        beside(area([*comb, [7, 50], [8, 51], comb[0]])),
        told="outline-crossed",
    )
    # Repeated as text: what counts is how many there are.
    hole = json.dumps(square(7, 51))
    holes = [hole] * 160_000
    wide = beside(area(square(5, 49, 8), "HOLES")).replace(b'"HOLES"', ",".join(holes).encode())
    yield Case("ring: 160,000 holes", wide, "too complex")
    long = beside(area(["LONG"])).replace(b'"LONG"', b",".join([b"[6,50],[7,51],[6,51]"] * 700_000))
    yield Case("ring: two million points", long, "too complex")


def places_on_globe() -> Iterator[Case]:
    """Positions that are numbers, and nowhere."""
    for name, ring in {
        "latitude 91": square(6, 90.5), "latitude -100": square(6, -100), "longitude 400": square(400, 50),
        "metres beside degrees": square(500_000, 5_800_000, 1000),
    }.items():  # fmt: skip
        more = [
            feature(area(square(10 + at, 50)), id=f"C{at}", name=f"Col {at}") for at in range(20)
        ]
        content = geojson(GOOD, feature(area(ring), id="B", name="Bay"), *more)
        yield Case(f"globe: {name}", content, told="outline-out-of-world")
    yield Case(
        "globe: longitudes to 360", beside(area(square(200, 50))), told="outline-beyond-turn"
    )
    across = [[179, 50], [-179, 50], [-179, 51], [179, 51], [179, 50]]
    yield Case("globe: across the date line", beside(area(across)), told="outline-date-line")
    round_it = [[float(lon), 80.0] for lon in range(-180, 180, 20)]
    yield Case(
        "globe: round the pole", beside(area([*round_it, round_it[0]])), told="outline-date-line"
    )
    metres = geojson(feature(area(square(500_000, 5_800_000, 1000)), id="A"))
    yield Case("globe: metres", metres, told="outline-crs-unknown")
    feet = geojson(feature(area(square(5e9, 5e9, 1000)), id="A"))
    yield Case("globe: far beyond", feet, told="outline-crs-unknown")
    swapped = geojson(feature(area([[lat, lon] for lon, lat in square(110, 30)]), id="A"))
    yield Case("globe: latitude first", swapped, told="outline-latitude-first")


def features() -> Iterator[Case]:
    """Features of other kinds, too many, or hard to tell from each other."""
    line = {"type": "LineString", "coordinates": [[4, 50], [5, 51]]}
    point = {"type": "Point", "coordinates": [4, 50]}
    kinds: dict[str, tuple[Any, str]] = {
        "null": (None, "outline-no-shape"),
        "point": (point, "outline-no-area"),
        "points": ({"type": "MultiPoint", "coordinates": [[4, 50]]}, "outline-no-area"),
        "line": (line, "outline-no-area"),
        "lines": (
            {"type": "MultiLineString", "coordinates": [[[4, 50], [5, 51]]]},
            "outline-no-area",
        ),
        "curve": ({"type": "CurvePolygon", "coordinates": [square(6, 50)]}, "outline-unknown-kind"),
        "surface": ({"type": "PolyhedralSurface", "coordinates": []}, "outline-unknown-kind"),
        "no kind": ({"coordinates": [square(6, 50)]}, "outline-unknown-kind"),
        "kind in small letters": (
            {"type": "polygon", "coordinates": [square(6, 50)]},
            "outline-unknown-kind",
        ),
        "collection of points": (
            {"type": "GeometryCollection", "geometries": [point]},
            "outline-no-shape",
        ),
        "empty collection": ({"type": "GeometryCollection", "geometries": []}, "outline-no-shape"),
        "collection of nothing": ({"type": "GeometryCollection"}, "outline-no-numbers"),
        "a list": ([[4, 50]], "outline-elsewhere"),
        "truth": (True, "outline-elsewhere"),
    }
    for name, (shape, kind) in kinds.items():
        yield Case(f"feature: {name}", beside(shape), told=kind)
    nested: Any = area(square(6, 50))
    for _ in range(9):
        nested = {"type": "GeometryCollection", "geometries": [nested]}
    yield Case("feature: collections in collections", beside(nested), told="outline-unknown-kind")
    twelve = [feature(area(square(10 + at, 50)), id=f"C{at}", name=f"Col {at}") for at in range(12)]
    lost = feature(area(square(6, 50)), name="Bay")
    yield Case("feature: no code", geojson(GOOD, lost, *twelve), told="outline-no-code")
    nameless = feature(area(square(6, 50)), id="B")
    yield Case("feature: no name", geojson(GOOD, nameless, *twelve), told="outline-no-name")
    again = feature(area(square(6, 50)), id="A", name="Bay")
    yield Case("feature: code again", geojson(GOOD, again, *twelve), told="outline-doubled-code")
    same = feature(area(square(6, 50)), id="B", name="Ash")
    yield Case("feature: name again", geojson(GOOD, same, *twelve), told="outline-doubled-name")
    small = b'{"type":"Feature","properties":{},"geometry":null},'
    many = b'{"type":"FeatureCollection","features":[' + small * 100_000 + small[:-1] + b"]}"
    yield Case("feature: 100,001 of them", many, "too complex: 100,001 features")
    for name, wrong in {
        "shapes without area": area([[6, 50]] * 4),
        "positions of text": area([["a", "b"]] * 4),
    }.items():
        yield Case(
            f"feature: nothing but {name}",
            geojson(feature(wrong, id="A", name="Ash")),
            "feature 1 (A Ash)",
        )


def topologies() -> Iterator[Case]:
    """TopoJSON with arcs that are not there or no arcs."""
    arcs = [square(4, 50), square(6, 50)]

    def pair(second: Any) -> dict[str, Any]:
        first = {"type": "Polygon", "arcs": [[0]], "id": "A", "properties": {"name": "Ash"}}
        other = {"id": "B", "properties": {"name": "Bay"}} | second
        return {"regions": {"type": "GeometryCollection", "geometries": [first, other]}}

    good = pair({"type": "Polygon", "arcs": [[1]]})
    yield Case("topology: no objects", topojson(arcs, {}), "without objects")
    yield Case("topology: arcs are none", topojson(None, good), "without objects or arcs")
    yield Case("topology: objects are a list", topojson(arcs, []), "without objects")  # type: ignore[arg-type]
    yield Case("topology: type is a list", topojson(arcs, {"a": {"type": []}}), "no outlines")
    listed = {"type": "GeometryCollection", "geometries": 5}
    yield Case("topology: geometries are a number", topojson(arcs, {"a": listed}), "no outlines")
    yield Case("topology: object is null", topojson(arcs, {"a": None}), "no outlines")
    for name, transform in {
        "a word": "none", "one scale": {"scale": [1], "translate": [0, 0]}, "text": {"scale": ["a", "b"], "translate": [0, 0]},
        "no shift": {"scale": [1, 1]}, "null": {"scale": None, "translate": None},
        "infinite": {"scale": [math.inf, 1], "translate": [0, 0]},
    }.items():  # fmt: skip
        yield Case(
            f"topology: transform is {name}", topojson(arcs, good, transform=transform), "transform"
        )
    beyond = {"scale": [1, 1e308], "translate": [0, 0]}
    yield Case(
        "topology: scale beyond measure",
        topojson(arcs, good, transform=beyond),
        told="outline-crs-unknown",
    )
    wrongs: dict[str, tuple[Any, str]] = {
        "arc not there": ({"type": "Polygon", "arcs": [[7]]}, "outline-no-arc"),
        "arc far below": ({"type": "Polygon", "arcs": [[-9]]}, "outline-no-arc"),
        "arc is a text": ({"type": "Polygon", "arcs": [["1"]]}, "outline-no-arc"),
        "arc is a half": ({"type": "Polygon", "arcs": [[0.5]]}, "outline-no-arc"),
        "arcs are a number": ({"type": "Polygon", "arcs": 1}, "outline-no-numbers"),
        "arcs are flat": ({"type": "Polygon", "arcs": [1]}, "outline-no-numbers"),
        "no arcs": ({"type": "Polygon"}, "outline-no-numbers"),
        "no ring": ({"type": "Polygon", "arcs": []}, "outline-no-shape"),
        "no kind": ({}, "outline-no-shape"),
        "a line": ({"type": "LineString", "arcs": [1]}, "outline-no-area"),
        "another kind": ({"type": "Sphere"}, "outline-unknown-kind"),
    }
    for name, (second, kind) in wrongs.items():
        yield Case(f"topology: {name}", topojson(arcs, pair(second)), told=kind)
    bad_arcs = [arcs[0], [["a", "b"]]]
    yield Case("topology: arc of text", topojson(bad_arcs, good), told="outline-no-numbers")
    yield Case("topology: arc is null", topojson([arcs[0], None], good), told="outline-no-numbers")
    bomb = pair({"type": "MultiPolygon", "arcs": [[[1]]] * 500_000})
    yield Case("topology: one arc half a million times", topojson(arcs, bomb), "too complex")


def zips() -> Iterator[Case]:
    """Zips that break a rule; nothing of them is unpacked."""
    files = shapes(boxes())
    plain = packed(files)
    without = {
        end: {name: one for name, one in files.items() if not name.endswith(end)}
        for end in ("shp", "dbf", "prj", "shx")
    }
    told = {"prj": "outline-crs-taken", "shx": "outline-parts-missing"}
    yield Case("zip: no shp", packed(without["shp"]), "no .shp file")
    yield Case("zip: no dbf", packed(without["dbf"]), "no .dbf file")
    for end, kind in told.items():
        yield Case(f"zip: no {end}", packed(without[end]), told=kind)
    yield Case("zip: nothing in it", packed({}), "no .shp file")
    yield Case("zip: GeoJSON in it", packed({"a.geojson": geojson(GOOD)}), "no .shp file")
    yield Case(
        "zip: a workbook",
        packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
        "no .shp file",
    )
    yield Case(
        "zip: two shapefiles",
        packed(files | {"other.shp": files["regions.shp"], "other.dbf": files["regions.dbf"]}),
        "2 shapefiles",
    )
    yield Case(
        "zip: an archive in it", packed(files | {"more.zip": plain}), "archive in the archive"
    )
    yield Case(
        "zip: 100 files", packed(files | {f"{at}.txt": b"x" for at in range(100)}), "more than 50"
    )
    yield Case("zip: 100,000 marks", plain + b"PK\x01\x02" * 100_000, "more than 50")
    for name in (
        "../regions.txt",
        "/regions.txt",
        "C:regions.txt",
        "a/../../b.txt",
        "a\\b.txt",
        "nul.txt",
        "com1",
        "a/b/c.txt",
    ):
        yield Case(f"zip: name {name}", packed(files | {name: b"x"}), "wrong")
    yield Case(
        "zip: unpacks to a thousand times",
        packed(files | {"pad.txt": bytes(20_000_000)}),
        "times its size",
    )
    yield Case("zip: cut", plain[: len(plain) // 2], "damaged or not whole")
    yield Case("zip: head alone", plain[:30], "damaged or not whole")
    yield Case("zip: no directory", plain[:-22], "damaged or not whole")
    spoilt = bytearray(plain)
    spoilt[60:90] = bytes(30)
    yield Case("zip: a member is spoilt", bytes(spoilt), "wrong")
    locked = bytearray(plain)
    for at in _all(plain, b"PK\x01\x02"):
        locked[at + 8] |= 1
    yield Case("zip: password", bytes(locked), "password")
    linked = bytearray(plain)
    at = _all(plain, b"PK\x01\x02")[0]
    linked[at + 5] = 3
    linked[at + 38 : at + 42] = struct.pack("<I", 0o120777 << 16)
    yield Case("zip: link", bytes(linked), "link to another file")
    lying = bytearray(plain)
    lying[at + 24 : at + 28] = struct.pack("<I", 7)
    yield Case("zip: a size that lies", bytes(lying), "wrong")
    overlapping = bytearray(plain)
    second = _all(plain, b"PK\x01\x02")[1]
    overlapping[second + 42 : second + 46] = plain[at + 42 : at + 46]
    yield Case("zip: two in one place", bytes(overlapping), "wrong")
    twice = packed(files | {"REGIONS.SHP": files["regions.shp"]})
    yield Case("zip: a name twice", twice, "two files of the name")


def _all(content: bytes, mark: bytes) -> list[int]:
    found, at = [], content.find(mark)
    while at >= 0:
        found.append(at)
        at = content.find(mark, at + 1)
    return found


def tables() -> Iterator[Case]:
    """Shapefiles whose parts are damaged or of something else."""
    files = shapes(boxes())
    shp, dbf = files["regions.shp"], files["regions.dbf"]

    def with_shp(content: bytes) -> bytes:
        return packed(files | {"regions.shp": content})

    def with_dbf(content: bytes) -> bytes:
        return packed(files | {"regions.dbf": content})

    yield Case("shapefile: empty shp", with_shp(b""), "not a shapefile")
    yield Case("shapefile: another file", with_shp(b"x" * 500), "not a shapefile")
    yield Case("shapefile: head alone", with_shp(shp[:100]), "no features")
    yield Case("shapefile: cut", with_shp(shp[:-30]), "feature 2")
    yield Case(
        "shapefile: a record without end",
        with_shp(shp[:104] + b"\x7f\xff\xff\xff" + shp[108:]),
        "feature 1",
    )
    yield Case(
        "shapefile: a record of less than nothing",
        with_shp(shp[:104] + b"\xff\xff\xff\xff" + shp[108:]),
        "feature 1",
    )
    second = 100 + 8 + 2 * struct.unpack(">i", shp[104:108])[0] + 8
    for name, at, value, kind in (
        ("a kind that is none", 0, 99, "outline-unknown-kind"),
        ("a line among areas", 0, 3, "outline-no-area"),
        ("nothing among areas", 0, 0, "outline-no-shape"),
        ("parts without end", 36, 2**30, "outline-no-numbers"),
        ("parts below nothing", 36, -5, "outline-no-numbers"),
        ("points without end", 40, 2**30, "outline-no-numbers"),
        ("a part that starts late", 44, 900, "outline-no-numbers"),
    ):
        spoilt = shp[: second + at] + struct.pack("<i", value) + shp[second + at + 4 :]
        yield Case(f"shapefile: {name}", with_shp(spoilt), told=kind)
    nan = shp[: second + 48] + struct.pack("<d", math.nan) + shp[second + 56 :]
    yield Case("shapefile: not a number", with_shp(nan), told="outline-no-numbers")
    point_rows = [(one, shapely.Point(4, 50)) for one, _ in boxes()]
    yield Case(
        "shapefile: points", packed(shapes(point_rows, kind=shapefile.POINT)), "points, no outlines"
    )
    yield Case(
        "shapefile: null shape",
        packed(shapes([boxes()[0], ({"id": "B", "name": "Bay"}, None)])),
        told="outline-no-shape",
    )
    yield Case("shapefile: empty dbf", with_dbf(b""), "not whole")
    yield Case("shapefile: cut dbf", with_dbf(dbf[:-40]), "not whole")
    yield Case(
        "shapefile: dbf of rows without end",
        with_dbf(dbf[:4] + b"\xff\xff\xff\x7f" + dbf[8:]),
        "not whole",
    )
    yield Case("shapefile: dbf without columns", with_dbf(dbf[:32] + b"\r" + dbf[33:]), "damaged")
    yield Case(
        "shapefile: a column without a width",
        with_dbf(dbf[:48] + b"\0" + dbf[49:]),
        "without a width",
    )
    yield Case("shapefile: rows without width", with_dbf(dbf[:10] + b"\0\0" + dbf[12:]), "damaged")
    three = shapes(boxes(3))["regions.dbf"]
    yield Case("shapefile: more rows than shapes", with_dbf(three), "3 rows for 2 shapes")
    bent = files | {"regions.prj": b'PROJCS["x",PARAMETERFILE["/etc/canary"]]'}
    yield Case("shapefile: grid in the prj", packed(bent), told="outline-crs-taken")
    yield Case(
        "shapefile: prj of something else",
        packed(files | {"regions.prj": b"\xff\xfe" * 40}),
        told="outline-crs-taken",
    )


def packages() -> Iterator[Case]:
    """GeoPackages that are damaged, of something else, or lead elsewhere."""
    good = geopackage(boxes())
    yield Case("geopackage: head alone", good[:16], "not a GeoPackage")
    yield Case("geopackage: cut", good[: len(good) // 2], "not a GeoPackage")
    yield Case(
        "geopackage: zeros behind the head", good[:100] + bytes(len(good) - 100), "not a GeoPackage"
    )
    yield Case(
        "geopackage: no table of features",
        geopackage(boxes(), kind="tiles"),
        "no table of features",
    )
    yield Case("geopackage: no rows", geopackage([]), "no outlines")
    yield Case(
        "geopackage: points",
        geopackage([(one, shapely.Point(4, 50)) for one, _ in boxes()]),
        "points or lines",
    )
    head = b"GP\0\x01" + struct.pack("<i", 4326)
    blobs: dict[str, tuple[Any, str]] = {
        "a text": ("POLYGON EMPTY", "outline-no-numbers"),
        "a number": (7, "outline-no-numbers"),
        "too short": (b"GP", "outline-no-numbers"),
        "another mark": (b"XX" + bytes(40), "outline-no-numbers"),
        "an envelope that is none": (b"GP\0\x0f" + bytes(40), "outline-no-numbers"),
        "empty by its head": (b"GP\0\x11" + bytes(40), "outline-no-shape"),
        "no shape behind it": (head, "outline-no-numbers"),
        "a cut shape": (head + shapely.to_wkb(shapely.box(4, 50, 5, 51))[:-9], "outline-no-numbers"),
        "rings without end": (head + struct.pack("<BII", 1, 3, 2**31), "outline-no-numbers"),
        "an empty shape": (head + shapely.to_wkb(shapely.Polygon()), "outline-no-shape"),
        "a point": (head + shapely.to_wkb(shapely.Point(4, 50)), "outline-no-area"),
        "not a number": (head + shapely.to_wkb(shapely.box(4, 50, 5, 51)).replace(struct.pack("<d", 51), struct.pack("<d", math.nan)), "outline-no-numbers"),
        "heights": (head + shapely.to_wkb(shapely.force_3d(shapely.box(5, 50, 6, 51)), output_dimension=3), "outline-heights"),
    }  # fmt: skip
    for name, (blob, kind) in blobs.items():
        yield Case(f"geopackage: shape is {name}", geopackage(boxes(), blob=blob), told=kind)
    yield Case(
        "geopackage: odd name",
        geopackage([(boxes()[0][0], None)], table='a"; drop table x'),
        "no outlines of areas",
    )
    yield Case(
        "geopackage: crs that is none", geopackage(boxes(), srs=999_999), told="outline-crs-taken"
    )


def parquets() -> Iterator[Case]:
    """Parquet files that are damaged or without shapes."""
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    def written(table: pa.Table, geo: Any = None) -> bytes:
        about = {b"geo": json.dumps(geo).encode()} if geo is not None else {}
        sink = io.BytesIO()
        pq.write_table(table.replace_schema_metadata(about), sink)
        return sink.getvalue()

    good = geoparquet(boxes())
    wkb = [shapely.to_wkb(shape) for _, shape in boxes()]
    table = pa.table({"id": ["A", "B"], "name": ["Ash", "Bay"], "geometry": wkb})
    geo = {"version": "1.0.0", "primary_column": "geometry",
           "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Polygon"]}}}  # fmt: skip
    yield Case("parquet: head alone", good[:4] + b"\0" * 20, "damaged or not whole")
    yield Case("parquet: cut", good[: len(good) // 2], "damaged or not whole")
    yield Case("parquet: footer of zeros", good[:-40] + bytes(36) + b"PAR1", "damaged or not whole")
    yield Case(
        "parquet: no shapes", written(table.drop(["geometry"])), "without a column of shapes"
    )
    yield Case("parquet: words are no object", written(table, [1]), "without a column of shapes")
    yield Case(
        "parquet: column is not there",
        written(table, geo | {"primary_column": "shape"}),
        "without a column of shapes",
    )
    other = {"columns": {"there": {"encoding": "WKB"}}, "primary_column": "there"}
    yield Case("parquet: column left out", written(table, geo | other), "is not there")
    native = {"columns": {"geometry": {"encoding": "polygon"}}}
    yield Case("parquet: shapes of another kind", written(table, geo | native), "not WKB")
    yield Case("parquet: no rows", written(table.slice(0, 0), geo), "no features")
    for name, value, kind in (
        ("null", None, "outline-no-shape"),
        ("cut", wkb[1][:-5], "outline-no-numbers"),
        ("empty", b"", "outline-no-numbers"),
        ("a point", shapely.to_wkb(shapely.Point(4, 50)), "outline-no-area"),
        ("a line", shapely.to_wkb(shapely.LineString([(4, 50), (5, 51)])), "outline-no-area"),
    ):
        second = table.set_column(2, "geometry", pa.array([wkb[0], value], pa.binary()))
        yield Case(f"parquet: shape is {name}", written(second, geo), told=kind)
    bound = {
        "columns": {
            "geometry": {"encoding": "WKB", "crs": {"type": "BoundCRS", "grids": "/etc/canary"}}
        }
    }
    yield Case("parquet: grid in the crs", written(table, geo | bound), told="outline-crs-taken")
    points_alone = {"columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}}}
    yield Case("parquet: points", written(table, geo | points_alone), "points or lines")
