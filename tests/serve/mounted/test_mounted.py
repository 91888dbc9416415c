"""Below a path and behind a proxy: who is believed, what is taken off, what stays outside."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, EnvironBuilder
from werkzeug.wrappers import Request, Response

from layers.serve.mounted import OUTSIDE, Mounted, path_above, proxy
from layers.serve.watch.health import PATHS

FORWARDED = {
    "X-Forwarded-For": "198.51.100.23",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "maps.example",
    "X-Forwarded-Prefix": "/evil",
}
INSIDE = "192.0.2.10"


def seen(prefix: str, proxies: tuple[str, ...], path: str = "/", **said: object) -> dict[str, str]:
    """What the application behind is asked."""

    @Request.application
    def tell(request: Request) -> Response:
        told = {
            "client": request.remote_addr or "",
            "scheme": request.scheme,
            "host": request.host,
            "path": request.path,
            "root": request.root_path,
            "outside": str(bool(request.environ.get(OUTSIDE))),
            "left": ",".join(sorted(key for key, _ in request.headers if key.startswith("X-"))),
        }
        return Response("\n".join(f"{key}={value}" for key, value in told.items()))

    asked = EnvironBuilder(path, **{"base_url": "http://localhost/", **said})
    reply = Client(Mounted(tell, prefix, proxies)).open(asked)
    return dict(line.split("=", 1) for line in reply.text.splitlines())


@pytest.mark.parametrize("named", [INSIDE, "192.0.2.0/24"])
def test_a_named_proxy_is_believed(named: str) -> None:
    found = seen("/", (proxy(named),), headers=FORWARDED, environ_overrides={"REMOTE_ADDR": INSIDE})
    assert (found["client"], found["scheme"]) == ("198.51.100.23", "https")
    assert found["host"] == "maps.example"


def test_only_the_last_hop_is_believed() -> None:
    forged = {"X-Forwarded-For": "127.0.0.1, 198.51.100.23"}
    found = seen("/", (proxy(INSIDE),), headers=forged, environ_overrides={"REMOTE_ADDR": INSIDE})
    assert found["client"] == "198.51.100.23"


@pytest.mark.parametrize("proxies", [(), (proxy("192.0.2.11"),), ("unix",)])
def test_nobody_else_is_believed(proxies: tuple[str, ...]) -> None:
    address = {"REMOTE_ADDR": INSIDE}
    found = seen("/", proxies, headers=FORWARDED, environ_overrides=address)
    assert (found["client"], found["scheme"]) == (INSIDE, "http")
    assert found["host"] == "localhost"
    assert found["left"] == ""


def test_a_socket_of_the_file_system_is_believed_where_it_is_named() -> None:
    address = {"REMOTE_ADDR": ""}
    believed = seen("/", ("unix",), headers=FORWARDED, environ_overrides=address)
    doubted = seen("/", ("127.0.0.1/32",), headers=FORWARDED, environ_overrides=address)
    assert (believed["client"], doubted["client"]) == ("198.51.100.23", "")


def test_no_path_is_believed_but_that_of_the_operator() -> None:
    address = {"REMOTE_ADDR": INSIDE}
    found = seen(
        "/maps/", (proxy(INSIDE),), "/maps/view", headers=FORWARDED, environ_overrides=address
    )
    assert (found["path"], found["root"]) == ("/view", "")


@pytest.mark.parametrize(
    ("path", "inside", "outside"),
    [
        ("/maps/", "/", "False"),
        ("/maps/view", "/view", "False"),
        ("/maps", "/maps", "True"),
        ("/mapsview", "/mapsview", "True"),
        ("/view", "/view", "True"),
        ("/", "/", "True"),
        *((path, path, "False") for path in PATHS),
    ],
)
def test_the_path_above_is_taken_off_and_the_rest_is_outside(
    path: str, inside: str, outside: str
) -> None:
    found = seen("/maps/", (), path)
    assert (found["path"], found["outside"]) == (inside, outside)


@pytest.mark.parametrize("text", ["0.0.0.0/0", "::/0", "proxy.example", "", "127.0.0.1:80"])
def test_what_names_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="found"):
        proxy(text)


@pytest.mark.parametrize("text", ["/a b/", "/é/", "/../x", "/a?b", "/<script>/", "/%2e/"])
def test_what_is_no_plain_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected a path"):
        path_above(text)
