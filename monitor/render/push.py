"""A push notification for ntfy: how loud it is, which signs it shows, where a tap leads."""

import json

from monitor.records import AlertKind, Severity

_PRIORITIES = {Severity.SHIFT: 4, Severity.NEW_DATE: 4, Severity.EVENT: 3, Severity.COVERAGE: 2}
_QUIET = 2
# Names of emoji as ntfy knows them (https://docs.ntfy.sh/emojis/).
_SIGNS: dict[str, str] = {
    AlertKind.COVERAGE: "newspaper",
    AlertKind.NEW: "date",
    AlertKind.LATER: "fast_forward",
    AlertKind.EARLIER: "rewind",
    AlertKind.REFINED: "mag",
    AlertKind.DENIED: "no_entry",
    AlertKind.POSTPONED: "hourglass",
    AlertKind.CONFIRMED: "heavy_check_mark",
    AlertKind.BEGUN: "arrow_forward",
    AlertKind.COMPLETED: "checkered_flag",
    AlertKind.DIVERGENCE: "twisted_rightwards_arrows",
    AlertKind.DISAGREEMENT: "left_right_arrow",
    AlertKind.SETTLED: "handshake",
    AlertKind.CORRECTED: "pencil2",
    AlertKind.LAPSED: "alarm_clock",
    AlertKind.REMINDER: "bell",
    AlertKind.SILENCE: "zzz",
}


def push_object(
    title: str, message: str, *, name: str, severity: Severity | None, link: str | None, reference: str
) -> str:
    """What is posted to ntfy's address, all but ``topic``, as JSON.

    Args:
        title: the headline.
        message: plain lines; ntfy's Markdown shows in few of its programs.
        name: what it is, for filters on the phone.
        severity: gives the priority; None is quiet.
        link: opened by a tap.
        reference: by which a repeat is told.
    """
    sign = _SIGNS.get(name)
    made: dict[str, object] = {
        "title": title,
        "message": message,
        "priority": _QUIET if severity is None else _PRIORITIES[severity],
        "tags": [tag for tag in (sign, name, reference) if tag],
    }
    if link is not None:
        made["click"] = link
    return json.dumps(made, ensure_ascii=False)
