"""What a link suffers on its way: escaped twice, other letters, signs caught at its end, marks.

Only the page mends; the data interface takes a value as it is written or refuses it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from urllib.parse import parse_qsl, unquote

from geo.view.vocabulary import Vocabulary

Pairs = list[tuple[str, str]]
Naming = Callable[[str, Vocabulary], str]

MARKS = frozenset(
    (
        *("isappinstalled", "nsukey", "wxshare_count", "wxfid", "clicktime", "enterid", "scene_id"),
        *("share_token", "share_source", "vd_source", "spm_id_from", "fbclid", "gclid", "dclid"),
        *("gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igsh", "igshid", "mc_cid"),
        *("mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "ref_src"),
    )
)
"""Parameters that messengers and counters of visits add to a shared link."""
MARKING = re.compile(r"(utm|hmsr|hmpl|hmcu|hmkw|hmci|pk|mtm|matomo|piwik)(_.*)?$")
SHARED_FROM = frozenset(("singlemessage", "groupmessage", "timeline", "favorites"))
"""Where a messenger says that a link was opened, in a parameter that is a field of ours."""
MOST_ESCAPES = 4
_OPENING, _CLOSING = "\"'(<[{“‘「『《【*_~`", ".,;:!?)]}>\"'”’」』》】。、…*_~`"
_REST = re.compile(r"[。！？：…“”‘’「」『』《》【】\"'<>()][^A-Za-z0-9]*$")
_COMMAS = "、､﹐﹑，،;﹔；؛"
"""What stands between the parts of a list where other scripts and spreadsheets write a comma."""
_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN = str.maketrans(
    _WIDE
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys(_COMMAS, ",")
    | {"\N{IDEOGRAPHIC SPACE}": " "}
)
_JOINT = re.compile(r"\s*(?:->|[-~–—→])\s*")


def pairs(query: str, names: Collection[str]) -> Pairs:
    """Parameters of a query, whatever was escaped again on the way; known names as we spell them.

    Parameters
    ----------
    query : str
        With or without its question mark.
    names : collection of str
        Names of the fields; the value of any other parameter is left alone.

    Examples
    --------
    >>> pairs("?from%3Dwest%26To=e%2561st&amp;top=20", ["from", "to", "top"])
    [('from', 'west'), ('to', 'east'), ('top', '20')]
    >>> pairs("note=50%25", ["top"])
    [('note', '50%')]
    >>> pairs("from=west;east;to=east%3Btop=20", ["from", "to", "top"])
    [('from', 'west;east'), ('to', 'east'), ('top', '20')]
    """
    found: Pairs = []
    plain = re.sub(rf"(?<!&amp);{_before(names)}", "&", query.lstrip("?/"), flags=re.I)
    for key, value in parse_qsl(plain, keep_blank_values=True):
        found += _opened(key, value, names, MOST_ESCAPES)
    return found


def _before(names: Collection[str]) -> str:
    """Pattern of a place where another field begins."""
    return rf"(?=\s*(?:{'|'.join(names)})\s*=)"


def _opened(key: str, value: str, names: Collection[str], depth: int) -> Pairs:
    """One parameter, or those that another escape had made one of."""
    if depth and re.search(r"[=&%]", key):
        whole = unquote(f"{key}={value}" if value else key)
        split = parse_qsl(whole, keep_blank_values=True)
        return [one for part in split for one in _opened(*part, names, depth - 1)]
    bare = key.strip().removeprefix("amp;").lstrip("?").casefold()
    if bare not in names:
        return [(key, value)]
    value = _unescaped(value)
    here, *rest = re.split(rf"(?:&(?:amp;)?|[;；]){_before(names)}", value, flags=re.I)
    return [(bare, here), *(one for part in rest for one in pairs(part, names))]


def _unescaped(text: str) -> str:
    for _ in range(MOST_ESCAPES):
        if "%" not in text:
            break
        text = unquote(text)
    return text


def is_mark(key: str, value: str) -> bool:
    """Whether a parameter is a mark of a messenger or of a counter of visits.

    Examples
    --------
    >>> is_mark("utm_source", "x"), is_mark("from", "singlemessage"), is_mark("from", "west")
    (True, True, False)
    """
    key = key.strip().removeprefix("amp;").casefold()
    return key in MARKS or bool(MARKING.match(key)) or (key == "from" and value in SHARED_FROM)


def fold(name: str) -> str:
    """A name as it is compared: no tones, blanks, points or letter case.

    Examples
    --------
    >>> fold("Nèi Měng-gǔ"), fold("ＡＨ"), fold("Xi'an"), fold("西 藏")
    ('neimenggu', 'ah', 'xian', '西藏')
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if unicodedata.category(sign)[0] in "LN")


