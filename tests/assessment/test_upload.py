"""The template and the upload: the accepted comes back, the bad is refused, nothing stays."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from geo.assessment.loading import MOST_KEPT_BYTES
from geo.assessment.rules import COLUMNS
from geo.build.sheet import read_sheet
from geo.world.world import World
from layers.assessment import upload
from layers.serve.guard import UPLOAD_BYTES, UPLOAD_PATH
from layers.serve.guard import VIEW_PATH as VIEW
from tests.assessment.test_grid import BAD_FILES, GOOD, NINTH, csv_of, xlsx_of
from tests.assessment.test_loaded import spelled
from tests.files.made import ods_of, ods_rows, parquet_of, xls_of
from tests.serve.forging import ORIGIN, heard

pytestmark = pytest.mark.long

Send = Callable[..., TestResponse]
UNTOUCHED = "What was loaded before is untouched."


@pytest.fixture
def send(replies: FlaskClient) -> Send:
    def post(content: bytes, kept: str = "", name: str = "filled.csv") -> TestResponse:
        files = {"file": (content, name), "kept": (kept.encode(), "k")}
        parts = {key: FileStorage(io.BytesIO(one), file) for key, (one, file) in files.items()}
        boundary, body = encode_multipart(parts)
        kind = f"multipart/form-data; boundary={boundary}"
        return replies.post(UPLOAD_PATH, data=body, content_type=kind, headers=ORIGIN)

    return post


def template(replies: FlaskClient, ending: str) -> bytes:
    reply = replies.get(f"{UPLOAD_PATH}/template.{ending}")
    assert reply.status_code == 200
    assert f'filename="assessment-template.{ending}"' in reply.headers["Content-Disposition"]
    return reply.data


def test_the_template_is_one_row_for_each_cell_in_both_formats(replies: FlaskClient) -> None:
    table = template(replies, "csv")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(template(replies, "xlsx"))).active
    cells = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == cells
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 1 + 8 * (8 + 4)  # indicators, and groups to be heard
    assert {tuple(row[4:]) for row in rows[1:]} == {("",) * 8}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_template_comes_back_as_nothing(
    replies: FlaskClient, send: Send, ending: str
) -> None:
    answer = send(template(replies, ending), name=f"t.{ending}").json
    assert (answer["rows_read"], answer["rows_empty"], answer["kept"]) == (0, 96, "")
    assert "No row of the file is filled" in answer["report"]


def test_accepted_and_rejected_rows_are_all_that_was_read(send: Send) -> None:
    rows = [GOOD, {**GOOD, "date": "5.6.2004", "value": "many"}, NINTH, {**GOOD, "site": "Atlan"}]
    answer = send(csv_of(*rows, separator=";").encode("gb18030")).json
    assert (answer["rows_read"], answer["accepted"], answer["rejected"]) == (4, 2, 2)
    assert [(one["row"], one["column"], one["found"]) for one in answer["reasons"]] == [
        (3, "value", "many"), (3, "date", "5.6.2004"), (5, "site", "Atlan"),
    ]  # fmt: skip
    assert all(len(one["reason"]) > 5 for one in answer["reasons"])
    assert (answer["encoding"], answer["separator"]) == ("utf-8-sig", ";")
    assert "columns parted by semicolon" in answer["report"]


def test_every_row_has_one_fate_and_a_kind_with_its_remedy(send: Send) -> None:
    rows = [GOOD, {**GOOD, "value": "many"}, {**GOOD, "site": "Atlan"}, {**GOOD, "site": "Dalien"},
            {**GOOD, "date": "2004"}, {**GOOD, "indicator": "Q99"}, GOOD, NINTH,
            {"kind": "value", "site": "diqing", "indicator": "Q08"}]  # fmt: skip
    answer = send(csv_of(*rows).encode()).json
    kinds = {one["kind"]: one["rows"] for one in answer["kinds"] if one["part"] != "told"}
    assert kinds == {
        "value": [2], "site": [9], "value-figure": [3], "site-unknown": [4, 5],
        "value-date": [6, 8], "value-indicator": [7], "site-empty": [10],
    }  # fmt: skip
    assert "9 rows read = 2 accepted + 6 rejected + 1 set aside." in answer["report"]
    assert "Dalien may mean: Dalian." in answer["report"]
    assert "Write a day such as 2004-06-30" in answer["report"]


TYPED = {"ods": lambda rows: ods_of(ods_rows(rows)), "xls": xls_of,
         "parquet": lambda rows: parquet_of(pa.table(dict(zip(rows[0], zip(*rows[1:], strict=True),
                                                              strict=True))))}  # fmt: skip


@pytest.mark.parametrize("kind", TYPED)
def test_other_kinds_of_tables_come_through_the_one_door(send: Send, kind: str) -> None:
    table = [list(COLUMNS), [str(GOOD.get(name, "")) for name in COLUMNS]]
    answer = send(TYPED[kind](table), name=f"filled.{kind}").json
    assert (answer["rows_read"], answer["accepted"], answer["rejected"]) == (1, 1, 0)
    refused = send(TYPED[kind]([["a", "b"], ["1", "2"]]), name=f"other.{kind}").json
    assert "no sheet has the header of the template" in refused["error"]["message"]


def test_a_guessed_encoding_is_told(send: Send) -> None:
    answer = send(csv_of({**GOOD, "source": "迪庆报告"}).encode("gb18030")).json
    assert answer["encoding"] == "gb18030"
    assert "Read as CSV in GB18030" in answer["report"]
    assert "迪庆报告" in answer["kept"]


def test_a_second_file_adds_and_says_what_it_replaced(send: Send) -> None:
    first = send(csv_of(GOOD, NINTH).encode()).json["kept"]
    later = xlsx_of({**GOOD, "value": 12}, {**GOOD, "site": "Xining", "value": 3})
    answer = send(later, first, "later.xlsx").json
    assert (answer["accepted"], answer["replaced"]) == (2, 1)
    kept = list(csv.DictReader(io.StringIO(answer["kept"])))
    assert [(row["kind"], row["site"], row["value"]) for row in kept] == [
        ("site", "Xining", ""), ("value", "diqing", "12"), ("value", "xining", "3"),
    ]  # fmt: skip


def test_everything_loaded_reads_back_as_itself(send: Send) -> None:
    hostile = {**GOOD, "indicator": "Q01", "value": "=1+1", "source": "two\nlines, 'quoted'"}
    kept = send(csv_of(GOOD, NINTH, hostile).encode()).json["kept"]
    assert "'=1+1" in kept
    again = send(b"\xef\xbb\xbf" + kept.encode()).json
    assert (again["kept"], again["accepted"], again["rejected"]) == (kept, 3, 0)
    over = send(kept.encode(), kept).json
    assert (over["kept"], over["replaced"]) == (kept, 3)


FILES = {
    **BAD_FILES,
    "kml with an entity": b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a SYSTEM "file:///etc/'
    b'passwd">]><kml>&a;</kml>',
    "json": b'{"rows": [1, 2]}',
    "workbook named csv but cut": xlsx_of(GOOD)[:900],
}


def test_there_are_enough_bad_files() -> None:
    assert len(FILES) >= 30


@pytest.fixture(scope="module")
def kept_good(world: World) -> str:
    """What the browser keeps of a good file."""
    return spelled(world, csv_of(GOOD))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a child for each file: test_loaded holds that it says the same."""
    monkeypatch.setattr(upload, "read_apart", read_sheet)


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_and_says_where_why_and_what_to_do(
    send: Send, kept_good: str, name: str
) -> None:
    kept = "kind\nnever read aloud"
    with heard() as lines:
        reply = send(FILES[name], kept_good)
    error = reply.json["error"]
    assert (reply.status_code, error["code"]) == (400, 400)
    assert error["message"].endswith(UNTOUCHED)
    assert error["message"].startswith(("The file: ", "Line ", "Xl/"))
    assert "root:" not in error["message"]
    assert not any("Traceback" in line for line in lines)
    assert kept not in reply.text


