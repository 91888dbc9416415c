"""A Parquet file as a grid: its flat columns as texts, within limits that its directory tells."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.files.grid import Grid, named
from geo.files.kinds import COLUMNS
from geo.files.plain import plain
from geo.files.unreadable import (
    MOST_CELL,
    MOST_UNPACKED_BYTES,
    THE_FILE,
    UnreadableFileError,
    check_size,
    said,
)

_MOST_DIRECTORY, _MOST_LISTED = 20_000_000, 1_000_000
_AT_ONCE = 250_000
BINARY = "binary"
_WHOLE = 1e15
_AGAIN = said("write it again, or save it as CSV")


def read_parquet(content: bytes) -> tuple[Grid, list[tuple[str, str]]]:
    """Read a Parquet file.

    Returns
    -------
    Grid
        Cells of its columns; their names stand in the headings.
    list of tuple of str
        Name of each column that holds neither text nor numbers, and why it was left out.

    Raises
    ------
    UnreadableFileError
        For a damaged file, one with columns in columns, and one that is larger than it may be.
    """
    try:
        file = _open(content)
        schema = file.schema_arrow
        _check(file, schema)
        kept = [at for at, one in enumerate(schema) if not is_binary(one.type)]
        # Texts stay as they are packed, each different one once, until their size is known.
        file = _open(content, [one.name for one in schema if _is_text(one.type)])
        names = named(len(kept))
        pieces = []
        for part in file.iter_batches(batch_size=_AT_ONCE):
            columns = [_texts(part.column(at), schema.field(at).name) for at in kept]
            pieces.append(pa.table(columns, names))
            if sum(piece.nbytes for piece in pieces) > MOST_UNPACKED_BYTES:
                raise _too_large()
    except UnreadableFileError:
        raise
    except MemoryError:
        raise _too_large() from None
    except (pa.ArrowException, OSError, ValueError, KeyError, OverflowError):
        raise UnreadableFileError(THE_FILE, said("not a whole Parquet file"), _AGAIN) from None
    cells = pa.concat_tables(pieces) if pieces else _empty(len(kept))
    headings = tuple(schema.field(at).name for at in kept)
    left_out = [(one.name, BINARY) for one in schema if is_binary(one.type)]
    return Grid("", cells, headings, traits={"kind": COLUMNS, "decimal": "."}), left_out


def _open(content: bytes, dictionary: Sequence[str] = ()) -> pq.ParquetFile:
    return pq.ParquetFile(
        pa.BufferReader(content), read_dictionary=list(dictionary), arrow_extensions_enabled=False,
        thrift_string_size_limit=_MOST_DIRECTORY, thrift_container_size_limit=_MOST_LISTED,
    )  # fmt: skip


def _too_large() -> UnreadableFileError:
    reason = said("it unpacks to more than {most} bytes", most=MOST_UNPACKED_BYTES)
    return UnreadableFileError(THE_FILE, reason, said("send fewer rows or columns"))


def _empty(width: int) -> pa.Table:
    return pa.table([pa.array([], pa.string())] * width, names=named(width))


def _check(file: pq.ParquetFile, schema: pa.Schema) -> None:
    """Compare what the directory tells with the limits, before any row is read."""
    about = file.metadata
    if all(is_binary(one.type) for one in schema):
        raise UnreadableFileError(THE_FILE, said("it has no column of texts or numbers"), _AGAIN)
    nested = [one.name for one in schema if pa.types.is_nested(one.type)]
    if nested:
        reason = said("column {name} holds lists or records", name=nested[0][:40])
        remedy = said("keep columns of texts and numbers alone")
        raise UnreadableFileError(THE_FILE, reason, remedy)
    check_size(THE_FILE, about.num_rows, max(1, about.num_columns))
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    if sum(one.num_rows for one in groups) != about.num_rows or any(
        one.num_rows < 0 or one.total_byte_size < 0 for one in groups
    ):
        raise UnreadableFileError(THE_FILE, said("its directory contradicts itself"), _AGAIN)
    if sum(one.total_byte_size for one in groups) > MOST_UNPACKED_BYTES:
        raise _too_large()


def _is_text(kind: pa.DataType) -> bool:
    return any(one(kind) for one in (pa.types.is_string, pa.types.is_large_string))


def is_binary(kind: pa.DataType) -> bool:
    """Whether a column holds bytes, which are neither texts nor numbers."""
    binary = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)
    return any(one(kind) for one in binary)


def _texts(column: pa.Array, name: str) -> pa.Array:
    """A column as texts, numbers in plain form."""
    if pa.types.is_dictionary(column.type):
        return _decoded(column, name)
    kind = column.type
    if pa.types.is_floating(kind):
        return _numbers(column)
    if pa.types.is_decimal(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), r"^(-?\d+)\.0+$", r"\1")
    if pa.types.is_timestamp(kind) and kind.tz:
        # The rules of a zone stand in a file that a child may not open: the time of all zones.
        plainly = _texts(column.cast(pa.timestamp(kind.unit)), name)
        return pc.binary_join_element_wise(plainly, " UTC", "")
    if any(one(kind) for one in (pa.types.is_timestamp, pa.types.is_boolean, pa.types.is_time)):
        return pa.array([plain(value) for value in column.to_pylist()], pa.string())
    return column.cast(pa.string())


def _decoded(column: pa.DictionaryArray, name: str) -> pa.Array:
    """A column of few different values, after it is known how much they are together."""
    column.validate(full=True)  # a text of wrong bytes is found here, not where it is read
    values = _texts(column.dictionary, name)
    sizes = pc.fill_null(pc.binary_length(values), 0)
    if (pc.max(sizes).as_py() or 0) > 4 * MOST_CELL:
        reason = said("a cell of more than {most} signs", most=MOST_CELL)
        raise UnreadableFileError(said("column {name}", name=name[:40]), reason, said("shorten it"))
    if (pc.sum(sizes.cast(pa.int64()).take(column.indices)).as_py() or 0) > MOST_UNPACKED_BYTES:
        raise _too_large()
    values = pc.if_else(pc.utf8_is_space(values), pa.scalar(None, pa.string()), values)
    return values.take(column.indices)


def _numbers(column: pa.Array) -> pa.Array:
    """Numbers in plain form; nulls for what is no number."""
    column = column.cast(pa.float32()) if pa.types.is_float16(column.type) else column
    column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    is_whole = pc.and_(
        pc.equal(column, pc.trunc(column)),
        pc.less(pc.abs(column), pa.scalar(_WHOLE, column.type)),
    )
    whole = pc.if_else(is_whole, column, pa.scalar(0, column.type)).cast(pa.int64())
    texts = pc.if_else(is_whole, whole.cast(pa.string()), column.cast(pa.string()))
    is_short = pc.match_substring(texts, "e")  # with an exponent
    if not pc.any(is_short).as_py():
        return texts
    places = pc.indices_nonzero(is_short)
    plainly = [plain(value) for value in column.take(places).to_pylist()]
    return pc.replace_with_mask(texts, pc.fill_null(is_short, False), pa.array(plainly))
