"""What words in headings, titles and rows say: which side, which kind of row, which sort of column.

Words of the languages in which offices publish such tables; no name of a place is among them
but those of parts of the world, which no table of regions has as regions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_BETWEEN_CJK = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")

ORIGIN, DESTINATION = "origin", "destination"


def _words(text: str, between: str = " ") -> frozenset[str]:
    return frozenset(text.split(between))


_STRONG = {
    ORIGIN: "origin origins orig from fra fran från source src former previous previously prior "
    "past y1 nodei departure departures von desde origen procedencia origine herkunft "
    "herkunftsort ago sending sender "
    "birth born outmigration emigration outflow outflows before leaving left "
    "fromcode ocode",
    DESTINATION: "destination destinations dest to into til till target tgt current currently "
    "present presently y2 nodej arrival arrivals nach hacia destino zielort ziel "
    "receiving receiver inmigration immigration after bestemming now tocode dcode",
}
_WEAK = {ORIGIN: "out o i fr oi", DESTINATION: "in d j dj new"}
_SIGNS = {
    ORIGIN: ("迁出", "来源", "原住", "出发", "年前", "流出", "出生", "原居"),
    DESTINATION: ("迁入", "目的", "现住", "到达", "流入", "现居"),
}
_REGISTERED = re.compile(r"户[籍口].*[地省市县区州]")
"""Where people are registered; the same word without a place is how, such as rural."""
_KIND_WORDS = _words("type kind status category class group sort typ art klasse")
_KIND_SIGNS = ("类型", "类别", "性质", "状况", "分类", "种类")
_STRONG_WORDS = {side: frozenset(words.split()) for side, words in _STRONG.items()}
_WEAK_WORDS = {side: frozenset(words.split()) for side, words in _WEAK.items()}

YEAR = _words(
    "year years yr yrs period interval time date quarter ar år jahr jahre an annee année ano "
    "anio año 年 年份 年度 时期 时间 tid",
)
_ENDS = {
    "first": "start started starts starting begin begins beginning first since from before "
    "previous base initial origin y0 t0 von fra från anfang inicio desde debut début",
    "last": "end ended ends ending last to until till til thru through after now current final "
    "destination bis ende fin hasta",
}
_END_SIGNS = {"first": ("起", "开始", "始", "期初"), "last": ("止", "结束", "终", "期末")}
_ENDS_WORDS = {end: frozenset(words.split()) for end, words in _ENDS.items()}
CODE = _words(
    "code codes fips statefips countyfips id ids kode cod geoid iso geo gss lad nuts ags "
    "insee ibge 行政区划代码 代码 编码 区划代码",
)
NAME = _words(
    "name names navn label 名称 地区 省份",
)
SEX = _words(
    "sex gender kon køn geschlecht sexo sexe 性别",
)
AGE = _words(
    "age ages agegroup alder alter edad idade 年龄 年龄组",
)
PERSONS = _words(
    "persons person people movers moves migrants migrant migration mig flow flows count "
    "counts number n total value values estimate estimates exemptions exemption personer "
    "population moved inbound outbound inflow outflow obs_value n2 freq weight size 人数 人口 "
    "迁移人数 数量 人次 人",
)
PEOPLE = PERSONS - {"n", "value", "values", "total"}
"""Those that mean nothing but people."""
NOT_PERSONS = _words(
    "agi income money amount amounts returns return households household n1 percent share "
    "rate pct moe margin se cv error area distance km dist gdp lon lat longitude latitude 户数 "
    "sample reverse 样本人数 反向人数 比例 %",
)
OF_PLACES = ("population", "inhabitants", "人口年份")
"""What a year of a place is of, not of a move."""
_NOTED = "0123456789*"
"""Signs of a footnote behind a name."""
MARGIN = ("moe", "margin of error", "margin", "se", "standard error", "cv", "+/-", "±")

MEN = _words(
    "m male males men man boys mænd maend män maenner männer hommes hombres 男 男性",
)
WOMEN = _words(
    "f w female females women woman girls kvinder kvinnor frauen femmes mujeres 女 女性",
)
EVERYONE = _words(
    "total totals both all everyone persons bothsexes ialt 合计 t",
)

LONGEST_GROUP = 60
_EVERYONE_TEXT = re.compile(
    r"(all|both|every)\b(?!.*\bothers?\b)( .*)?|everyone|everybody|"
    r"(grand |sub)?totals?(\W+(persons?|people|population|movers|migrants|(all|both) .*))?|"
    r"(persons|people|population|ages?|sex(es)?)\W+totals?|tot|totalt|totale|sum|summe|gesamt|"
    r"insgesamt|yhteensä|celkem|ogółem|razem|всего|toplam|i alt|begge køn|alle|beide|"
    r"(?:les )?deux sexes|ambos(?: sexos)?|ensemble|tous(?: .*)?|toutes(?: .*)?|tod[oa]s(?: .*)?|"
    r".*(合计|总计|小计|总数|共计|不分|全部|全体|合計|総数|全年龄|所有年龄).*|计|全"
)

TOTAL_WORD = _words(
    "total totals totale totalt tot sum summe insgesamt gesamt ensemble subtotal gesamtsumme",
)
_TOTAL_TEXT = _words(
    "all|world|i alt|hele landet|whole country|national|nation|country total|合计|总计|小计|"
    "全国|总数|"
    "共计|all provinces|all counties|all districts|all municipalities|all cities|all places|"
    "all origins|all destinations|all zones|各省合计|各地合计|各地区合计|"
    "all areas|all regions|all states|all countries|grand total|united states|"
    "england and wales|united kingdom|great britain|all persons|"
    "总流入|总流出|净流入|净流出|净迁入|净迁出|迁入合计|"
    "迁出合计|net|net flow|net migration|balance|inflow|outflow|in|out",
    "|",
)
_COUNTRIES = frozenset(("united states", "england and wales", "united kingdom", "great britain"))
"""Whole countries: totals among regions, and places among countries."""
_STAY = re.compile(
    r"non[- ]?mi[rg]|non[- ]?mover|same (house|residence|address)|did not move|stayer|not moved"
)
_FIGURE = re.compile(
    r"^(total |usual |resident )*(population|inhabitants)\b|^(常住|户籍|年末|总)+人口|^总?户数"
)
"""What a place has, such as its people, in a column among those of moves."""
_INSIDE = re.compile(
    r"^same (state|county|region|province|prefecture|district|municipality|city|area)\b"
    r".*\b(residence|ago|before|earlier)\b|^within (the |its )?(same )?"
    r"(state|county|region|province|prefecture|district|municipality|city|area)\b|"
    r"^(省内|本省|市内|本市|县内|区内)(合计|小计)?$"
)
"""Moves that end in the place in which they began."""
_REST = re.compile(
    r"^others?\b|^rest of|remainder|^same (st|co|reg)|^diff(erent)?\.? ?(st|co|reg)|^region \d\b|"
    r"elsewhere|undisclosed|not disclosed|^其他|^其它|aggregate|^all other"
)
_UNKNOWN = re.compile(
    r"unknown|not (stated|known|reported|available|specified|elsewhere)|unspecified|unstated|"
    r"uoplyst|unbekannt|inconnu|ignorad|desconocid|不详|未知|不明|unclassified|no fixed"
)
_ABROAD = re.compile(
    r"\bforeign|\babroad|\boverseas|\bapo\b|\bfpo\b|国外|境外|\boutside\b|udland|ausland|etranger|"
    r"étranger|extranjero|exterior|international|rest of the world|island areas?$|at sea\b|海外"
)
_WORLD = _words(
    "africa|asia|europe|caribbean|central america|south america|north america|"
    "northern america|latin america|latin america and the caribbean|oceania|americas|"
    "antarctica|middle east|eastern europe|western europe|northern europe|southern europe|"
    "eastern asia|southern asia|western asia|central asia|south-eastern asia|southeast asia|"
    "northern africa|sub-saharan africa|eastern africa|western africa|southern africa|"
    "middle africa|polynesia|micronesia|melanesia|australia and new zealand|"
    "亚洲|欧洲|非洲|北美洲|南美洲|"
    "大洋洲",
    "|",
)
TERRITORIES = _words(
    "puerto rico|virgin islands|us virgin islands|guam|american samoa|"
    "northern mariana islands|island area|island areas|us island area|us island areas|香港|台湾|"
    "澳门|hong kong|taiwan|macao|macau|臺灣|澳門|jersey|guernsey|isle of man|channel islands",
    "|",
)
"""Territories that some tables count with a country and others beside it."""


def folded(text: str) -> str:
    """Text as it is compared: plain forms, small letters, single blanks, none where not written.

    Examples
    --------
    >>> folded("  Ｔｏｔａｌ  Mig "), folded("合  计")
    ('total mig', '合计')
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _BETWEEN_CJK.sub("", plain) if _CJK.search(plain) else plain