@pytest.mark.parametrize("name", ["xlsx named csv", "csv named xlsx"])
def test_a_file_is_known_by_what_it_is_not_by_its_name(send: Send, name: str) -> None:
    content = xlsx_of(GOOD) if name.startswith("xlsx") else csv_of(GOOD).encode()
    assert send(content, name=name.replace(" named ", ".")).json["accepted"] == 1


NAMES = ["../../etc/passwd", "CON", "a" * 4_096, "\u202egnp.csv", "a%0Ab.csv", "%2e%2e", "<b>x</b>"]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_shown_and_never_used(send: Send, name: str) -> None:
    answer = send(csv_of(GOOD).encode(), name=name)
    assert answer.status_code == 200
    assert len(answer.json["report"]) < 2_000
    assert "<b>x</b>" not in answer.json["report"]


WRONG = [
    ({"headers": {}}, 403),
    ({"headers": {"Origin": "https://evil.example"}}, 403),
    ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ({"data": b"a,b", "content_type": "text/csv"}, 415),
    ({"data": "{}", "content_type": "application/json"}, 415),
    ({"data": b"", "content_type": "application/x-www-form-urlencoded"}, 415),
    ({"data": {}}, 415),
    ({"data": b"no form", "content_type": "multipart/form-data; boundary=x"}, 400),
    ({"data": b"no form", "content_type": "multipart/form-data"}, 400),
    ({"data": {"file": "only text"}, "content_type": "multipart/form-data"}, 400),
    ({"data": b"x" * (UPLOAD_BYTES + 1), "content_type": "multipart/form-data"}, 413),
]


