"""Where terms stand in a text, by worked examples."""

from __future__ import annotations

import pytest

from geo.terms.matching import Matcher, forms_of

TERMS = Matcher(
    {
        "hukou": "hukou",
        "hukou reform": "reform",
        "place of registration": "place",
        "township and village enterprise": "tve",
        "TVE": "tve",
        "MOST": "most",
        "disparity": "gap",
        "win-win": "both",
        "户籍": "hukou",
        "户籍人口": "registered",
        "户籍制度改革": "reform",
        "人均GDP": "gdp",
        "1% survey": "survey",
    }
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.key) for one in TERMS.found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A hukou reform left the hukou.", [("hukou reform", "reform"), ("hukou", "hukou")]),
        ("Hukou reforms; hukous", [("Hukou reforms", "reform"), ("hukous", "hukou")]),
        ("hukou reformers", [("hukou", "hukou")]),
        ("hukouless, non-hukou, xhukou", []),
        ("Township and village enterprises (TVEs)", [
            ("Township and village enterprises", "tve"), ("TVEs", "tve"),
        ]),
        ("most of the UTMOST, but MOST", [("MOST", "most")]),
        ("tve and Tve", []),
        ("disparities and Disparity", [("disparities", "gap"), ("Disparity", "gap")]),
        ("a win-win, a win-win-win", [("win-win", "both"), ("win-win", "both")]),
        ("the 1% survey of the 11% survey", [("1% survey", "survey")]),
        ("户籍制度改革与户籍人口和户籍", [
            ("户籍制度改革", "reform"), ("户籍人口", "registered"), ("户籍", "hukou"),
        ]),
        ("以2005年人均GDP计，TVE在户籍制", [("人均GDP", "gdp"), ("TVE", "tve"), ("户籍", "hukou")]),
        ("", []),
    ],
)  # fmt: skip
def test_the_longest_whole_word_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected
    assert TERMS.has_any(text) == bool(expected)


def test_without_spellings_nothing_is_found() -> None:
    assert not Matcher({}).has_any("hukou 户籍")


def test_an_abbreviation_keeps_its_letters_and_a_sign_has_no_plural() -> None:
    assert forms_of("NBS") == ("NBS", "NBSs")
    assert forms_of("mega city") == ("mega city", "mega cities", "Mega city", "Mega cities")
    assert forms_of("试点") == ("试点",)
