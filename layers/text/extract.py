"""Write the template of all visible text and what each language lacks of it.

``python -m layers.text.extract`` writes ``messages.pot``, and takes what changed into the catalogue
of every language: what is new there waits for its words, what is gone leaves it.

Three kinds of text reach the page: messages in the code, records of ``geo``, and sentences of the
data (titles, caveats, the paper's statements). To add a language, copy ``messages.pot`` to
``layers/text/locale/<language>/LC_MESSAGES/messages.po`` and translate it; ``make data`` compiles
it, and the address then accepts ``lang=<language>``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from geo.own import tables, told
from geo.own.laid import tables as laid
from geo.statements.statements import TABLE, statements
from geo.world.catalog import DATA_DIR, Dataset, Package
from geo.world.choice import categories_of, phrases_of
from geo.world.declared import Phrases
from geo.world.world import World
from layers.subjects import open_page_world, routes, subjects
from layers.text.counting import INSTEAD, LEFT_OUT
from layers.text.gettext import DOMAIN, LOCALE_DIR

TEMPLATE = LOCALE_DIR / f"{DOMAIN}.pot"
CATALOGUES = f"*/LC_MESSAGES/{DOMAIN}.po"
Message = str | tuple[str, str]
LAYERS = LOCALE_DIR.parents[1]
UNSEEN = (
    "build",
    "files",
    "intake",
    "outlines",
    "own",
    "world",
)  # rooms whose words reach no reader
KEYWORDS = {"_": 1, "N_": 1, "ngettext": 2}  # how many arguments are text
SAYING = {"said": 1}  # the same in the rooms that say why a file cannot be read
SAY = ("build", "files", "intake", "outlines", "own")
ATTRIBUTES = ("title", "unit", "definition", "formula", "reason", "reason_all")
FIXED = datetime(2026, 1, 1, tzinfo=UTC)  # a change of the template is a change of text
TABLE_TEXTS: dict[str, tuple[str, ...]] = {
    "regions": ("kind",),
    "periods": ("caveat", "collection"),
    "flows": ("caveat",),
    "pilot_sites": (
        "local_partner",
        "macro_region_stated", "role", "role_evidence", "size_class", "size_class_basis",
        "focus_activities", "target_group", "note", "level_as_stated", "coord_source",
    ),
    "networks": (
        "name", "members", "purpose", "status", "role_basis", "note",
    ),
    "evaluation": ("statement",),
    "paper_lists": ("item",),
    "stakeholders": ("agency", "role"),
    "policy_timeline": (
        "title", "stance", "kind", "topic", "level", "issuing_body", "note",
    ),
    "assessment_indicators": ("indicator", "measured_on", "note"),
    "conflicts": ("title", "statement_a", "statement_b", "arithmetic", "screen_uses", "section_b"),
    "national_series": ("note",),
    "worker_zone_systems": ("make_up",),
    "workers_by_region": ("population", "zone"),
    "inter_province_direction": ("zone",),
    "wages_by_region": ("population", "zone"),
    "wages_by_city_class": ("city_class",),
    "workers_in_key_areas": ("area",),
    "worker_characteristics": ("population", "category"),
    "women_shares": ("population",),
    "regional_statements": ("place", "statement"),
    "training": ("area", "unit"),
    "training_subsidy": ("zone",),
    "urban_rural_income": ("definition",),
    "prefecture_residents": ("precision", "publication"),
    "terms": ("source_note",),
}  # fmt: skip
"""Columns whose sentences the page shows in the language of the reader."""
FILE_TEXTS: dict[str, tuple[str, ...]] = {
    "periods": ("table_title",),
    "pilot_sites": ("country", "region", "level", "seat"),
    "networks": ("from_role", "to_role"),
    "evaluation": ("kind", "note"),
    "stakeholders": ("type", "level", "note"),
    "migrant_profile": ("attribute", "category", "unit", "note"),
    "policy_timeline": ("cited_source",),
    "national_series": ("indicator", "unit", "qualifier"),
    "worker_zone_systems": ("scheme",),
    "outgoing_by_origin": ("note",),
    "origin_shares": ("note",),
    "migrant_workers": ("source", "note"),
    "workers_by_region": ("note",),
    "inter_province_direction": ("note",),
    "wages_by_region": ("note",),
    "wages_by_city_class": ("note",),
    "workers_in_key_areas": ("note",),
    "worker_characteristics": ("theme", "note"),
    "women_shares": ("note",),
    "regional_statements": ("category", "note"),
    "training": ("measure", "note"),
}
"""Columns besides whose words files have in the language of the reader."""

PLAIN_TEXTS: dict[str, tuple[str, ...]] = {
    "pilot_sites": ("name",),
    "networks": ("from_place", "to_place"),
    "policy_timeline": ("date_as_stated",),
    "national_series": ("as_stated", "year_as_stated"),
    "publications": ("publication",),
}
"""Columns of names, dates and figures in words, shown in the language of the reader too."""

DECLARED = ("challenges", "arguments")
"""Statements whose words stand in no other table."""

PIECES = {("pilot_sites", "focus_activities"), ("pilot_sites", "target_group")}
"""Columns whose cells are also shown piece by piece; a semicolon parts the pieces."""


def code_texts() -> Iterator[tuple[Message, str]]:
    """Messages of the modules below ``layers``, each with the file that holds it.

    Read from the syntax tree: Babel's own reader does not look inside f-strings.
    """
    yield from called_texts(LAYERS.rglob("*.py"), KEYWORDS)


@cache
def refusal_texts() -> tuple[tuple[Message, str], ...]:
    """Why a file of a reader cannot be read, and what to do, each with the module that says it."""
    found = (called_texts((LAYERS.parent / "geo" / room).rglob("*.py"), SAYING) for room in SAY)
    return tuple(chain.from_iterable(found))


def called_texts(
    paths: Iterable[Path], keywords: Mapping[str, int]
) -> Iterator[tuple[Message, str]]:
    """Messages that modules hand to some functions, each with the file that holds it."""
    for path in sorted(paths):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            count = keywords.get(node.func.id, 0)
            texts = [one.value for one in node.args[:count] if isinstance(one, ast.Constant)]
            if count and len(texts) == count:
                message = texts[0] if count == 1 else (texts[0], texts[1])
                yield message, path.relative_to(LAYERS.parent).as_posix()


def record_texts() -> Iterator[tuple[str, str]]:
    """Sentences of records and constants in ``geo``, which knows no language."""
    for path in sorted((LAYERS.parent / "geo").glob("*/*.py")):
        name = path.relative_to(LAYERS.parent).with_suffix("").as_posix()
        if path.parent.name in UNSEEN or path.stem.startswith("__"):
            continue
        for key, value in vars(import_module(name.replace("/", "."))).items():
            held = value if key.isupper() and isinstance(value, tuple) else ()
            found = [getattr(one, attribute, None) for one in held for attribute in ATTRIBUTES]
            # One word without a space is a key of the address or of a table.
            found += [value] if key.isupper() and " " in str(value) else []
            yield from ((text, f"{name}.py") for text in found if isinstance(text, str))


def dataset_texts(dataset: Dataset) -> Iterator[str]:
    """Sentences of one declaration in the catalogue of datasets."""
    yield from (dataset.title, dataset.description, dataset.collection)
    yield from (dataset.population_covered, dataset.period_covered, *dataset.caveats)
    yield from (licence.terms for licence in dataset.licences)
    yield from (licence.title for licence in dataset.licences)
    for source in dataset.sources:
        yield from (source.title, source.publication)
    yield from (field.unit for field in dataset.fields if field.unit)
    for one in dataset.indicators:
        yield from (one.title, one.unit, one.definition, one.series, *one.caveats, one.apart or "")


def package_texts(package: Package) -> Iterator[str]:
    """Titles, nouns and phrases of a world."""
    yield from (package.title, package.summary, *package.collections.values())
    yield from package.phrases.model_dump().values()
    for noun in package.nouns.values():
        yield from (noun.one, noun.many)
    for scheme in package.schemes:
        yield from (scheme.title, scheme.together or "", scheme.note or "")
        yield from (name for zone in scheme.zones for name in (zone.title, zone.inside or ""))
    if package.former:
        yield from (names[0] for names in package.former.names)
    for pairing in package.pairings:
        yield from (pairing.title, pairing.x_title, pairing.y_title)
    for one in package.categories:
        yield from (one.title, one.instead, *(value.title for value in one.values))
    for table in package.flow_tables:
        yield from (table.title, table.definition, table.everybody)
        known = categories_of(package, table)
        for word in ("", *(word for one in known for word in one.by_word)):
            yield from phrases_of(table, word, known).values()
    for move in package.inside_moves:
        yield from (move.title, move.note or "")
    for split in package.splits:
        yield from (split.event, split.sources, split.moves)
    yield from (weight.meant for weight in package.disparity.weights)
    for series in package.disparity.series:
        yield from (series.title, series.meant, series.unit, series.definition, series.brief)
    for figure in package.figures:
        yield from (figure.title, figure.unit)
    for one in package.likeness.variables if package.likeness else ():
        yield from (one.title, one.unit, one.definition, one.reason)


def dossier_texts(package: Package) -> Iterator[str]:
    """Stances on the receiving ends of corridors."""
    if package.arguments.stance:
        said = package.arguments.stance.model_dump(exclude={"topic", "classes"})
        yield from (*said.values(), *package.arguments.stance.titles.values())


def counted_texts() -> Iterator[tuple[str, str]]:
    """Sentences of worlds whose moves are no sample."""
    instead = (*INSTEAD.values(), *LEFT_OUT.values())
    yield from ((said, "layers/text/counting.py") for said in instead)


def own_texts() -> Iterator[tuple[str, str]]:
    """Sentences of the packages that are made of readers' files, and how their data may come."""
    collections = get_args(Dataset.model_fields["collection"].annotation)
    yield from ((one, "geo/world/catalog.py") for one in collections)
    yield from ((one, "geo/own/told.py") for one in told.texts())
    defaults = (one.default for one in Phrases.model_fields.values() if one.default)
    yield from ((one, "geo/world/declared.py") for one in defaults if isinstance(one, str))
    yield from ((one, "geo/own/tables.py") for one in tables.texts())
    yield from ((one, "geo/own/laid/tables.py") for one in laid.texts())