@pytest.mark.parametrize(("changes", "status"), WRONG)
def test_only_a_form_with_a_file_from_our_own_page_is_read(
    replies: FlaskClient, changes: dict[str, Any], status: int
) -> None:
    body = {"data": {"file": (io.BytesIO(csv_of(GOOD).encode()), "x.csv")}, "headers": ORIGIN}
    reply = replies.post(UPLOAD_PATH, **{**body, **changes})
    assert reply.status_code == status
    assert set(reply.json) == {"error"}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_the_address_takes_files_and_nothing_else(replies: FlaskClient, method: str) -> None:
    assert replies.open(UPLOAD_PATH, method=method).status_code == 405


def test_what_the_browser_keeps_must_be_readable_too(send: Send) -> None:
    for kept in ("garbage", "kind,site\n1,2", "PK\x03\x04"):
        reply = send(csv_of(GOOD).encode(), kept)
        assert reply.status_code == 400
        assert "remove it first" in reply.json["error"]["message"]


def test_more_than_a_browser_should_keep_is_refused(send: Send) -> None:
    kept = send(csv_of(GOOD).encode()).json["kept"]
    large = [{**GOOD, "date": f"20{n:02d}-01-01", "indicator": "Q01", "site": site,
              "value": "x" * 1_000, "source": "y" * 1_000}
             for n in range(14) for site in ("Diqing", "Dalian", "Beijing", "Kunming", "Chifeng",
                                             "Chengdu", "Shanghai", "Zhuolu")]  # fmt: skip
    reply = send(csv_of(*large).encode(), kept)
    assert reply.status_code == 413
    assert reply.json["error"]["message"].endswith(UNTOUCHED)
    fits = send(csv_of(*large[:60]).encode(), kept)
    assert fits.status_code == 200
    assert len(fits.json["kept"]) < MOST_KEPT_BYTES


def test_a_child_that_never_ends_is_an_ordinary_message(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuck(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr("geo.files.confined.subprocess.run", stuck)
    reply = send(csv_of(GOOD).encode())
    assert reply.status_code == 400
    assert "more memory or time than is allowed" in reply.json["error"]["message"]


def _asked(replies: FlaskClient, kept: str | bytes) -> TestResponse:
    """The question for a map with something loaded."""
    sent = kept.encode("utf-8", "surrogatepass") if isinstance(kept, str) else kept
    with heard() as lines:
        reply = replies.post(
            f"{VIEW}?place=xining", data=sent, content_type="text/csv", headers=ORIGIN
        )
    assert not any("Traceback" in line for line in lines), lines
    return reply


def test_what_is_kept_reaches_the_map_the_search_and_the_words(
    replies: FlaskClient, send: Send
) -> None:
    kept = send(csv_of(NINTH).encode()).json["kept"]
    answer = _asked(replies, kept).json
    learned = answer["learned"]
    assert "Xining (loaded by you)" in json.dumps(learned["controls"])
    assert '"xining"' in json.dumps(learned["spec"])
    assert "Site beside the eight of the paper" in answer["said"]["card"]
    marks = [one.get("lon") for one in answer["figures"]["map"]["data"]]
    assert [101.77] in marks
    plain = replies.get(f"{VIEW}?place=xining")
    assert "Xining" not in plain.json["said"]["card"]
    assert "101.77" not in plain.text


HOSTILE_NAME = "<a href='https://evil.example'>X</a>"


def test_a_name_from_a_file_is_text_in_every_label(replies: FlaskClient, send: Send) -> None:
    """S3, S4: Plotly would make a link of markup in a label."""
    kept = send(csv_of({**NINTH, "site": HOSTILE_NAME}).encode()).json["kept"]
    drawn = json.dumps(_asked(replies, kept).json["figures"])
    assert "<a href" not in drawn
    assert "&lt;a href" in drawn


@pytest.mark.parametrize("kept", ["", "garbage", "a,b\n1", "'", "\u202e", "x" * 150_000])
def test_garbage_for_what_is_kept_is_left_out_with_a_notice(
    replies: FlaskClient, kept: str
) -> None:
    reply = _asked(replies, kept)
    assert reply.status_code == 200
    said = reply.json["said"]["notices"]
    assert ('data-field="loaded"' in said) == bool(kept)
    assert 'data-field="place"' in said


@pytest.mark.parametrize("kept", [b"\xff\xfe\x00", "\ud800", "x" * (MOST_KEPT_BYTES + 1)])
def test_bytes_or_a_size_that_no_page_keeps_are_refused(
    replies: FlaskClient, kept: str | bytes
) -> None:
    assert _asked(replies, kept).status_code in (400, 413)


@pytest.mark.parametrize("changes", [
    {"headers": {}}, {"headers": {"Sec-Fetch-Site": "cross-site"}},
    {"headers": {"Origin": "https://evil.example"}}, {"content_type": "application/json"},
])  # fmt: skip
def test_only_our_own_page_may_ask_with_rows(replies: FlaskClient, changes: dict[str, Any]) -> None:
    asked = {"data": "a,b", "content_type": "text/csv", "headers": ORIGIN, **changes}
    assert replies.post(VIEW, **asked).status_code in (403, 415)
