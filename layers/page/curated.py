"""Three kinds of figures and how each looks: observed, estimated, curated."""

from __future__ import annotations

from typing import Any

from dash import html

from layers.text import _

OBSERVED, ESTIMATED, CURATED = "observed", "estimated", "curated"


def curated_badge() -> html.Span:
    """Badge of a fact that this project read, placed or judged, and that no source counts."""
    return html.Span(
        _("curated"),
        className="badge badge-curated",
        title=_("Read, placed or judged by this project; the source does not state it so"),
    )


def loaded_badge() -> html.Span:
    """Badge of what the reader loaded: it is not the paper's and nobody here has checked it."""
    return html.Span(
        _("loaded by you"),
        className="badge badge-loaded",
        title=_("From a file of yours; only this browser has it, and the paper does not state it"),
    )


def kinds() -> html.Li:
    """Return the legend entry that holds all three kinds."""
    return html.Li(
        [
            _kind(OBSERVED, _("as published"), _("Figure as its source prints it")),
            _kind(ESTIMATED, _("estimate"), _("Sample count times the factor of the interval")),
            curated_badge(),
        ],
        className="legend-row legend-kinds",
    )


def _kind(kind: str, label: str, title: str) -> Any:
    key = html.I(className=f"key key-{kind}")
    return html.Span([key, label], className="key-pair", title=title)
