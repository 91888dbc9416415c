"""Texts that hold no table, and packed files around them."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
import zlib

from tests.files.made import csv_of, parquet_of, xlsx_of, zip_of

GOOD = csv_of().encode()
XML = b'<?xml version="1.0"?>'
LONG = csv_of([["origin", "destination", "moves"], *[["Avon", "Bath", n] for n in range(300)]])
WIDE = [[f"c{n}" for n in range(10_000)], list(range(10_000))]
ZEROS = gzip.compress(bytes(1 << 20))

KINDS = {
    "web page": b"<html><body><table><tr><td>1</td></tr></table></html>",
    "web page with a document type": b"<!DOCTYPE html>\n<html></html>",
    "web page behind a mark": b"\xef\xbb\xbf<HTML><p>1,2",
    "web page behind lines": b"\n\n   <html>\n1,2\n3,4",
    "bare table of a page": b"<table><tr><td>1</td></tr></table>",
    "head of a page": b"<head><title>1,2</title></head>\n1,2",
    "spreadsheet of 2003": XML + b'<?mso-application progid="Excel.Sheet"?><Workbook/>',
    "XML": XML + b'<rows><row a="1"/></rows>',
    "XML that tells of itself": XML
    + b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "KML": b'<kml xmlns="http://www.opengis.net/kml/2.2"></kml>',
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "PDF": b"%PDF-1.7\n1,2\n3,4\n",
    "RTF": b"{\\rtf1 1,2\n3,4}",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(50),
    "GIF": b"GIF89a" + bytes(50),
    "RAR": b"Rar!\x1a\x07\x00" + bytes(50),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(50),
    "bzip2": b"BZh91AY&SY" + bytes(50),
    "xz": b"\xfd7zXZ\x00" + bytes(50),
    "zstd": b"\x28\xb5\x2f\xfd" + bytes(50),
    "database": b"SQLite format 3\x00" + bytes(100),
    "program": b"\x7fELF\x02\x01\x01" + bytes(100),
    "program for Windows": b"MZ\x90\x00\x03" + bytes(100),
    "Arrow file": b"ARROW1\x00\x00" + bytes(100),
    "Arrow stream": b"\xff\xff\xff\xff\x70\x00\x00\x00" + bytes(100),
    "JSON of records": b'[{"from": "Avon", "to": "Bath", "moves": 3}]',
    "JSON of lists": b"[[1, 2, 3],\n [4, 5, 6]]",
    "GeoJSON": b'{"type": "FeatureCollection",\n "features": []}',
    "lines of JSON": b'{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n',
    "old Office file of nothing": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "random bytes": random.Random(1).randbytes(5_000),
    "sound": b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00",
    "key": b"\x30\x82\x01\x0a\x02\x82\x01\x01\x00\xc3" + random.Random(2).randbytes(260),
}

TEXTS = {
    "nothing": b"",
    "blanks": b"  \t \r\n \n",
    "lines": b"\n" * 5_000,
    "zeros": bytes(5_000),
    "mark alone": b"\xef\xbb\xbf",
    "mark of UTF-16 alone": b"\xff\xfe",
    "mark of UTF-16 and lines": b"\xff\xfe\n\x00\n\x00",
    "one cell": b"42",
    "heading only": b"origin,destination,moves\n",
    "heading only, no end": b"origin;destination;moves",
    "heading only, tabs": b"origin\tdestination\tmoves\r\n",
    "heading only, UTF-16": "origin,destination,moves\n".encode("utf-16"),
    "heading only, bars": b"origin|destination|moves\r",
    "one long line": b"a" * 50_000,
    "end mark of an old system": b"\x1a",
    "open quote": GOOD + b'"Avon,Bath,3\n',
    "open quote at the start": b'"' + GOOD,
    "letter behind a quoted cell, tabs": b'a\tb\tc\n"1\t2\t3\n"4" x\t5\t6\n7\t8\t9\n',
    "open quote, tabs": b'a\tb\n"1\t2\n3\t4\n',
    "open quote in a long file": (LONG + '"Avon,Bath,3\n' + LONG).encode(),
    "two open quotes far apart": LONG.join(["", 'Avon,"Bath,3\n', 'Avon,Bath,"3\n', ""]).encode(),
    "text behind a quote": b'a,b\n"1"x,2\n"3,4\n',
    "cell of 50 MB": b"a,b\n1," + b"x" * 50_000_000 + b"\n2,3\n",
    "quoted cell of 50 MB": b'a,b\n1,"' + b"x" * 50_000_000 + b'"\n2,3\n',
    "cell of 200,000 signs": b"a,b\n1," + b"x" * 200_000 + b"\n",
    "cell of 200,000 signs in a row of another width": b"a,b\n1,2\n1,2," + b"x" * 200_000 + b"\n",
    "cell of 200,000 wide signs": b"a,b\n1," + "県".encode() * 200_000 + b"\n",
    "cell of 500 lines": b'a,b\n1,"' + b"x\n" * 500 + b'"\n2,3\n',
    "10,000 columns": csv_of(WIDE).encode(),
    "10,000 columns, semicolons": csv_of(WIDE, ";").encode(),
    "10,000 columns, tabs": csv_of(WIDE, "\t").encode(),
    "10,000 columns in one row": GOOD + b",".join([b"1"] * 10_000) + b"\n",
    "10,000 columns in a later row": LONG.encode() * 3 + b"," * 10_000 + b"\n",
    "million separators": GOOD + b"," * 1_000_000,
    "NUL in a cell": b"a,b\n1,2\x00\n3,4\n",
    "NUL in the heading": b"a\x00,b\n1,2\n",
    "control sign": b"a,b\n1,\xe9\x07\n",
    "escape sign in old signs": "府県,人\n東京,\x1b\n".encode("cp932"),
    "UTF-8 cut in a sign": ("Łódź,Kraków\n" * 40).encode()[:-8] + b"\xc5",
    "UTF-8 with one wrong byte": ("Łódź,Kraków\n" * 40).encode() + b"\xff,1\n",
    "UTF-8 with a lost half": ("東京,大阪\n" * 40).encode() + b"\xe6\x9d,1\n",
    "UTF-16 with half a sign": "東京,大阪\n".encode("utf-16") + b"\x00\xd8,\x00",
    "UTF-32": "a,b\n1,2\n".encode("utf-32"),
    "UTF-32 without a mark": "a,b\n1,2\n".encode("utf-32-le"),
    "UTF-16 of odd length": "a,b\n1,2\n".encode("utf-16-le") + b"x",
    "larger than is read": b"1,2\n" * 64_000_001,
    "signs of old mainframes": "A,B\n1,2\n".encode("cp500"),
    "letters for mail": b"b3JpZ2luLGRlc3RpbmF0aW9uLG1vdmVzCkF2b24sQmF0aCwxMgo=",
}

CHOSEN = {
    "no such encoding": (GOOD, {"encoding": "klingon"}),
    "path as an encoding": (GOOD, {"encoding": "../../etc/passwd"}),
    "codec that is no encoding": (GOOD, {"encoding": "zlib_codec"}),
    "UTF-8 chosen for another": ("Zürich,1\n".encode("cp1252") * 2, {"encoding": "utf-8-sig"}),
    "UTF-16 chosen for odd bytes": (GOOD + b"1", {"encoding": "utf-16"}),
    "Japanese chosen for another": (b"a,b\n\x81\x20,1\n", {"encoding": "cp932"}),
    "Taiwan chosen for another": ("Zürich,1\n".encode("cp1252") * 2, {"encoding": "cp950"}),
    "no such separator": (GOOD, {"separator": "::"}),
    "letter as a separator": (GOOD, {"separator": "a"}),
    "line end as a separator": (GOOD, {"separator": "\n"}),
    "quote as a separator": (GOOD, {"separator": '"'}),
}


def _with_flag(content: bytes) -> bytes:
    """A packed file whose directory says that it has a password."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def _with_method(content: bytes, method: int) -> bytes:
    at, first = content.index(b"PK\x01\x02"), content.index(b"PK\x03\x04")
    coded = method.to_bytes(2, "little")
    content = content[: at + 10] + coded + content[at + 12 :]
    return content[: first + 8] + coded + content[first + 10 :]


