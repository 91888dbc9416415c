"""The one message shape of data errors."""

from __future__ import annotations

import pickle

import pytest

from geo.errors import DataError, SourceError, StaleBuildError, TableError


def test_message_lists_every_failure_and_ends_with_the_remedy() -> None:
    error = DataError("flows", ["line 3: found a", "line 9: found b"], "Mend it.")
    assert str(error).splitlines() == [
        "flows: 2 failures",
        "  - line 3: found a",
        "  - line 9: found b",
        "Mend it.",
    ]


def test_parts_stay_readable_by_a_program() -> None:
    error = TableError("flows", ("one",), "Mend it.")
    assert (error.dataset, error.failures, error.remedy) == ("flows", ["one"], "Mend it.")
    assert str(error).startswith("flows: 1 failure\n")


@pytest.mark.parametrize("kind", [SourceError, TableError, StaleBuildError])
def test_every_kind_is_a_data_error(kind: type[DataError]) -> None:
    with pytest.raises(DataError, match="found x"):
        raise kind("d", ["found x"], "Mend it.")


def test_an_error_without_a_case_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one failure"):
        DataError("flows", [], "Mend it.")


def test_an_error_survives_the_way_back_from_another_process() -> None:
    error = SourceError("flows", ["hash"], "Mend it.")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
