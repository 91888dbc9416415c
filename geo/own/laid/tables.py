"""Both tables of a reader's sites and links as `datapackage.json` declares them."""

from __future__ import annotations

from geo.own.tables import CURATED, DEGREES, Table, column, needed

SITES, LINKS = "own_sites", "own_links"


def tables() -> tuple[Table, Table]:
    """Both tables as they are declared."""
    more = {"collection": CURATED, "reader": "parquet"}
    sites = [
        needed("site", "string", "Word of the site in an address", unique=True),
        needed("name", "string", "Name, as the file has it"),
        needed("province_code", "string", "Region that it lies in"),
        needed("lon", "number", "Longitude", DEGREES, minimum=-180, maximum=180),
        needed("lat", "number", "Latitude", DEGREES, minimum=-90, maximum=90),
        column("partner", "string", "Lead partner, empty where none is named"),
        column("partner_type", "string", "Kind of partner, empty where none is named"),
        needed("source", "string", "Source, as the file names it"),
    ]
    links = [
        needed("from", "string", "Site or region that people leave"),
        needed("to", "string", "Site or region that they come to"),
        needed("source", "string", "Source, as the file names it"),
    ]
    return (
        Table(SITES, "Sites of the reader", "Sites of a file that a reader opened.", sites,
              ["site"], more=more),
        Table(LINKS, "Links of the reader", "Links between sites or regions, of the same file.",
              links, ["from", "to"], more=more),
    )  # fmt: skip


def texts() -> tuple[str, ...]:
    """Titles and descriptions, for the languages of the page."""
    return tuple(text for one in tables() for text in (one.title, one.description))
