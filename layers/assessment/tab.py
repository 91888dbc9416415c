"""The tab of the assessment: what each site reports, a template to fill, and what was loaded."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.assessment.grid import REPORTED, assessment_grid
from geo.build.limits import MOST_BYTES
from geo.lessons.similarity import keyed_sites
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.world import World
from layers.assessment.grid import INDICATORS, indicator_notes, matrix, values_table
from layers.blocks.files import file_input
from layers.blocks.links import of_world, source
from layers.blocks.marks import loaded_badge
from layers.blocks.tables import framed
from layers.subject import Behind, Filled, of_datasets, with_loaded
from layers.text import joints, numbers
from layers.text.gettext import _, ngettext

TEMPLATE_PATH = "/api/assessment/template"


def sentence(world: World, scene: Scene) -> str:
    """How many values are reported, of how many."""
    sites = keyed_sites(world.table("pilot_sites"))
    grid = assessment_grid(list(sites.index), world.table(INDICATORS), world.loaded.values)
    return _("{n} of {all} values are reported.").format(
        n=int((grid["status"] == REPORTED).sum()), all=len(grid)
    )


def behind(world: World, _scene: Scene) -> Behind:
    """What the paper asks to be reported, and what the reader reports."""
    return with_loaded(world, of_datasets(world, INDICATORS, "pilot_sites"))


def fill(world: World, scene: Scene) -> Filled:
    """Grid of sites and indicators, the template with its form, and what this browser keeps."""
    sites = keyed_sites(world.table("pilot_sites"))
    asked = world.table(INDICATORS)
    grid = assessment_grid(list(sites.index), asked, world.loaded.values)
    paper = grid[~grid["site"].isin(world.loaded.slugs)]
    head = [
        h.h2[_("Monitoring and evaluation of the pilot sites")],
        h.p(class_="answer")[_answer(world, grid, paper)],
        h.p(class_="muted")[_asked(scene.view)],
    ]
    markup = h.div(class_="assessment")[
        h.div[head],
        framed(matrix(world, scene.view, grid), _("Assessment of the sites")),
        h.div(class_="assessment-notes")[_key(), indicator_notes(world)],
        h.div(class_="assessment-pair")[h.div[_template(world)], _load()],
        h.div[_kept(world)],
    ]
    return Filled(markup)


def _answer(world: World, grid: Any, paper: Any) -> str:
    """How many values are reported, of how many that the paper asks for."""
    kinds = world.table(INDICATORS)["kind"].value_counts()
    said = _(
        "{n} of {all} values are reported: {sites} sites × ({words} qualitative + {numbers} "
        "quantitative indicators). The paper proposes the indicators for its policies, asks "
        "them of no single site and gives no value. An empty cell is not reported, never 0."
    ).format(
        n=int((paper["status"] == REPORTED).sum()),
        all=len(paper),
        sites=paper["site"].nunique(),
        words=kinds["qualitative"],
        numbers=kinds["quantitative"],
    )
    added = len(world.loaded.slugs)
    if not added:
        return said
    more = ngettext(
        "With the {count} site that you added: {n} of {all}.",
        "With the {count} sites that you added: {n} of {all}.",
        added,
    ).format(count=added, n=int((grid["status"] == REPORTED).sum()), all=len(grid))
    return f"{said} {more}"


def _asked(view: View) -> list[Any]:
    named = _(
        "Indicators: UNESCO policy paper 2005, section 6.2. Values: only what you load, each with "
        "its date and source."
    )
    return [named, " ", source(view, INDICATORS)]


def _key() -> h.Element:
    """The three things that a cell can say, apart by their words and marks."""
    return h.p(class_="assessment-key muted")[
        h.span(class_="unreported")["– ", _("not reported")],
        h.span(class_="reported")[h.b[_("value")], " ", _("reported, with date and source")],
        h.span(class_="reported zero")[h.b["0"], " ", _("reported as zero")],
    ]


def _template(world: World) -> h.Element:
    """How to fill the template, with both files."""
    files = [
        h.a(class_="button", download="", href=of_world(world, path))[
            _("Template, {ending}").format(ending=ending)
        ]
        for ending, path in (("CSV", f"{TEMPLATE_PATH}.csv"), ("XLSX", f"{TEMPLATE_PATH}.xlsx"))
    ]
    rules = [
        _("One row for each site and indicator. Fill value, date and source; leave the rest."),
        _(
            "Dates as year-month-day, such as 2004-06-30. Numbers as 1200 or 12.5, not 1,200. "
            "Another spelling is read where it can mean one thing only, and you are told."
        ),
        _(
            "Below the indicators of a site, a row for each group that the paper wants to be "
            "heard: what it said fills its slot in the trial clock of Pilot sites."
        ),
        _("Enter 0 only where 0 was counted. A row without value, date and source says nothing."),
        _(
            "A site of your own: one more row with kind site, its name, source, province_code, "
            "lon and lat; then rows with kind value for it."
        ),
        _(
            "A link of your own, as the paper's networks are: one more row with kind link, the "
            "sending place in site, the receiving place in value, and its source. A place is a "
            "site or a {region}."
        ),
    ]
    return h.section(aria_label=_("Template"))[
        h.h3[_("1. Fill the template in a spreadsheet")],
        h.p(class_="assessment-files")[files],
        h.ul[[h.li[rule] for rule in rules]],
    ]


def _load() -> h.Element:
    """File, button, and the place where the browser shows what became of the file."""
    limit = numbers.decimal(MOST_BYTES / 1_000_000)
    form = h.form(
        id="assessment-form",
        data_most=str(MOST_BYTES),
        data_none=_("Choose a file first."),
        data_large=_("The file is larger than {n} MB: send fewer rows.").format(n=limit),
        data_failed=_("The server did not answer. What was loaded before is untouched."),
        data_unkept=_(
            "This browser does not let the page keep it: it is gone when you leave the page."
        ),
        data_gone=_("Removed. Nothing is loaded now."),
    )[
        h.label(for_="assessment-file")[_("Filled template: CSV, XLSX, XLS, ODS or Parquet")],
        file_input(
            "assessment-file",
            ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.parquet",
            about="assessment-report",
            is_named=True,
        ),
        h.button(class_="button", type="submit")[_("Load the file")],
    ]
    # The browser says there what became of a file; no later view empties it.
    report = h.div(id="assessment-report", role="status", tabindex="-1", data_kept=True)
    return h.section(aria_label=_("Load a filled template"))[
        h.div[h.h3[_("2. Load it here")], form], report
    ]


def _kept(world: World) -> list[Any]:
    """What this browser keeps, where it is, and the way to take it away or remove it."""
    loaded = world.loaded.kept
    heading = h.h3(id="assessment-kept", tabindex="-1")[_("3. What is loaded")]
    where = h.p(class_="muted")[
        _(
            "It is kept in this browser only. Nothing is sent anywhere but to this server, which "
            "checks it and keeps nothing. The data interface has the paper's sites only."
        )
    ]
    if loaded.flaw:
        flawed = _("What this browser keeps cannot be read ({reason}). Download it or remove it.")
        return [heading, h.p(class_="warning")[flawed.format(reason=loaded.flaw)], where,
                *_actions()]  # fmt: skip
    if loaded.values.empty and loaded.sites.empty and loaded.links.empty:
        return [heading, h.p[_("Nothing is loaded.")], where]
    values, sites, links = len(loaded.values), len(loaded.sites), len(loaded.links)
    counted = [
        ngettext("{n} value", "{n} values", values).format(n=numbers.decimal(values)),
        ngettext("{n} site", "{n} sites", sites).format(n=numbers.decimal(sites)),
    ]
    if links:
        counted.append(ngettext("{n} link", "{n} links", links).format(n=numbers.decimal(links)))
    stale = loaded.rejected["row"].nunique()
    lost = ngettext(
        "{n} row of it is no longer accepted.", "{n} rows of it are no longer accepted.", stale
    )
    return [
        heading,
        h.p[joints.listed(counted), " ", loaded_badge()],
        *([h.p(class_="warning")[lost.format(n=stale)]] if stale else []),
        values_table(world),
        where,
        *_actions(),
    ]


def _actions() -> list[Any]:
    """Take everything along, or remove it after one more question."""
    asked = h.div(
        id="assessment-asked", hidden=True, role="group", aria_label=_("Remove what was loaded")
    )[
        h.span[_("Remove all of it from this browser?")],
        h.button(class_="button", type="button", id="assessment-gone")[_("Remove")],
        h.button(class_="button", type="button", id="assessment-stay")[_("Keep")],
    ]
    buttons = {
        "assessment-export": _("Download everything loaded"),
        "assessment-remove": _("Remove what was loaded"),
    }
    return [
        h.p(class_="assessment-files")[
            [
                h.button(class_="button", type="button", id=key)[label]
                for key, label in buttons.items()
            ]
        ],
        asked,
    ]