def data_texts(world: World) -> Iterator[tuple[str, str]]:
    """Sentences of the data, each with the file that holds it."""
    yield from ((one, "datapackage.json") for one in package_texts(world.package))
    yield from ((one, "datapackage.json") for one in dossier_texts(world.package))
    table = world.catalogue[TABLE].sources[0].path if world.has(TABLE) else ""
    for (dataset_name, _row, _field), said in statements(world).by_key.items():
        if dataset_name in DECLARED:
            yield said.text, f"data/{table}"
    for route in routes(world):
        yield from ((one.title, "layers/api/columns.py") for one in route.head_of(world.package))
        for column in route.columns(world.package):
            for text in (column.title, column.meaning, column.unit, *column.words):
                yield text or "", "layers/api/columns.py"
    for name, dataset in world.package.datasets.items():
        for text in dataset_texts(dataset):
            yield text, "datapackage.json"
        more = (said for one in subjects(world) for said in one.texts(world, name))
        for said in (*sections(world, name), *more):
            yield said, f"data/{dataset.sources[0].path}"
        shown = (one.get(name, ()) for one in (TABLE_TEXTS, FILE_TEXTS, PLAIN_TEXTS))
        for column in chain.from_iterable(shown):
            for text in world.table(name)[column].dropna().unique():
                pieces = text.split("; ") if (name, column) in PIECES else []
                yield from ((one, f"data/{dataset.sources[0].path}") for one in (text, *pieces))


