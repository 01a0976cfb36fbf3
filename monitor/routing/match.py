"""Whether an alert is one of those meant."""

from monitor.records import Alert, Matcher


def fits(alert: Alert, matcher: Matcher) -> bool:
    """Whether an alert fits everything that a matcher gives."""
    return (
        (not matcher.severity or alert.severity in matcher.severity)
        and (not matcher.kind or alert.kind in matcher.kind)
        and (not matcher.milestone or alert.milestone in matcher.milestone)
        and (not matcher.language or _base(alert.lang) in {_base(code) for code in matcher.language})
        and (not matcher.outlet or not _outlets(alert).isdisjoint(name.casefold() for name in matcher.outlet))
        and max(len(alert.origins), 1) >= matcher.origins
    )


def fits_all(matcher: Matcher) -> bool:
    """Whether a matcher gives nothing."""
    return matcher == Matcher()


def _base(code: str) -> str:
    return code.lower().replace("_", "-").partition("-")[0]


def _outlets(alert: Alert) -> frozenset[str]:
    return frozenset(name.casefold() for name in (alert.outlet, *alert.outlets))