def readings(text: str, vocabulary: Vocabulary, code_of: Naming | None = None) -> Iterator[str]:
    """What a value may have been before it was damaged, the likeliest first; none is empty.

    Parameters
    ----------
    text : str
        The value as it came.
    vocabulary : Vocabulary
        Names of regions and other places.
    code_of : callable, optional
        Finds the code of a name, as :func:`region_named` does; no name is read without it.

    Examples
    --------
    >>> list(readings("East，)**_", Vocabulary()))[-3:]
    ['East', 'east', 'EAST']
    """
    for bare in dict.fromkeys(_bared(text, vocabulary.named)):
        if bare:
            yield from dict.fromkeys((bare, bare.lower(), bare.upper()))
            coded = [_code(part, vocabulary, code_of) for part in bare.split(",") if code_of]
            if coded and ",".join(coded) != bare:
                yield ",".join(coded)


def parted(text: str) -> list[str]:
    """Parts of a list as they were written, each once; blanks around them are no part of them.

    Examples
    --------
    >>> parted("west；安徽、 A,,A;")
    ['west', '安徽', 'A']
    """
    parts = (part.strip() for part in re.split(rf"[,{_COMMAS}]", text))
    return list(dict.fromkeys(part for part in parts if part))


def _bared(text: str, names: Collection[str]) -> Iterator[str]:
    """The text in plain signs, without signs around it, without words that stuck to its end."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = seen.translate(_PLAIN).strip()
    stuck = _REST.search(seen)
    cut = seen[: stuck.start()] if stuck and fold(stuck[0]) not in names else ""
    for whole in (plain, plain.lstrip(_OPENING).rstrip(_CLOSING + " "), cut):
        yield re.sub(r"\s+", "", whole.translate(_PLAIN)).rstrip(",")


def _code(part: str, vocabulary: Vocabulary, code_of: Naming) -> str:
    """Code of a region, or key of a corridor, that is written by names; else the text."""
    if code_of(part, vocabulary):
        return code_of(part, vocabulary)
    ends = [code_of(end, vocabulary) for end in _JOINT.split(part, maxsplit=1)]
    return vocabulary.joint.join(ends) if len(ends) > 1 and all(ends) else part


def region_named(name: str, vocabulary: Vocabulary) -> str:
    """Code of the region of a name; empty where there is none. A number is taken as it is written.

    Examples
    --------
    >>> words = Vocabulary(named={"ashill": "07", "07": "07"})
    >>> [region_named(name, words) for name in ("Ās hill", "07", "0-7", "Elm")]
    ['07', '07', '', '']
    """
    worded = any(sign.isalpha() for sign in name)
    return vocabulary.named.get(fold(name) if worded else name, "")


LEAST_BEGUN = 4


def region_begun(name: str, vocabulary: Vocabulary) -> str:
    """Code of the one region whose names begin like this; a shorter beginning is not guessed.

    Examples
    --------
    >>> words = Vocabulary({"regions": ("07", "08")}, named={"ashill": "07", "ashhill": "08"})
    >>> [region_begun(name, words) for name in ("ashi", "ashil", "ashh", "ash", "ashill")]
    ['07', '07', '08', '', '07']
    """
    wanted = fold(name)
    if region_named(name, vocabulary) or len(wanted) < LEAST_BEGUN:
        return region_named(name, vocabulary)
    found = {code for known, code in vocabulary.named.items() if known.startswith(wanted)}
    (code,) = found if len(found) == 1 else ("",)
    return code if code in vocabulary["regions"] else ""