def sections(world: World, name: str) -> Iterator[str]:
    """Titles of the sections that a table cites, without those that are numbers alone."""
    table = world.table(name)
    cited = (column for column in table if column == "section" or column.startswith("section_"))
    told = (said for column in cited for said in table[column].dropna().unique())
    yield from (one for said in told for one in said.split("; ") if re.search("[A-Za-z]", one))


def all_texts(world: World) -> Catalog:
    """Catalogue of all messages, each with the files that hold it."""
    catalogue = Catalog(
        project="migration-corridors",
        header_comment="# All visible text of the page, in English.",
        creation_date=FIXED,
        charset="utf-8",
    )
    for message, place in [
        *code_texts(),
        *refusal_texts(),
        *record_texts(),
        *counted_texts(),
        *own_texts(),
        *data_texts(world),
    ]:
        if message:
            catalogue.add(message, locations=[(place, 0)])
    return catalogue


def template(world: World) -> bytes:
    """Template in gettext's PO form: the same bytes for the same texts, sorted by message."""
    return _written(all_texts(world))


def merged(known: bytes, world: World) -> bytes:
    """Catalogue of a language in step with all messages; those that are new have no words yet.

    Parameters
    ----------
    known
        The catalogue before, in PO form.
    world
        Whose data have texts.
    """
    catalogue = read_po(BytesIO(known))
    catalogue.update(all_texts(world), no_fuzzy_matching=True, update_creation_date=False)
    return _written(catalogue)


def _written(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=100,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return written.getvalue()


def main() -> None:
    """Write the template over the old one, and what it changes into every language."""
    world = open_page_world(DATA_DIR)
    TEMPLATE.write_bytes(template(world))
    for path in LOCALE_DIR.glob(CATALOGUES):
        path.write_bytes(merged(path.read_bytes(), world))


if __name__ == "__main__":
    main()
