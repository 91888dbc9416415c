"""Build the tables of a data package: ``python -m geo.build [--data DIR] [--out DIR]``.

Reads, checks, derives and writes every dataset of the catalogue, or stops with every failure. It
does nothing when the last build already used the same inputs and code. The new folder replaces the
old one in one step, so a reader never sees half a build.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from geo.errors import DataError
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, Package, load_package
from geo.world.manifest import (
    Manifest,
    build_version,
    input_hashes,
    is_fresh,
    output_hashes,
    read_manifest,
    write_manifest,
)


def build(data_dir: Path, out_dir: Path, kept: Path | None = None) -> Manifest:
    """Bring the built tables up to date.

    Parameters
    ----------
    data_dir
        Folder with `datapackage.json` and `raw/`.
    out_dir
        Folder of built tables; replaced as a whole when anything changed.
    kept
        Folder of what builds of like tables can share, see :mod:`geo.build.remembered`.

    Returns
    -------
    Manifest
        Hashes of all inputs and outputs, and the rows of each table.

    Raises
    ------
    DataError
        When the catalogue or any table is wrong. The old folder then stays as it was.
    """
    package = load_package(data_dir / CATALOGUE_FILE)
    last = read_manifest(out_dir)
    if last is not None and is_fresh(last, package.datasets, data_dir, out_dir):
        return last
    out_dir.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out_dir.parent, prefix=f".{out_dir.name}-") as scratch:
        fresh = Path(scratch) / "new"
        fresh.mkdir()
        manifest = _write(package, data_dir, fresh, kept)
        if out_dir.exists():
            out_dir.rename(Path(scratch) / "old")
        fresh.rename(out_dir)
    return manifest


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the build from the command line.

    Parameters
    ----------
    arguments
        Words after the program name; those of the process by default.

    Returns
    -------
    int
        0, or 1 when the data is bad; the report then stands on standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m geo.build.build", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="folder with datapackage.json")
    parser.add_argument("--out", type=Path, help="folder of built tables (default: DATA/built)")
    chosen = parser.parse_args(arguments)
    try:
        manifest = build(chosen.data, chosen.out or chosen.data / "built")
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    for name, rows in manifest.rows.items():
        print(f"{name:24} {rows:>6,} rows")
    return 0


def _write(package: Package, data_dir: Path, folder: Path, kept: Path | None) -> Manifest:
    """Make and write every table, then the record of it."""
    # Loaded here because pandas, GeoPandas and Ibis take longer than finding nothing to do.
    tables = import_module("geo.build.derive")
    made = tables.make_tables(package, data_dir)
    tables.write_tables(package.datasets, made, folder)
    if not package.is_laid:  # it has no moves of its own
        import_module("geo.build.remembered").write_questions(folder, kept)
        import_module("geo.build.choices").write_choices(package, made, folder, kept)
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))
    manifest = Manifest(
        build_version=build_version(),
        inputs=input_hashes(package.datasets, data_dir),
        outputs=output_hashes(folder, paths),
        rows={name: len(table) for name, table in made.items()},
    )
    write_manifest(manifest, folder)
    return manifest


if __name__ == "__main__":
    raise SystemExit(main())
