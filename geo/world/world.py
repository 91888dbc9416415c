"""The built tables, opened once per process and read-only from then on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from geo.assessment.loaded import NOTHING, Loaded, site_table
from geo.errors import StaleBuildError
from geo.flows.query import Flows
from geo.flows.question import MEASURES
from geo.shading.classes import PAIRING
from geo.sites.sites import site_rows
from geo.view.view import Vocabulary
from geo.world import places
from geo.world.catalog import CATALOGUE_FILE, Catalogue, Indicator, load_catalogue
from geo.world.manifest import is_fresh, read_manifest
from geo.world.regions import SCHEMES, members

REBUILD = "Run: make data"
GEOMETRY = "geometry"
CACHED_WITH_SITES = 128
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Store:
    """Everything that the running page reads.

    Attributes
    ----------
    built : Path
        Folder of the built files.
    catalogue : Catalogue
        Declarations of all datasets.
    languages : tuple of str
        Languages with a complete message catalogue.
    loaded : Loaded
        What the reader of the page loaded; nothing by default.
    root : Store or None
        The store without it; None where nothing is loaded.

    Notes
    -----
    Stores of one root are equal: what is cached by store holds for all readers. A function that
    reads ``loaded``, ``pilot_sites`` or ``places`` is cached with :func:`cached_with_sites`.
    """

    built: Path
    catalogue: Catalogue
    languages: tuple[str, ...] = ("en",)
    loaded: Loaded = NOTHING
    root: Store | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Store) and (self.root or self) is (other.root or other)

    def __hash__(self) -> int:
        return id(self.root or self)

    def with_loaded(self, loaded: Loaded) -> Store:
        """The same open tables, and what a reader loaded beside the paper's sites."""
        names = self.names_by_code["name_en"]
        sites = {"pilot_sites": site_table(self.paper_sites, loaded, names)}
        other = replace(self, loaded=loaded, root=self.root or self)
        other.__dict__.update(_tables=self._tables | sites, flows=self.flows)
        return other

    @property
    def added_sites(self) -> tuple[tuple[Any, ...], ...]:
        """Every cell of the sites that a reader loaded, to tell two readers apart."""
        return tuple(self.loaded.sites.itertuples(index=False, name=None))

    @cached_property
    def paper_sites(self) -> pd.DataFrame:
        """Sites of the paper, without those that a reader loaded."""
        sites = self.table("pilot_sites")
        return sites[sites["section"].notna()]

    @cached_property
    def placed_sites(self) -> pd.DataFrame:
        """The eight sites of the paper that have a place, see :func:`geo.sites.sites.site_rows`."""
        return site_rows(self.paper_sites)

    def table(self, name: str) -> pd.DataFrame:
        """Return a built table without its geometry; the frame is shared, do not change it."""
        return self._tables[name]

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        tables = {}
        for name, dataset in self.catalogue.items():
            columns = [field.name for field in dataset.fields if field.name != GEOMETRY]
            tables[name] = pd.read_parquet(self.built / f"{name}.parquet", columns=columns)
        return tables

    @cached_property
    def flows(self) -> Flows:
        """The flow table behind its one query module."""
        return Flows(self.built / "corridors.parquet", self.built / "corridor_contrasts.parquet")

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Regions that the tables count, indexed by ``region_code``."""
        regions = self.table("regions")
        return regions[regions["has_statistics"]].set_index("region_code")

    @cached_property
    def names(self) -> pd.DataFrame:
        """All 34 units, indexed by ``region_code``."""
        return self.table("regions").set_index("region_code")

    @cached_property
    def names_by_code(self) -> dict[str, dict[str, str]]:
        """Name of each unit by column (``name_en``, ``name_zh``) and code, for quick look-ups."""
        names = self.names
        return {
            column: dict(zip(names.index, names[column], strict=True))
            for column in ("name_en", "name_zh")
        }

    @cached_property
    def period_rows(self) -> dict[str, dict[str, Any]]:
        """Row of the periods table by interval."""
        rows = self.table("periods").to_dict("records")
        return {row["period"]: {str(key): value for key, value in row.items()} for row in rows}

    def indicator(self, name: str) -> Indicator:
        """Return the declaration of a provincial indicator, or raise KeyError."""
        return {one.name: one for one in self.catalogue["indicators"].indicators}[name]

    @cached_property
    def members(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Region codes by scheme key and zone key."""
        regions = self.table("regions")
        return {scheme.key: members(regions, scheme) for scheme in SCHEMES}

    @cached_property
    def places(self) -> dict[str, places.Place]:
        """Sites, networks, their ends and policy events by slug."""
        return places.named_places(
            self.table("pilot_sites"), self.table("networks"), self.table("policy_timeline")
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that an address may hold."""
        shades = self.table("shading")["shade"].drop_duplicates()
        periods = self.table("periods")["period"]
        return Vocabulary(
            periods=tuple(periods),
            regions=tuple(self.counted.index),
            places=tuple(self.places),
            shades=(*shades, *PAIRING),
            measures=tuple(measure.key for measure in MEASURES),
            languages=self.languages,
            topics=places.topics(self.table("policy_timeline")),
            sites=tuple(one.key for one in self.places.values() if one.kind == places.SITE),
            zones={
                scheme: tuple(zone for zone, codes in zones.items() if codes)
                for scheme, zones in self.members.items()
            },
            corridors=len(self.counted) * (len(self.counted) - 1),
        )

    @cached_property
    def widest(self) -> dict[str, float]:
        """Largest value of each measure over all intervals: the locked scale of widths."""
        corridors = self.table("corridors")
        return {measure.key: float(corridors[measure.column].max()) for measure in MEASURES}

    @cached_property
    def shape_hash(self) -> dict[str, str]:
        """Content hash of each shape file, by name: part of its address."""
        manifest = json.loads((self.built / "manifest.json").read_text(encoding="utf-8"))
        return {
            Path(path).stem: digest
            for path, digest in manifest["outputs"].items()
            if path.endswith(".geojson")
        }


def cached_with_sites(
    function: Callable[..., Found],
) -> Callable[..., Found]:
    """Cache what is worked out from the sites, apart for everybody who loaded sites."""

    @lru_cache(maxsize=CACHED_WITH_SITES)
    def kept(store: Store, _added: object, *asked: Any) -> Found:
        return function(store, *asked)

    @wraps(function)
    def called(store: Store, *asked: Any) -> Found:
        return kept(store, store.added_sites, *asked)

    return called


def open_store(data_dir: Path) -> Store:
    """Open the built tables below a data folder.

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
        raise StaleBuildError("build", ["data/built: found no build, expected one"], REBUILD)
    catalogue = load_catalogue(data_dir / CATALOGUE_FILE)
    if not is_fresh(last, catalogue, data_dir, built):
        found = "found a build of other inputs, code or files, expected one of what is here now"
        raise StaleBuildError("build", [f"data/built: {found}"], REBUILD)
    return Store(built, catalogue)
