"""What a build was made from and what it wrote, so that it is only done when something changed.

Light on purpose: the application and a build with nothing to do import it without pandas.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from geo.world.catalog import CATALOGUE_FILE, Catalogue

MANIFEST_FILE = "manifest.json"
LIBRARIES = (
    *("duckdb", "esda", "geopandas", "ibis-framework", "libpysal", "mapclassify", "pandas"),
    *("pyarrow", "scikit-learn", "shapely"),
)
IMPORTED = re.compile(r"^(?:from|import) (geo[\w.]*)", re.MULTILINE)


@dataclass(frozen=True)
class Manifest:
    """The record of one build.

    Attributes
    ----------
    build_version
        Hash of the code and library versions that built it.
    inputs
        sha256 by path below the data folder.
    outputs
        sha256 by path below the folder of built tables.
    rows
        Number of rows by dataset.
    """

    build_version: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    rows: Mapping[str, int]


def file_hash(path: Path) -> str:
    """Return the sha256 of a file, lower-case hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def building_modules() -> list[Path]:
    """Return the modules of `geo` that a build runs: those of `geo.build` and all they import."""
    root = Path(__file__).resolve().parents[2]
    waiting = list((root / "geo" / "build").glob("*.py"))
    found: set[Path] = set()
    while waiting:
        module = waiting.pop()
        if module.is_file() and module not in found:
            found.add(module)
            named = IMPORTED.findall(module.read_text(encoding="utf-8"))
            waiting += [root / f"{name.replace('.', '/')}.py" for name in named]
    return sorted(found)


def build_version() -> str:
    """Return one hash for the code and the libraries that make built tables."""
    parts = [file_hash(module) for module in building_modules()]
    parts += [f"{name} {version(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def input_hashes(catalogue: Catalogue, data_dir: Path) -> dict[str, str]:
    """Hash the catalogue file and every raw file it names, by path below `data_dir`.

    A file that is missing is left out: the build then reports it.
    """
    named = {source.path for dataset in catalogue.values() for source in dataset.sources}
    paths = [CATALOGUE_FILE, *sorted(named)]
    return {path: file_hash(data_dir / path) for path in paths if (data_dir / path).is_file()}


def output_hashes(out_dir: Path, paths: Iterable[str]) -> dict[str, str]:
    """Hash built files that exist, by path below `out_dir`."""
    return {path: file_hash(out_dir / path) for path in paths if (out_dir / path).is_file()}


def read_manifest(out_dir: Path) -> Manifest | None:
    """Return the record in a folder of built tables, or None when there is none to trust."""
    try:
        return Manifest(**json.loads((out_dir / MANIFEST_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_manifest(manifest: Manifest, out_dir: Path) -> None:
    """Write the record: sorted keys, so that the same build gives the same bytes."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"
    (out_dir / MANIFEST_FILE).write_text(text, encoding="utf-8")


def is_fresh(manifest: Manifest | None, catalogue: Catalogue, data_dir: Path, out: Path) -> bool:
    """Tell whether built tables are what a build would write now.

    Parameters
    ----------
    manifest
        The record of the last build, or None.
    catalogue, data_dir
        The inputs as they are now.
    out
        The folder of built tables; every file is hashed again.
    """
    return manifest is not None and not differences(manifest, catalogue, data_dir, out)


def differences(manifest: Manifest, catalogue: Catalogue, data_dir: Path, out: Path) -> list[str]:
    """What is not as a build left it: each file with the hash that it has and should have.

    Parameters
    ----------
    manifest
        The record of the build.
    catalogue, data_dir, out
        As for :func:`is_fresh`.

    Returns
    -------
    list of str
        A plain sentence for each, none where the built tables are what a build would write now.
    """
    pairs = (
        ("", manifest.inputs, input_hashes(catalogue, data_dir)),
        (f"{out.name}/", manifest.outputs, output_hashes(out, manifest.outputs)),
    )
    found = [
        f"{folder}{path}: found {_told(are.get(path))}, expected {_told(were.get(path))}"
        for folder, were, are in pairs
        for path in sorted({*were, *are})
        if were.get(path) != are.get(path)
    ]
    if manifest.build_version != build_version():
        found.append(f"{out.name}: found a build of other code or libraries, expected this one's")
    return found


def _told(mark: str | None) -> str:
    return f"sha256 {mark}" if mark else "no file"
