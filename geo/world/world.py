"""The world that is shown: its built tables, opened once per process and read-only from then on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pyproj import CRS

from geo.errors import StaleBuildError
from geo.rows import rows_of
from geo.world.catalog import (
    CATALOGUE_FILE,
    SAMPLED,
    Catalogue,
    Indicator,
    Package,
    load_package,
)
from geo.world.choice import categories_of, datasets_of, flow_tables
from geo.world.declared import Category, FlowTable, Pairing, Scheme, Split
from geo.world.manifest import MANIFEST_FILE, differences, read_manifest
from geo.world.places import Place, network_places, policy_places, site_places
from geo.world.regions import members

if TYPE_CHECKING:
    from geo.view.vocabulary import Vocabulary

REBUILD = "Run: make data"
RESTART = "Start the server again"
GEOMETRY = "geometry"
MOST_NAMED = 8
"""Files that a refusal names; more of them are all files."""
MANY_REGIONS = 400
"""A world of more regions has more than a page can list and name."""
ADDED_TO = "+"
"""Stands in an id between the world and what was added to it."""
NAMED = "@"
"""Stands in an id before the name of the world."""
Speaker = Callable[["World"], "Vocabulary"]


@dataclass(frozen=True, eq=False)
class World:
    """Everything that the running page reads, of one data package.

    Attributes
    ----------
    built : Path
        Folder of the built files.
    package : Package
        Declarations: nouns, projection, schemes, datasets.
    speak : callable
        Gathers the vocabulary of a world.
    id : str
        Hash of all content: two worlds of one id show the same. Every cache is keyed by the world,
        and worlds of one id are equal.
    outputs : mapping
        Hash of each built file by its path below ``built``; a file without one is not checked.
    rows : mapping
        Rows of each built table; none are told of a table that is not named.
    added : mapping
        Tables that a reader added or that stand in the place of built ones, by name.
    loaded : object
        What a reader loaded, for the subject that reads it; nothing by default.
    base : World or None
        The world that counts in the usual way, where this one is another choice of whom to count;
        see :mod:`geo.world.counted`. What does not depend on the choice is read from it.
    table_key, category : str
        The choice, as the address spells it; empty for the usual one.
    name : str
        What an address calls data of a reader; empty for those that the server was started with.
    engine : str
        Address of the cluster that answers questions to the flows; empty for this process.
    shared : str
        Where that cluster finds the built files; empty for the same path as here.
    """

    built: Path
    package: Package
    speak: Speaker
    id: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    added: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    loaded: Any = None
    base: World | None = None
    table_key: str = ""
    category: str = ""
    name: str = ""
    engine: str = ""
    shared: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, World) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def built_id(self) -> str:
        """Id of the world whose built tables this one shares; its own when nothing was added."""
        return self.id.partition(ADDED_TO)[0]

    @property
    def usual(self) -> World:
        """The world of the same tables that counts in the usual way."""
        return self.base or self

    @cached_property
    def flow_table(self) -> FlowTable | None:
        """How this world counts who moved; None where its package has one way alone."""
        tables = flow_tables(self.package)
        return tables[self.table_key] if self.table_key else next(iter(tables.values()), None)

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """Categories that its moves can be kept to."""
        return categories_of(self.package, self.flow_table) if self.flow_table else ()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Declarations of all datasets by name: of moves and intervals those that are counted."""
        known = self.package.datasets
        return datasets_of(self.package, self.flow_table) if self.flow_table else known

    def with_tables(
        self, added: Mapping[str, pd.DataFrame], told_apart_by: str, loaded: Any = None
    ) -> World:
        """Another world: the same open tables with some added or replaced.

        Parameters
        ----------
        added
            Tables by name.
        told_apart_by
            Text that differs whenever the tables differ; it becomes a part of the id.
        loaded
            What the reader loaded, for the subject that reads it.
        """
        mark = hashlib.sha256(told_apart_by.encode()).hexdigest()
        other = replace(
            self, id=f"{self.id}{ADDED_TO}{mark}", added={**self.added, **added}, loaded=loaded
        )
        vars(other).update(_tables=self._tables)
        return other

    def laid(
        self, package: Package, name: str, tables: Mapping[str, pd.DataFrame], told_apart_by: str
    ) -> World:
        """Data of a reader that lie on this world: the same open tables with some of theirs.

        Parameters
        ----------
        package
            Declares those, too.
        name
            What an address calls the data.
        tables, told_apart_by
            As for :meth:`with_tables`.
        """
        other = self.with_tables(tables, f"{told_apart_by}{NAMED}{name}", self.loaded)
        named = replace(other, package=package, name=name)
        vars(named).update(_tables=self._tables)
        return named

    def table(self, name: str) -> pd.DataFrame:
        """Return a table without its geometry; the frame is shared, do not change it."""
        return self.added[name] if name in self.added else self._tables[name]

    def has(self, *names: str) -> bool:
        """Tell whether this world has all these tables."""
        return all(name in self.catalogue or name in self.added for name in names)

    @cached_property
    def _tables(self) -> _Tables:
        return _Tables(self)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that an address may hold."""
        return self.speak(self)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Regions that the tables count, indexed by ``region_code``."""
        regions = self.table("regions")
        return regions[regions["has_statistics"]].set_index("region_code")

    @cached_property
    def names(self) -> pd.DataFrame:
        """All regions, indexed by ``region_code``."""
        return self.table("regions").set_index("region_code")

    @cached_property
    def unplaced(self) -> frozenset[str]:
        """Regions that the map has no place for, since no outline of them is known."""
        names = self.names
        return frozenset(names.index[names["anchor_lon"].isna()])

    @cached_property
    def names_by_code(self) -> dict[str, dict[str, str]]:
        """Name of each region by language column (``name_en``, ``name_zh``) and code."""
        names = self.names
        return {
            str(column): dict(zip(names.index, names[column], strict=True))
            for column in names
            if re.fullmatch("name_[a-z]{2}", str(column))
        }

    @cached_property
    def period_rows(self) -> dict[str, dict[str, Any]]:
        """Row of the periods table by interval, in time order."""
        return {row["period"]: row for row in rows_of(self.table("periods"))}

    def indicator(self, name: str) -> Indicator:
        """Return the declaration of a regional indicator, or raise KeyError."""
        return self._indicators[name]

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        known = self.catalogue["indicators"].indicators if self.has("indicators") else ()
        return {one.name: one for one in known}

    @cached_property
    def schemes(self) -> dict[str, Scheme]:
        """Zone schemes by key."""
        return {scheme.key: scheme for scheme in self.package.schemes}

    @cached_property
    def has_ranges(self) -> bool:
        """Whether chance leaves a known range: the moves are a sample, and factors expand it."""
        moves = self.catalogue.get("flows")
        if not moves or moves.collection != SAMPLED:
            return False
        return bool((self.table("periods")["expansion_factor"] > 1).any())

    @property
    def most_zones(self) -> int:
        """Zones of the scheme that has the most; 1 where nothing groups the regions."""
        return max(len(scheme.zones) for scheme in self.package.schemes)

    @property
    def is_grouped(self) -> bool:
        """Whether a scheme groups the regions."""
        return any(scheme.is_grouped for scheme in self.package.schemes)

    @cached_property
    def pairings(self) -> dict[str, Pairing]:
        """Shades made of two others, by key."""
        return {pairing.key: pairing for pairing in self.package.pairings}

    @cached_property
    def unsplit(self) -> tuple[Category, ...]:
        """Categories of movers that no table of moves has."""
        tables = [self.catalogue["flows"].name, *(one.flows for one in self.package.flow_tables)]
        fields = (self.package.datasets[name].fields for name in tables)
        known = {field.name for some in fields for field in some}
        return tuple(one for one in self.package.categories if one.column not in known)

    @cached_property
    def intervals(self) -> dict[str, dict[str, Any]]:
        """Rows of the intervals of every flow table: what a clock has a place for."""
        tables = dict.fromkeys(one.periods for one in self.package.flow_tables)
        rows = [row for name in tables for row in rows_of(self.usual.table(name))]
        known = {row["period"]: row for row in [*rows, *rows_of(self.usual.table("periods"))]}
        ordered = {**known, **self.period_rows}.values()
        return {row["period"]: row for row in sorted(ordered, key=lambda row: row["start_year"])}

    @cached_property
    def splits(self) -> dict[str, Split]:
        """Regions that were a part of another one, by their code, where the tables count both."""
        known = set(self.counted.index)
        return {one.part: one for one in self.package.splits if {one.part, one.whole} <= known}

    @cached_property
    def plane(self) -> CRS:
        """The equal-area plane that shapes are made on."""
        return self.package.projection.plane

    @cached_property
    def members(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Region codes by scheme key and zone key."""
        regions = self.table("regions")
        return {key: members(regions, scheme) for key, scheme in self.schemes.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Sites, networks, their ends and policy events by slug."""
        found = site_places(self.table("pilot_sites")) if self.has("pilot_sites") else {}
        codes = self.package.place_codes
        if codes and self.has("networks"):
            found |= network_places(self.table("networks"), codes, found)
        if self.has("policy_timeline"):
            found |= policy_places(self.table("policy_timeline"))
        return found

    def shape_hash(self, name: str) -> str:
        """Content hash of a shape file: part of its address."""
        return self._shape_hashes[name]

    @cached_property
    def _shape_hashes(self) -> dict[str, str]:
        return {Path(p).stem: found for p, found in self.outputs.items() if p.endswith(".geojson")}

    @property
    def has_many(self) -> bool:
        """Whether it has more regions than a page can list and name."""
        return len(self.names) > MANY_REGIONS

    @property
    def is_drawn(self) -> bool:
        """Whether the outlines of its regions are known, so that it has a map."""
        return "regions" in self._shape_hashes

    @property
    def shapes(self) -> tuple[str, ...]:
        """Names of the shape files."""
        return tuple(self._shape_hashes)


class _Tables(dict[str, pd.DataFrame]):
    """Tables of a world by name, each read when it is first asked for and then kept.

    Raises
    ------
    KeyError
        When the catalogue has no such dataset.
    StaleBuildError
        When a file is not the one that was there when the world was opened.
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def __missing__(self, name: str) -> pd.DataFrame:
        dataset, path = self._world.package.datasets[name], f"{name}.parquet"
        if self._world.base and not (self._world.built / path).is_file():
            self[name] = self._world.base.table(name)
            return self[name]
        content = (self._world.built / path).read_bytes()
        expected = self._world.outputs.get(path)
        if expected and hashlib.sha256(content).hexdigest() != expected:
            found = "found another file than the opened one, expected no build while it is in use"
            raise StaleBuildError(name, [f"{path}: {found}"], RESTART)
        columns = [field.name for field in dataset.fields if field.name != GEOMETRY]
        self[name] = pd.read_parquet(BytesIO(content), columns=columns)
        return self[name]


def open_world(data_dir: Path, speak: Speaker, name: str = "") -> World:
    """Open the built tables below a data folder.

    Parameters
    ----------
    data_dir
        A data package.
    speak
        Gathers the vocabulary of the opened world.
    name
        What an address calls it; nothing by default. The same tables under another name are
        another world: every link of theirs differs.

    Raises
    ------
    StaleBuildError
        When the built files are missing, changed, or were made from other inputs or code.
    DataError
        When the catalogue itself is wrong.
    """
    built = data_dir / "built"
    last = read_manifest(built)
    if last is None:
        raise StaleBuildError("build", [f"{built.name}: found no build, expected one"], REBUILD)
    package = load_package(data_dir / CATALOGUE_FILE)
    if found := differences(last, package.datasets, data_dir, built):
        raise StaleBuildError("build", found[:MOST_NAMED], REBUILD)
    content = (built / MANIFEST_FILE).read_bytes()
    mark = hashlib.sha256(content).hexdigest() + (f"{NAMED}{name}" if name else "")
    return World(built, package, speak, mark, last.outputs, last.rows, name=name)
