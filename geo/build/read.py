"""Raw files to frames: one function per raw shape, after the hash of every file is checked.

Nothing is cleaned here. Columns get our names, every value of a CSV stays text, an empty cell
becomes missing, and each row remembers the file and line it came from.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from geo.errors import Failure
from geo.world.catalog import Dataset, Melted, Moved, Source
from geo.world.declared import PlaceCodes

BASIS = ("residence_before", "residence_now", "expansion_factor", "expansion_basis")
Sources = Mapping[str, bytes]
"""Raw bytes by path below the data folder."""


@dataclass(frozen=True)
class Read:
    """A table as read: the frame, and where each of its rows stands.

    Attributes
    ----------
    frame
        Index 0, 1, 2, ...
    files, places
        One entry a row: raw file below the data folder, and its line or feature number.
    unit
        What `places` counts: `line`, `feature` or `row`.
    """

    frame: pd.DataFrame
    files: Sequence[str]
    places: Sequence[int]
    unit: str = "line"


def open_sources(dataset: Dataset, data_dir: Path) -> tuple[dict[str, bytes], list[Failure]]:
    """Read the raw files of a dataset and compare their hashes.

    Parameters
    ----------
    dataset
        The declaration.
    data_dir
        The data folder.

    Returns
    -------
    dict of str to bytes
        By path below the data folder; only the files whose hash is the declared one.
    list of Failure
        One a file that is missing or is not the declared one.
    """
    opened: dict[str, bytes] = {}
    failures: list[Failure] = []
    for source in dataset.sources:
        path = data_dir / source.path
        if not path.is_file():
            failures.append(_missing(dataset, source))
            continue
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found == source.sha256:
            opened[source.path] = content
        else:
            failures.append(_other_hash(dataset, source, found))
    return opened, failures


def read_csv(dataset: Dataset, sources: Sources) -> Read:
    """Read the CSV files of role `table`, one below the other.

    Parameters
    ----------
    dataset
        Declares `source_column` for renamed columns, `drop_columns`, `omit_rows` and `moved`.
    sources
        Checked bytes of every source.

    Returns
    -------
    Read
        All columns are text. Columns that the declaration does not know stay, for the schema to
        refuse; columns that are missing stay missing.
    """
    frames, files, places = [], [], []
    for source in dataset.sources:
        if source.role != "table":
            continue
        frame = _text_frame(sources[source.path])
        frame = _melted(frame[_kept(frame, dataset)], dataset.melted)
        frames.append(frame)
        files += [source.path] * len(frame)
        places += [int(line) for line in frame.index]
    table = pd.concat(frames, ignore_index=True).drop(
        columns=list(dataset.drop_columns), errors="ignore"
    )
    renamed = {one.source_column: one.name for one in dataset.fields if one.source_column}
    table = _moved(table.rename(columns=renamed).assign(**dataset.constants), dataset.moved)
    return Read(table, tuple(files), tuple(places))


def read_joined(dataset: Dataset, sources: Sources) -> Read:
    """Read a table as :func:`read_csv` and join others to it, by those of its keys that they have.

    A row that a joined table has not stays without its values, for the schema to judge.
    """
    read = read_csv(dataset, sources)
    table = read.frame
    for content in _joined(dataset, sources):
        joined = _text_frame(content)
        table = table.merge(
            joined, on=[one for one in dataset.primary_key if one in joined], how="left"
        )
    return Read(table, read.files, read.places)


def read_flows(dataset: Dataset, sources: Sources) -> Read:
    """Read the origin-destination files and attach the caveats of suspect cells, if any are named.

    The period is spelled from the two years of each row; the estimate is worked out later.
    """
    read = read_csv(dataset, sources)
    table = read.frame
    table["period"] = table.pop("period_start") + "-" + table.pop("period_end")
    keys = ["period", "origin_code", "destination_code"]
    for content in _joined(dataset, sources):
        table = table.merge(_text_frame(content), on=keys, how="left")
    return Read(table, read.files, read.places)


def read_periods(dataset: Dataset, sources: Sources) -> Read:
    """Read the intervals; a joined file holds the counting basis and factor of each flow file."""
    read = read_csv(dataset, sources)
    table = read.frame
    for content in _joined(dataset, sources):
        basis = _text_frame(content)[["file", *BASIS]]
        table = table.merge(basis, on="file", how="left").drop(columns="file")
    table["start_year"], table["end_year"] = table["period"].str[:4], table["period"].str[5:]
    return Read(table, read.files, read.places)


def read_shapes(dataset: Dataset, sources: Sources) -> Read:
    """Read one GeoJSON file; the CRS is the one it declares, EPSG:4326 when it declares none."""
    (path,) = (source.path for source in dataset.sources if source.role == "table")
    frame = gpd.read_file(io.BytesIO(sources[path]), engine="pyogrio")
    frame = frame.drop(columns=[*dataset.drop_columns, "id"], errors="ignore")
    rows = len(frame)
    return Read(frame, (path,) * rows, tuple(range(1, rows + 1)), unit="feature")


def read_regions(dataset: Dataset, sources: Sources) -> Read:
    """Read the outlines, whose feature ids are the codes, and join tables of facts to them.

    The first column of a joined table is the code. A later table fills what earlier ones leave
    missing; what none of them says of a region stays missing.
    """
    (path,) = (source.path for source in dataset.sources if source.role == "table")
    outlines = gpd.read_file(io.BytesIO(sources[path]), engine="pyogrio")
    code, declared = dataset.primary_key[0], [one.name for one in dataset.fields]
    renamed = {one.source_column: one.name for one in dataset.fields if one.source_column}
    facts = pd.DataFrame(outlines.drop(columns="geometry")).set_index(outlines["id"].rename(code))
    for content in _joined(dataset, sources):
        frame = _text_frame(content).rename(columns=renamed)
        facts = facts.combine_first(frame.set_index(frame.columns[0]).rename_axis(code))
    facts = facts.loc[outlines["id"], [name for name in declared if name in facts]]
    table = gpd.GeoDataFrame(
        facts.reset_index(), geometry=outlines.geometry.to_numpy(), crs=outlines.crs
    )
    rows = len(table)
    return Read(table, (path,) * rows, tuple(range(1, rows + 1)), unit="feature")


def read_parquet(dataset: Dataset, sources: Sources) -> Read:
    """Read one Parquet file whose columns have our names and types; GeoParquet with its shapes."""
    (path,) = (source.path for source in dataset.sources if source.role == "table")
    content = io.BytesIO(sources[path])
    has_shapes = b"geo" in (pq.read_schema(content).metadata or {})
    content.seek(0)
    frame = gpd.read_parquet(content) if has_shapes else pd.read_parquet(content)
    rows = len(frame)
    return Read(frame, (path,) * rows, range(1, rows + 1), unit="row")


READERS: Mapping[str, Callable[[Dataset, Sources], Read]] = {
    "csv": read_csv,
    "joined": read_joined,
    "flows": read_flows,
    "periods": read_periods,
    "shapes": read_shapes,
    "regions": read_regions,
    "parquet": read_parquet,
}
"""The raw shapes the build can read, by the name used in the catalogue."""


def with_regions(read: Read, dataset: Dataset, codes: PlaceCodes | None) -> Read:
    """Fill the columns that are declared as the region of a place code.

    Parameters
    ----------
    read
        A table as read.
    dataset
        Declares `region_of`.
    codes
        How a place code of this package names its region; None where it has no such codes.

    Examples
    --------
    >>> codes = PlaceCodes(region="^([A-Z])", whole="00$")
    >>> codes.regions(pd.Series(["A34", "000", None], dtype="str")).tolist()
    ['A', nan, nan]
    """
    cut = [one for one in dataset.fields if one.region_of in read.frame.columns]
    if codes is None or not cut:
        return read
    found = {one.name: codes.regions(read.frame[one.region_of]) for one in cut}
    return replace(read, frame=read.frame.assign(**found))


def _text_frame(content: bytes) -> pd.DataFrame:
    """Rows of a CSV as text, indexed by line (the header is line 1); empty cells are missing."""
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    header = next(reader, [])
    # A quoted cell may hold a line break, so the line is the reader's count, not the row's.
    lines: list[int] = []
    rows: list[list[str | None]] = []
    for row in reader:
        lines.append(reader.line_num)
        rows.append([cell or None for cell in row])
    longest = max([len(header), *(len(row) for row in rows)])
    extra = [f"(column {number})" for number in range(len(header) + 1, longest + 1)]
    padded = [row + [None] * (longest - len(row)) for row in rows]
    return pd.DataFrame(padded, index=lines, columns=[*header, *extra], dtype="str")


def _melted(frame: pd.DataFrame, melted: Melted | None) -> pd.DataFrame:
    """Columns of counts as rows, one for each; a row keeps the line that it came from.

    Examples
    --------
    >>> wide = pd.DataFrame({"from": ["A"], "men": ["3"], "women": ["4"]}, index=[2])
    >>> told = Melted(column="sex", into="persons", values={"men": "m", "women": "w"})
    >>> _melted(wide, told).reset_index().to_numpy().tolist()
    [[2, 'A', 'm', '3'], [2, 'A', 'w', '4']]
    """
    if melted is None or not {*melted.values} <= {*frame}:
        return frame  # a missing column is listed with the others
    kept = [name for name in frame if name not in melted.values]
    long = frame.melt(
        kept, [*melted.values], var_name=melted.column, value_name=melted.into, ignore_index=False
    )
    long[melted.column] = long[melted.column].map(dict(melted.values))
    return long.sort_index(kind="stable")


def _moved(frame: pd.DataFrame, moved: Sequence[Moved]) -> pd.DataFrame:
    """Figures that stand under a wrong label, read into the column that counts them.

    Examples
    --------
    >>> wide = pd.DataFrame({"year": ["1"], "all": ["3"]})
    >>> told = Moved(row={"year": "1"}, out_of="all", into="men")
    >>> _moved(wide, [told]).to_numpy(dtype=object).tolist()
    [['1', nan, '3']]
    """
    frame = frame.copy()
    for one in moved:
        here = pd.Series(True, index=frame.index)
        for column, value in one.row.items():
            here &= frame[column] == value
        if one.into not in frame:
            frame[one.into] = pd.Series(None, index=frame.index, dtype="str")
        figures = frame.loc[here, one.out_of].tolist()
        if len(figures) != 1 or pd.isna(figures[0]) or frame.loc[here, one.into].notna().any():
            raise ValueError(f"no figure of {dict(one.row)} to move to an empty {one.into}")
        frame.loc[here, one.into] = figures[0]
        frame.loc[here, one.out_of] = None
    return frame


def _kept(frame: pd.DataFrame, dataset: Dataset) -> pd.Series[bool]:
    """Rows that are not left out on purpose."""
    kept = pd.Series(True, index=frame.index)
    for column, values in dataset.omit_rows.items():
        kept &= ~frame[column].isin(values)
    return kept


def _joined(dataset: Dataset, sources: Sources) -> list[bytes]:
    return [sources[source.path] for source in dataset.sources if source.role == "join"]


def _missing(dataset: Dataset, source: Source) -> Failure:
    remedy = "restore the file, or correct the path in datapackage.json"
    return Failure(dataset.name, source.path, "no file", "the raw file", remedy)


def _other_hash(dataset: Dataset, source: Source, found: str) -> Failure:
    remedy = "restore the file, or put the new hash into datapackage.json if it is meant"
    expected = f"sha256 {source.sha256}"
    return Failure(dataset.name, source.path, f"sha256 {found}", expected, remedy)
