"""The page with a folder for data of readers, which the panel fills."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serve.running import Running, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The application with an empty folder for worlds of readers."""
    folder = tmp_path_factory.mktemp("worlds")
    with running("app.py", "--port", "0", "--own", str(folder)) as started:
        yield started
