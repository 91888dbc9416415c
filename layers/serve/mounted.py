"""Below a path, and behind a proxy that the operator named: what a request is.

Only a named proxy is believed when it says who asked, under which name and whether over TLS; from
anybody else these words are taken away. The path above the page is taken off and nothing else is
answered, but for the addresses of whoever watches the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from layers.serve.headers import STRICT_DAYS
from layers.serve.watch.health import IS_LOCAL, PATHS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

UNIX = "unix"
"""Names whoever asks through a socket of the file system: it has no address."""
OUTSIDE = "corridors.outside"
"""In the environment of a request: whether it is for nothing of ours."""
_SAID = ("HTTP_X_FORWARDED_", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@dataclass(frozen=True)
class Behind:
    """What stands between a server and its readers.

    Attributes
    ----------
    proxies : tuple of str
        Those that are believed, as `proxy` gives them.
    strict_days : int
        Days for which a browser that came over TLS is told to ask for TLS alone.
    """

    proxies: tuple[str, ...] = ()
    strict_days: int = STRICT_DAYS


NOTHING_BETWEEN = Behind()


def proxy(text: str) -> str:
    """Return an address or a network of proxies, or ``unix``, as it is compared.

    Parameters
    ----------
    text
        ``127.0.0.1``, ``10.0.0.0/24``, ``::1`` or ``unix``.

    Raises
    ------
    ValueError
        For anything else, and for a network that is everybody.

    Examples
    --------
    >>> proxy("10.0.0.7"), proxy("unix")
    ('10.0.0.7/32', 'unix')
    """
    if text == UNIX:
        return text
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"found {text!r}, expected an address, a network or {UNIX}") from None
    if not network.prefixlen:
        raise ValueError(f"found {text!r}, which is everybody: name the proxy")
    return str(network)


def path_above(text: str) -> str:
    """Return the path that a page stands below, with a slash at both ends.

    Raises
    ------
    ValueError
        For a path of other letters than those that no program writes in another way.

    Examples
    --------
    >>> path_above("maps"), path_above("/a/b/"), path_above("/")
    ('/maps/', '/a/b/', '/')
    """
    parts = [one for one in text.split("/") if one]
    sound = all(one.isascii() and one.replace("-", "").replace("_", "").isalnum() for one in parts)
    if not sound:
        raise ValueError(f"found {text!r}, expected a path of letters, digits, - and _: /maps/")
    return "/" + "".join(f"{one}/" for one in parts)


class Mounted:
    """A WSGI application that is asked as if it stood at the top and no proxy in front.

    Parameters
    ----------
    inner
        The application.
    prefix
        As `path_above` gives it.
    proxies
        As `proxy` gives them.
    """

    def __init__(self, inner: WSGIApplication, prefix: str, proxies: Sequence[str]) -> None:
        self._inner = inner
        self._root = prefix.rstrip("/")
        self._networks = [ip_network(one) for one in proxies if one != UNIX]
        self._trusts_sockets = UNIX in proxies
        self._fixed = ProxyFix(self._asked, x_for=1, x_proto=1, x_host=1)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request as it is once the words of strangers are away."""
        address = environ.get("REMOTE_ADDR", "")
        is_sent_on = any(key.startswith(_SAID) for key in environ)
        environ[IS_LOCAL] = not is_sent_on and _is_loopback(address)
        if self._is_named(address):
            return self._fixed(environ, start)
        for key in [one for one in environ if one.startswith(_SAID)]:
            del environ[key]
        return self._asked(environ, start)

    def _is_named(self, address: str) -> bool:
        """Whether the operator named whoever asks as a proxy."""
        found = address_of(address)
        if found is None:
            return self._trusts_sockets
        return any(found in one for one in self._networks)

    def _asked(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer with the path above taken off."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{self._root}/"):
            environ["PATH_INFO"] = path[len(self._root) :]
        elif path not in PATHS:  # whoever watches asks past the proxy
            environ[OUTSIDE] = True
        return self._inner(environ, start)


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """The address of whoever asks; None where it asks through a socket of the file system."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


def _is_loopback(address: str) -> bool:
    found = address_of(address)
    return found is None or found.is_loopback