def is_ideographic(text: str) -> bool:
    """Whether a text is written with ideographs."""
    return bool(_CJK.search(text))


def tokens(text: str) -> list[str]:
    """Words of a heading, also those that are joined by signs or by capitals.

    Examples
    --------
    >>> tokens("originState"), tokens("y2_statefips"), tokens("OutLA")
    (['origin', 'state'], ['y2', 'statefips'], ['out', 'la'])
    """
    plain = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    return [word.casefold() for word in _WORD.findall(plain)]


def side_of(text: str) -> str:
    """Side that a heading speaks of: ``origin``, ``destination``, or neither.

    Examples
    --------
    >>> [side_of(text) for text in ("Residence 1 year ago in --", "Current residence", "InLA")]
    ['origin', 'destination', 'destination']
    >>> side_of("from A to B")
    ''
    """
    words, plain = tokens(text), folded(text)
    found = {
        side
        for side in (ORIGIN, DESTINATION)
        if _STRONG_WORDS[side] & {*words} or any(sign in plain for sign in _SIGNS[side])
    }
    if _REGISTERED.search(plain):
        found.add(ORIGIN)
    if "年前" in plain:  # "residence five years ago" has the word for residence too
        found.discard(DESTINATION)
    if not found and len(words) <= 2:
        found = {side for side in (ORIGIN, DESTINATION) if _WEAK_WORDS[side] & {*words}}
    return found.pop() if len(found) == 1 else ""


