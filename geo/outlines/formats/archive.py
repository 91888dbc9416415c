"""A zip of a reader, looked through before anything of it is unpacked, and never on a disk."""

from __future__ import annotations

import io
import stat
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import PurePosixPath

from geo.files.packed import BROKEN, ENCRYPTED, is_meant
from geo.files.unreadable import Said, UnreadableFileError, said, within
from geo.outlines.formats.layer import SIMPLIFY

MOST_MEMBERS = 50
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
SHAPEFILE = said("send a zip of one shapefile: its .shp, .shx, .dbf and .prj side by side")
_CENTRAL = b"PK\x01\x02"
DEVICES = {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}


def members(where: str, content: bytes) -> dict[str, bytes]:
    """Content of each member of a zip by its name without its folder, in small letters.

    Raises
    ------
    UnreadableFileError
        If it is damaged, or breaks any rule: of numbers, sizes and ratio, flat and plain names,
        no links, no password, no archive in the archive, no two members in one place.
    """
    _count(where, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [
                one for one in archive.infolist() if not one.is_dir() and is_meant(one.filename)
            ]
            _check(where, listed, len(content))
            return {_name(one): _content(where, archive, one) for one in listed}
    except UnreadableFileError:
        raise
    except BROKEN as bad:
        reason = said("a zip that is damaged or not whole")
        raise UnreadableFileError(where, reason, said("pack the shapefile again")) from bad


def _count(where: str, content: bytes) -> None:
    """Count the members by their marks: the directory is read only when they are few."""
    count = content.count(_CENTRAL)
    if count > MOST_MEMBERS:
        reason = said("a zip of {n} files, more than {most}", n=count, most=MOST_MEMBERS)
        raise UnreadableFileError(where, reason, SHAPEFILE)


def _check(where: str, listed: list[zipfile.ZipInfo], size: int) -> None:
    for one in listed:
        if flaw := _flaw(one):
            raise UnreadableFileError(_member(where, one.filename), flaw, SHAPEFILE)
    twice = [name for name, count in Counter(map(_name, listed)).items() if count > 1]
    if twice:
        reason = said("two files of the name {name}", name=repr(twice[0][:80]))
        raise UnreadableFileError(where, reason, SHAPEFILE)
    spans = sorted((one.header_offset, one.compress_size, one.filename) for one in listed)
    for (start, packed, name), (following, _, _) in pairwise(spans):
        if start + packed > following:
            raise UnreadableFileError(_member(where, name), said("files that overlap"), SHAPEFILE)
    unpacked = sum(one.file_size for one in listed)
    if unpacked > MOST_UNPACKED:
        reason = said("it unpacks to {n} bytes, more than {most}", n=unpacked, most=MOST_UNPACKED)
        raise UnreadableFileError(where, reason, SIMPLIFY)
    if unpacked > MOST_RATIO * max(1, min(size, sum(one.compress_size for one in listed))):
        reason = said("it unpacks to more than {n} times its size", n=MOST_RATIO)
        raise UnreadableFileError(where, reason, SHAPEFILE)


def _flaw(one: zipfile.ZipInfo) -> Said | None:
    """What is wrong with a member by its entry alone; None where nothing is."""
    name = one.orig_filename
    parts = PurePosixPath(name).parts
    if one.flag_bits & ENCRYPTED:
        return said("it has a password")
    if stat.S_ISLNK(one.external_attr >> 16):
        return said("a link to another file")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        return said("a name that leads out of the archive")
    if any(part.split(".")[0].strip().casefold() in DEVICES for part in parts):
        return said("the name of a device")
    if len(parts) > 2:
        return said("folders in folders")
    if PurePosixPath(name).suffix.casefold() in {".zip", ".gz", ".tgz", ".7z", ".rar", ".kmz"}:
        return said("an archive in the archive")
    return None


def _content(where: str, archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Unpack a member as far as it says to be long, whatever comes behind."""
    with archive.open(one) as part:
        found = part.read(one.file_size + 1)
    if len(found) != one.file_size:
        reason = said("it is not as long as the archive says")
        raise UnreadableFileError(_member(where, one.filename), reason, SHAPEFILE)
    return found


def _member(where: str, name: str) -> str:
    return within(where, repr(name[:80]))


def _name(one: zipfile.ZipInfo) -> str:
    return PurePosixPath(one.filename).name.casefold()
