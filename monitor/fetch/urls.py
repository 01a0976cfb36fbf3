"""URLs as they are asked for: parsed once, joined safely, shown without secrets."""

import base64
from urllib.parse import unquote_to_bytes

import httpx

from monitor.errors import FetchError
from monitor.fetch.redact import redact
from monitor.records import Outage

_LONGEST = 8192
_DEFAULT_PORTS = {"http": 80, "https": 443}


def parsed(text: str) -> httpx.URL:
    """The URL of a request.

    Raises:
        FetchError: ``refused-address`` when it is not an http or https URL with a host.
    """
    try:
        url = httpx.URL(text.strip())
        # An internationalised name is only checked when it is asked for.
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, UnicodeError, ValueError) as exc:
        raise _refused(text, str(exc).rstrip(".")) from None
    if url.scheme not in _DEFAULT_PORTS:
        raise _refused(text, "only http and https addresses are fetched")
    if not host or "%" in host or len(text) > _LONGEST:
        raise _refused(text, "it names no server" if not host else "it is malformed")
    return url


def joined(here: httpx.URL, location: bytes) -> httpx.URL:
    """Where a ``Location`` header leads. A login written into it is dropped: it is none of ours.

    Raises:
        FetchError: ``redirect`` when it leads nowhere that may be fetched.
    """
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    try:
        target = here.copy_with(userinfo=b"").join(text.strip())
        return bare(parsed(str(target)))
    except FetchError as exc:
        raise FetchError(Outage.REDIRECT, f"{here.host} redirects to a bad address. {exc}") from None
    except (httpx.InvalidURL, UnicodeError, ValueError) as exc:
        raise FetchError(
            Outage.REDIRECT, f"{here.host} redirects to an address that cannot be read ({str(exc)[:200]})."
        ) from None


def bare(url: httpx.URL) -> httpx.URL:
    """The URL without login and fragment: what goes over the wire and into records."""
    return url.copy_with(userinfo=b"", fragment=None) if url.userinfo or url.fragment else url


def login(url: httpx.URL) -> bytes | None:
    """The ``Authorization`` value for the user name and password in the URL, if there are any."""
    if not url.userinfo:
        return None
    name, _, password = url.userinfo.partition(b":")
    pair = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
    return b"Basic " + base64.b64encode(pair)


def origin(url: httpx.URL) -> tuple[str, bytes, int]:
    """Scheme, host and port: a login goes to the origin it was written for and no further."""
    return url.scheme, url.raw_host, url.port or _DEFAULT_PORTS[url.scheme]


def host(url: httpx.URL) -> str:
    """The host as it is looked up: ASCII, lower case."""
    return url.raw_host.decode("ascii")


def _refused(text: str, why: str) -> FetchError:
    return FetchError(Outage.REFUSED_ADDRESS, f"{redact(text)[:200]} cannot be fetched: {why[:200]}.")
