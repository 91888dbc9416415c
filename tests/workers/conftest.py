"""The application over the real data: the tiny world has no such survey."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from layers.serve.shell import Shell


@pytest.fixture(scope="session")
def client(real: Shell) -> FlaskClient:
    return real.server.test_client()
