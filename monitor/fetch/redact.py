"""Addresses fit to be shown: no passwords, no tokens."""

import re

_USERINFO = re.compile(r"(?<=://)[^/?#\s@]*@")
_SECRET_VALUE = re.compile(
    r"(?i)(?<=[?&;#])([\w.\-\[\]]*(?:token|key|sig|signature|secret|pass|passwd|password|pwd|auth|session|code)"
    r"[\w.\-\[\]]*)=[^&;#\s]*"
)


def redact(text: str) -> str:
    """The text with user names and passwords cut from every URL in it and the values of query parameters
    that sound like secrets replaced by ``***``."""
    return _SECRET_VALUE.sub(r"\1=***", _USERINFO.sub("", text))