def says_kind(text: str) -> bool:
    """Whether a heading speaks of a kind of people or places, not of a place.

    Examples
    --------
    >>> says_kind("origin type"), says_kind("登记类别"), says_kind("origin")
    (True, True, False)
    """
    return bool(_KIND_WORDS & {*tokens(text)}) or any(sign in text for sign in _KIND_SIGNS)


def interval_end(text: str) -> str:
    """Which year of an interval a heading speaks of: ``first``, ``last``, or neither.

    Examples
    --------
    >>> [interval_end(text) for text in ("period_start", "To year", "endYear", "起始年份", "year")]
    ['first', 'last', 'last', 'first', '']
    """
    plain = folded(text)
    said = {word.removesuffix("year").removeprefix("year") for word in tokens(text)}
    found = [
        end
        for end in _ENDS_WORDS
        if _ENDS_WORDS[end] & said or any(sign in plain for sign in _END_SIGNS[end])
    ]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1 << 16)
def row_kind(text: str) -> str:
    """Kind of a place that is none, empty where it may be one.

    One of ``total``, ``figure``, ``stay``, ``own``, ``unknown``, ``abroad`` and ``rest``.

    Examples
    --------
    >>> [row_kind(text) for text in ("合  计", "Other flows - West", "Foreign country3", "Aarhus")]
    ['total', 'rest', 'abroad', '']
    >>> row_kind("All provinces")
    'total'
    >>> [row_kind(text) for text in ("Population 1 year and over", "Same state of residence")]
    ['figure', 'own']
    """
    plain = folded(text)
    # A footnote sign behind the name is no part of it, nor is a dot inside an abbreviation.
    bare = re.sub(r"(?<=[a-z)])[\d*†‡]+$", "", plain).replace(".", "").strip()
    if _FIGURE.search(bare):
        return "figure"
    if _STAY.search(bare):
        return "stay"
    if _INSIDE.search(bare):
        return "own"
    if bare in _TOTAL_TEXT or TOTAL_WORD & {*tokens(text)}:
        return "total"
    if _UNKNOWN.search(bare):
        return "unknown"
    if _ABROAD.search(bare) or bare in _WORLD:
        return "abroad"
    return "rest" if _REST.search(bare) else ""


def is_everyone(text: str) -> bool:
    """Whether a group of people is all of them: both sexes, all ages, a total.

    Examples
    --------
    >>> [is_everyone(text) for text in ("Both sexes", "合计", "All other ages", "Total abroad")]
    [True, True, False, False]
    """
    plain = folded(text)
    return len(plain) <= LONGEST_GROUP and bool(_EVERYONE_TEXT.fullmatch(plain))


def is_country(text: str) -> bool:
    """Whether a text that reads as a total is a country, which may be a place among others."""
    return folded(text).rstrip(_NOTED) in _COUNTRIES


def is_territory(text: str) -> bool:
    """Whether a text names a territory that may or may not belong to the regions."""
    return folded(text).replace(".", "").rstrip(_NOTED).strip() in TERRITORIES


def is_about(text: str, words: Iterable[str]) -> bool:
    """Whether a heading has one of some words."""
    found = {*tokens(text)}
    return any(
        word in found or (len(word) > 1 and _CJK.match(word) and word in text) for word in words
    )
