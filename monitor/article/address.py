"""Addresses: joined to their base, and in one spelling so that the same page compares equal."""

import functools
import tomllib
from importlib.resources import files
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"
_QUERY_SAFE = _PATH_SAFE + "?[]"


@functools.cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names, and beginnings of names, of query parameters that say where a reader came from."""
    table = tomllib.loads(files("monitor.article").joinpath("tracking.toml").read_text("utf-8"))
    return frozenset(table["names"]), tuple(table["prefixes"])


def absolute(url: str, base: str) -> str | None:
    """``url`` joined to ``base``; None unless that makes an http or https address with a host."""
    cleaned = "".join(c for c in url.strip() if c >= " " and c != "\x7f").replace(" ", "%20")
    if not cleaned:
        return None
    try:
        joined = urljoin(base, cleaned)
        parts = urlsplit(joined)
        if parts.scheme.lower() not in _PORTS or not parts.hostname:
            return None
        _ = parts.port
    except ValueError:
        return None
    return joined


def canonical(url: str) -> str:
    """One spelling per page: for comparing, never for fetching.

    Scheme and host in lower case (international names in ASCII), no default port, no fragment, no
    credentials, no tracking parameters; percent-encoding spelt one way; order of parameters kept.
    An address that cannot be read comes back unchanged.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if not host:
        return url
    try:
        host = host.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        host = host.lower()
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _PORTS.get(scheme):
        host = f"{host}:{port}"
    path = _respelt(parts.path, _PATH_SAFE) or "/"
    names, prefixes = _tracking()
    kept = []
    for pair in parts.query.split("&"):
        name = unquote(pair.partition("=")[0]).lower()
        if pair and name not in names and not name.startswith(prefixes):
            kept.append(_respelt(pair, _QUERY_SAFE))
    return urlunsplit((scheme, host, path, "&".join(kept), ""))


def _respelt(part: str, safe: str) -> str:
    """Percent-encode what needs it, in upper case, and nothing that does not."""
    pieces = []
    for index, piece in enumerate(part.split("%")):
        if index == 0:
            pieces.append(piece)
            continue
        code, rest = piece[:2], piece[2:]
        if len(code) == 2 and all(c in "0123456789abcdefABCDEF" for c in code):
            char = chr(int(code, 16))
            unreserved = char.isascii() and (char.isalnum() or char in "-._~")
            pieces.append((char if unreserved else f"%{code.upper()}") + rest)
        else:
            pieces.append(f"%25{piece}")
    return quote("".join(pieces), safe=safe, errors="replace")
