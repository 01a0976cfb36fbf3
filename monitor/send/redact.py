"""Secrets taken out of anything that is stored, logged or shown.

URLs keep what tells a person which one it is (scheme, host, path) and lose what opens a door: the user part,
query values named like secrets, the bot path of Telegram, and every secret known by value.
"""

import logging
import re
from collections.abc import Iterable
from urllib.parse import quote

MASK = "***"
SHORTEST = 5
"""A known secret shorter than this is not searched for: it would blank ordinary words."""

_NAME = r"(?:[\w.-]*(?:token|secret|passw(?:or)?d|passwd|api[_-]?key|signature)|pass|pwd|key|sig|auth|code)"
_USERINFO = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]*://)[^\s/?#@'\"]*(?:@[^\s/?#@'\"]*)*@", re.IGNORECASE)
_QUERY = re.compile(rf"(?P<name>[?&;]\+?{_NAME}=)[^&;#\s'\"]*", re.IGNORECASE)
_HEADER = re.compile(r"(?P<name>\bauthorization['\"]?\s*[:=]\s*['\"]?(?:\w+\s+)?)[^\s'\",;]+", re.IGNORECASE)
_TELEGRAM = re.compile(r"(?P<head>(?:/bot|\btgram://))\d+:[\w-]+", re.IGNORECASE)
_BOT = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{30,}")


class Redactor:
    """Takes secrets out of text.

    Args:
        secrets: values known to be secret; each is also found in its percent-encoded form.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        found = {form for s in secrets for form in (s, quote(s, safe=""), quote(s)) if len(form) >= SHORTEST}
        # Longest first, so that a secret that contains another goes as a whole.
        self._known = sorted(found, key=len, reverse=True)

    def knowing(self, secrets: Iterable[str]) -> "Redactor":
        """One that knows more secrets."""
        return Redactor((*self._known, *secrets))

    def __call__(self, text: str) -> str:
        """``text`` without secrets."""
        for secret in self._known:
            text = text.replace(secret, MASK)
        text = _TELEGRAM.sub(rf"\g<head>{MASK}", text)
        text = _BOT.sub(MASK, text)
        text = _USERINFO.sub(rf"\g<scheme>{MASK}@", text)
        text = _QUERY.sub(rf"\g<name>{MASK}", text)
        return _HEADER.sub(rf"\g<name>{MASK}", text)


class RedactingFilter(logging.Filter):
    """Put on a handler: what it writes holds no secrets, tracebacks included.

    HTTP libraries put whole URLs into their exceptions, so the finished message is searched, not its parts.
    """

    _traceback = logging.Formatter()

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the secrets out of the record, in place; it is always let through."""
        record.msg = self._redact(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self._redact(
                record.exc_text or self._traceback.formatException(record.exc_info)
            )
        if record.stack_info:
            record.stack_info = self._redact(record.stack_info)
        return True


def shown_url(url: str) -> str:
    """A destination as it may be shown and logged: its scheme and host only.

    Push services carry their secret anywhere in the address (host, path, query), so nothing else is safe.
    """
    scheme, sep, rest = url.partition("://")
    if not sep:
        return url.partition(":")[0] if ":" in url else url
    host = re.split(r"[/?#]", rest.rpartition("@")[2] if "@" in rest else rest, maxsplit=1)[0]
    dotted = re.fullmatch(r"\[[0-9a-fA-F:.]+\](:\d+)?|[\w-]+(\.[\w-]+)+(:\d+)?|localhost(:\d+)?", host)
    return f"{scheme}://{host if dotted else MASK}"