def _of_many(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.csv", b"")
    return out.getvalue()


def _damaged(packing: int) -> bytes:
    """A packed file with wrong bytes in its one part."""
    content = zip_of({"moves.csv": GOOD}, packing)
    at = content.index(b"moves.csv") + 16
    return content[:at] + b"\xff" * 6 + content[at + 6 :]


ZIPPED = zip_of({"moves.csv": GOOD})
PACKED_GOOD = zlib.compress(GOOD, wbits=-15)
PACKED = {
    "gzip of nothing": gzip.compress(b""),
    "gzip of a web page": gzip.compress(b"<html>"),
    "gzip of one line": gzip.compress(b"a,b"),
    "gzip, head only": gzip.compress(GOOD)[:10],
    "gzip, cut": gzip.compress(GOOD * 50)[:60],
    "gzip, wrong sum": gzip.compress(GOOD)[:-8] + bytes(8),
    "gzip and rubbish": gzip.compress(GOOD) + b"rubbish behind it",
    "gzip of wrong bytes": gzip.compress(GOOD)[:10] + b"\xff" * 40,
    "gzip bomb": ZEROS * 300,
    "gzip bomb in a bomb": gzip.compress(ZEROS * 300),
    "gzip in gzip in gzip": gzip.compress(gzip.compress(gzip.compress(GOOD))),
    "gzip of random bytes": gzip.compress(random.Random(3).randbytes(4_000)),
    "bare stream": b"\x1f\x8b" + zlib.compress(GOOD),
    "zip of nothing": zip_of({}),
    "zip of folders": zip_of({"moves/": b"", "more/": b""}),
    "zip of two tables": zip_of({"a.csv": GOOD, "b.csv": GOOD}),
    "zip of a shapefile": zip_of({f"a.{end}": b"x" for end in ("shp", "shx", "dbf", "prj")}),
    "zip of a web page": zip_of({"a.csv": b"<html>"}),
    "zip of an empty file": zip_of({"a.csv": b""}),
    "zip of what a system adds": zip_of({"__MACOSX/a.csv": GOOD, ".DS_Store": b"x"}),
    "zip in zip in zip": zip_of({"c": zip_of({"b": zip_of({"a.csv": GOOD})})}),
    "zip with a password": _with_flag(ZIPPED),
    "zip of an unknown packing": _with_method(ZIPPED, 99),
    "zip, damaged, in a rare packing": _damaged(zipfile.ZIP_LZMA),
    "zip, damaged, in another rare one": _damaged(zipfile.ZIP_BZIP2),
    "zip, cut": ZIPPED[:60],
    "zip, head only": b"PK\x03\x04",
    "zip, directory only": b"PK\x03\x04" + ZIPPED[ZIPPED.index(b"PK\x01\x02") + 4 :],
    "zip, wrong sum": ZIPPED.replace(PACKED_GOOD[:9], bytes(9)),
    "zip bomb": zip_of({"a.csv": bytes(20_000_000)}),
    "zip bomb of many": zip_of({f"{n}.csv": bytes(1_000_000) for n in range(50)}),
    "zip of 3,000 files": _of_many(3_000),
    "zip that leaves its folder": zip_of({"../../a.csv": b"", "../b.csv": b""}),
    "zip of a document with a type": zip_of({"a.xml": b"<!DOCTYPE a><a/>", "b": b""}),
    "zip of a picture": zip_of({"a.csv": b"\x89PNG\r\n"}),
    "zip of a cut workbook": zip_of({"a.xlsx": xlsx_of()[:500]}),
    "gzip of a cut Parquet file": gzip.compress(parquet_of()[:200]),
}
