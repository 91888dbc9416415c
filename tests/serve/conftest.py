from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.build import build
from geo.catalog import DATA_DIR
from geo.store import Store, open_store
from layers.serve import api as data
from layers.serve import guard, packing, shapes
from layers.serve.shell import Shell
from tests.serve.tiny import make_app


@pytest.fixture(scope="session")
def app() -> Shell:
    return make_app()


@pytest.fixture(scope="session")
def client(app: Shell) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="session")
def store() -> Store:
    build(DATA_DIR, DATA_DIR / "built")
    return open_store(DATA_DIR)


@pytest.fixture(scope="session")
def api(store: Store) -> FlaskClient:
    """The data routes on a bare server with the gate and the compression of the real one."""
    server = Flask("data")
    data.register(server, store)
    shapes.register(server, store)
    guard.install(server)
    server.after_request(packing.compress)
    return server.test_client()
