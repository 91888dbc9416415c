"""A small crowd with words of their own, some forged questions; `make isolation` has many."""

from __future__ import annotations

import gzip
import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.world.catalog import DATA_DIR
from tests.bars.bar import OK
from tests.isolation.canaries import Reader, isolated, words
from tests.isolation.forged import Offered, forged
from tests.isolation.refusing import asked_all
from tests.load.hosting import program

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not program(), reason="nginx is not here: not run"),
]


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    from geo.build.build import build

    build(DATA_DIR, DATA_DIR / "built")


def packed_in_a_zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("a", content)
    return out.getvalue()


def in_a_table(content: bytes) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": [content.decode()] * 9}), out, compression="zstd")
    return out.getvalue()


@pytest.mark.parametrize("packed", [bytes, gzip.compress, packed_in_a_zip, in_a_table])
def test_a_word_is_found_wherever_it_is_packed(packed) -> None:
    word = Reader().word.encode()
    assert {*words(packed_in_a_zip(packed(b"before " + word + b" after")))} == {word}


def test_readers_meet_no_word_of_another() -> None:
    found = isolated(2)
    assert found.verdict == OK, str(found)


def test_the_same_seed_forges_the_same() -> None:
    offered = Offered(["/", "/view"], {"top": ["5"], "lang": []})
    first, again, other = ([*map(str, forged(offered, seed, 200))] for seed in (1, 1, 2))
    assert first == again != other


def test_forged_questions_are_refused() -> None:
    """How soon is for the command to say: other tests run beside this one."""
    found = asked_all(300, 50)
    assert (found.bad, found.traces, found.is_changed) == ([], [], False)
    assert found.statuses.total() == 350
    assert {400, 403, 404, 405} <= {*found.statuses}
