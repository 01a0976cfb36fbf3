"""Addresses fit to be shown: no passwords, no tokens."""

import re

_USERINFO = re.compile(r"(?<=://)[^/?#\s@]*@")
_PARAMETER = re.compile(r"(?<=[?&;#])([^=?&;#\s]*+)=[^?&;#\s]+")
_SECRET = re.compile(r"(?i)token|key|sig|secret|pass|pwd|auth|session|code")
"""What the names of parameters with secret values have in them."""


def redact(text: str) -> str:
    """The text with user names and passwords cut from every URL in it and the values of query parameters
    that sound like secrets replaced by ``***``. Takes time in proportion to the text."""
    return _PARAMETER.sub(_hidden, _USERINFO.sub("", text))


def _hidden(parameter: re.Match[str]) -> str:
    return f"{parameter[1]}=***" if _SECRET.search(parameter[1]) else parameter[0]
