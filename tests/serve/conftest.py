from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from layers.serve.shell import Shell
from tests.serve.tiny import make_app


@pytest.fixture(scope="session")
def app() -> Shell:
    return make_app()


@pytest.fixture(scope="session")
def client(app: Shell) -> FlaskClient:
    return app.server.test_client()
