"""What opens a file of a reader in the panel *Open data*: the inputs, and room for the answer."""

from __future__ import annotations

import json
from typing import Any

import htpy as h

from layers.below import below
from layers.blocks.files import file_input
from layers.serve.guard import MEGABYTE
from layers.text import numbers
from layers.text.gettext import N_, _

FLOWS_ENDINGS = ".csv,.tsv,.txt,.tab,.xlsx,.xlsm,.xls,.ods,.parquet,.zip,.geojson,.json,.gpkg"
BOUNDARY_ENDINGS = ".geojson,.json,.topojson,.gpkg,.zip,.parquet,.geoparquet"

_SAID = {
    "sending": N_("Sending {name}: {percent} %"),
    "reading": N_("Reading {name} …"),
    "asking": N_("Reading again with your answer …"),
    "building": N_("Step {step} of {steps}: {said} …"),
    "made": N_("The data are ready. The page opens them now."),
    "large": N_(
        "{name} is larger than {megabytes} MB. Send fewer columns or rows, or the same table as "
        "Parquet, which is smaller. Nothing before has changed."
    ),
    "failed": N_("The server did not answer. Nothing before has changed: try again."),
    "stopped": N_("Stopped. Nothing before has changed."),
    "alone": N_("{name} holds boundaries: choose the file with the flows, too."),
}
"""What the script says (assets/own/drafting.js), with its places."""


TEMPLATE_PATH = "/own/template"


def opening(most_bytes: int, *, has_sites: bool = False) -> list[Any]:
    """Markup that stands in ``#own-opening``, above the list of data that are kept.

    Parameters
    ----------
    most_bytes
        Of one file.
    has_sites
        Whether sites and links of a reader can stand beside those of the page.
    """
    said = {
        "data-said": json.dumps({key: _(message) for key, message in _SAID.items()}),
        "data-most": str(most_bytes),
    }
    kinds = _("CSV, TSV, XLSX, XLS, ODS or Parquet; a list of flows or a matrix")
    outlines = _("GeoJSON, TopoJSON, GeoPackage, zipped shapefile or GeoParquet")
    limit = _("At most {n} MB each. They go to this server and nowhere else.").format(
        n=numbers.decimal(most_bytes // MEGABYTE)
    )
    return [
        h.div(said, id="own-drop")[
            h.p(class_="own-drop-said")[
                h.b[_("Drop files here, or choose them.")], " ", h.span(class_="muted")[limit]
            ],
            _file("own-file", _("Flows, or a saved project"), kinds, FLOWS_ENDINGS, several=True),
            _file(
                "own-boundaries", _("Boundaries, where you have some"), outlines, BOUNDARY_ENDINGS
            ),
            _template() if has_sites else None,
        ],
        h.div(id="own-work", hidden=True)[
            h.p(id="own-doing", role="status"),
            h.progress(id="own-share", max="100", aria_labelledby="own-doing"),
            h.button({"data-own": "stop"}, type="button", class_="button")[_("Cancel")],
        ],
        h.p(id="own-error", role="alert", class_="load-error", hidden=True),
        h.p(id="own-heard", class_="visually-hidden", role="status"),
        h.div(id="own-taken", hidden=True),
    ]


def _template() -> h.Element:
    """The empty template of sites and links, and how it is filled."""
    how = _(
        "Sites and links of your own are opened here, too: a row of kind site has its name, "
        "source, {region} (province_code), lon and lat; a row of kind link has the sending place "
        "in site and the receiving place in value."
    )
    links = [
        h.a(class_="button", download="", href=below(f"{TEMPLATE_PATH}.{ending.lower()}"))[
            _("Template, {ending}").format(ending=ending)
        ]
        for ending in ("CSV", "XLSX")
    ]
    return h.details(class_="own-template")[
        h.summary[_("Sites and links of your own")], h.p(class_="muted")[how], h.p[links]
    ]


def _file(own: str, label: str, kinds: str, endings: str, several: bool = False) -> h.Element:
    return h.div(class_="own-input")[
        h.label(for_=own)[label],
        file_input(own, endings, several=several, about=f"{own}-kinds"),
        h.span(id=f"{own}-kinds", class_="muted")[kinds],
    ]
