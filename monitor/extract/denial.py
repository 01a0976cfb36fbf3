"""Where what somebody denies begins (stage 7)."""

from collections.abc import Mapping, Sequence

from monitor.lang import Hit

__all__ = ["denied_from"]

_NAMED = 18
"""Tokens from a denial to the word for the reports that it denies: who denies them stands between."""


def denied_from(cues: Mapping[str, Sequence[Hit]], denial: Hit) -> int:
    """The token behind a denial, or behind the "reports" that it denies, however long who does is named."""
    reports = (hit.last for hit in cues.get("reports", ()) if 0 <= hit.first - denial.last <= _NAMED)
    return max(reports, default=denial.last)
