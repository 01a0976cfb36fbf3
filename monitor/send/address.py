"""Addresses of destinations, read by Apprise's own rules, so that what works with Apprise works here.

Only the rules are taken: a plugin reads its address and says whom it would send to. ``api=ADDRESS`` in an
address is ours: where the service is reached, for servers of one's own.
"""

import importlib
import re
import threading
import warnings
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from monitor.errors import SendError
from monitor.send.redact import Redactor, shown_url

CONNECT_S, READ_S = 10.0, 20.0
"""How long a service may take to be reached, and to answer; ``cto`` and ``rto`` in an address change it."""

_PLUGINS = {
    "json": ("custom_json", "NotifyJSON"),
    "mailto": ("email.base", "NotifyEmail"),
    "ntfy": ("ntfy", "NotifyNtfy"),
    "slack": ("slack", "NotifySlack"),
    "tgram": ("telegram", "NotifyTelegram"),
}
_API = re.compile(r"(?<=[?&])api=([^&]*)&?")
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Address:
    """One address as its service reads it."""

    service: Any
    """The Apprise plugin of that address, whose attributes say what stands in it."""
    api: str
    """Where the service is reached, without a slash at its end; empty for where it usually is."""
    redact: Redactor
    """Takes secrets out of causes, those that only stand in the address too."""
    connect_s: float
    read_s: float
    verify: bool
    """Whether certificates are checked."""


def read_address(url: str, plugin: str, redact: Redactor, *secrets: str) -> Address:
    """Read an address.

    Args:
        url: secrets filled in.
        plugin: whose rules, a key of this module's table.
        redact: takes known secrets out of causes.
        secrets: names of attributes that hold secrets of the address itself.

    Raises:
        SendError: it is no address of that service; only changing it helps.
    """
    found = _API.search(url)
    api = unquote(found.group(1)).rstrip("/") if found else ""
    rest = _API.sub("", url).rstrip("?&") if found else url
    try:
        with _loading, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            service = _service(rest, plugin)
    except Exception as error:  # whatever a plugin raises says that it cannot read the address
        raise _unread(url, redact(str(error))) from None
    if service is None:
        raise _unread(url, "it lacks something")
    own = (str(vars(service).get(name) or "") for name in ("password", *secrets))
    return Address(
        service,
        api,
        redact.knowing(secret for secret in own if secret),
        float(vars(service).get("socket_connect_timeout", CONNECT_S)),
        float(vars(service).get("socket_read_timeout", READ_S)),
        bool(service.verify_certificate),
    )


def _service(url: str, plugin: str) -> Any:
    module, name = _PLUGINS[plugin]
    kind = getattr(importlib.import_module(f"apprise.plugins.{module}"), name)
    read = None
    if url.startswith(("http:", "https:")):
        read = kind.parse_native_url(url)
    read = read or kind.parse_url(url)
    if not read:
        return None
    import apprise

    asset = apprise.AppriseAsset(app_id="monitor", app_desc="Withdrawal monitor", secure_logging=True)
    return kind(**read, asset=asset)


def _unread(url: str, cause: str) -> SendError:
    shown = shown_url(url)
    return SendError(
        f"{shown}: not an address that can be sent to ({cause.replace(url, shown)})",
        retryable=False,
        parks=True,
    )


class Editing(StrEnum):
    """Whether what was sent to an address can be changed."""

    SURE = "sure"
    PERHAPS = "perhaps"
    """A server of an old version takes the change for another message."""
    NEVER = "never"


def edits(url: str) -> Editing:
    """Whether what was sent to an address can be changed: Telegram, a Slack bot, ntfy from version 2.16."""
    scheme, _, rest = url.partition("://")
    if scheme == "tgram" or (scheme == "slack" and "xoxb-" in rest):
        return Editing.SURE
    return Editing.PERHAPS if scheme in ("ntfy", "ntfys") else Editing.NEVER
