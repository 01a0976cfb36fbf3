"""Values that are well-formed but cannot work: limits of single keys, and keys that contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from typing import Any

from monitor.settings.duration import format_duration
from monitor.settings.lines import Path

_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least and greatest value, both allowed; None for no limit."""

    least: Any = None
    most: Any = None


_SHARE = Bounds(0.0, 1.0)
_POSITIVE = Bounds(1)

BOUNDS: dict[Path, Bounds] = {
    ("poll", "workers"): Bounds(1, 200),
    ("poll", "per_host"): Bounds(1, 10),
    ("poll", "gather"): Bounds(1, 10_000),
    ("cadence", "start"): Bounds(_MINUTE),
    ("cadence", "floor"): Bounds(_MINUTE),
    ("cadence", "fastest"): Bounds(_MINUTE),
    ("cadence", "own_floor"): Bounds(_SECOND),
    ("cadence", "ceiling"): Bounds(_MINUTE, timedelta(days=31)),
    ("cadence", "recent"): Bounds(2, 1_000),
    ("cadence", "spread"): _SHARE,
    ("cadence", "backoff_ceiling"): Bounds(_MINUTE),
    ("cadence", "refused_ceiling"): Bounds(_MINUTE),
    ("cadence", "unreached_ceiling"): Bounds(_MINUTE),
    ("cadence", "wait_start"): Bounds(_SECOND),
    ("cadence", "full_every"): Bounds(timedelta(hours=1)),
    ("fetch", "first_byte"): Bounds(timedelta(milliseconds=100)),
    ("fetch", "total"): Bounds(timedelta(milliseconds=100), timedelta(minutes=10)),
    ("fetch", "transferred_bytes"): Bounds(1_000),
    ("fetch", "decoded_bytes"): Bounds(1_000),
    ("fetch", "redirects"): Bounds(0, 20),
    ("fetch", "robots_for"): Bounds(timedelta(), timedelta(days=1)),
    ("fetch", "pace", "concurrent"): Bounds(1, 10),
    ("parse", "max_bytes"): Bounds(1_000),
    ("parse", "max_entries"): _POSITIVE,
    ("parse", "max_depth"): Bounds(10, 10_000),
    ("parse", "max_title"): Bounds(20),
    ("parse", "max_text"): Bounds(1_000),
    ("parse", "cpu_s"): _POSITIVE,
    ("parse", "wall_s"): Bounds(0.1),
    ("parse", "memory_bytes"): Bounds(64_000_000),
    ("encoder", "batch_size"): Bounds(1, 4_096),
    ("encoder", "max_chars"): Bounds(100),
    ("relevance", "threshold"): _SHARE,
    ("relevance", "digest_threshold"): _SHARE,
    ("relevance", "adapt_after"): Bounds(50),
    ("relevance", "adapt_sample"): Bounds(50, 5_000),
    ("relevance", "passage_words"): Bounds(5, 1_000),
    ("relevance", "max_passages"): Bounds(1, 1_000),
    ("relevance", "strength"): Bounds(0.000_1),
    ("story", "copy_jaccard"): _SHARE,
    ("story", "copy_containment"): _SHARE,
    ("story", "copy_least"): _POSITIVE,
    ("story", "news_half_life"): Bounds(_MINUTE),
    ("review", "batch"): Bounds(1, 10_000),
    ("review", "workers"): Bounds(1, 50),
    ("review", "tries"): _POSITIVE,
    ("review", "again"): Bounds(_MINUTE),
    ("deliver", "batch"): Bounds(1, 1_000),
    ("deliver", "update_every"): Bounds(_SECOND),
    ("deliver", "lease"): Bounds(timedelta(seconds=10)),
    ("health", "after"): Bounds(_MINUTE),
    ("health", "silent"): Bounds(timedelta(hours=1)),
    ("health", "silent_gaps"): Bounds(1.0),
    ("health", "stuck"): Bounds(_MINUTE),
    ("health", "stalled"): Bounds(timedelta(minutes=10)),
    ("health", "backup"): Bounds(timedelta(days=1)),
    ("heartbeat", "every"): Bounds(timedelta(seconds=30)),
    ("export", "items"): Bounds(1, 10_000),
    ("web", "port"): Bounds(0, 65_535),
    ("web", "session"): Bounds(_MINUTE),
    ("deliver", "retry", "start"): Bounds(_SECOND),
    ("deliver", "retry", "ceiling"): Bounds(_SECOND),
    ("deliver", "breaker", "failures"): _POSITIVE,
    ("deliver", "breaker", "pause"): Bounds(_SECOND),
}
"""Beyond what holds everywhere: no number and no duration is negative."""

ORDERED: tuple[tuple[Path, Path], ...] = (
    (("cadence", "floor"), ("cadence", "ceiling")),
    (("cadence", "floor"), ("cadence", "start")),
    (("cadence", "start"), ("cadence", "ceiling")),
    (("cadence", "fastest"), ("cadence", "ceiling")),
    (("cadence", "wait_floor"), ("cadence", "wait_ceiling")),
    (("fetch", "first_byte"), ("fetch", "total")),
    (("relevance", "digest_threshold"), ("relevance", "threshold")),
    (("deliver", "retry", "start"), ("deliver", "retry", "ceiling")),
    (("deliver", "breaker", "pause"), ("deliver", "breaker", "longest")),
)
"""Pairs of which the first may not exceed the second."""


def bound_problems(document: Any, given: set[Path]) -> Iterator[tuple[Path, str, str]]:
    """Where a section's values cannot work: path, what is wrong, the fix.

    Args:
        document: a dataclass of sections.
        given: paths of the keys that the user wrote; of two keys that contradict each other, one of
            these is named.
    """
    for path, value in _values(document, ()):
        bounds = BOUNDS.get(path, Bounds())
        least = bounds.least if bounds.least is not None else _zero(value)
        if least is not None and value < least:
            yield path, f"{_text(value)} is too small.", f"Write at least {_text(least)}."
        elif bounds.most is not None and value > bounds.most:
            yield path, f"{_text(value)} is too large.", f"Write at most {_text(bounds.most)}."
    for low, high in ORDERED:
        below, above = _value(document, low), _value(document, high)
        if below is not None and above is not None and below > above:
            at, other = (low, high) if low in given or high not in given else (high, low)
            than = "at most" if at == low else "at least"
            yield (
                at,
                f"{low[-1]} is {_text(below)}, more than {high[-1]} with {_text(above)}.",
                f"Write {than} {_text(_value(document, other))}.",
            )


def _values(record: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every number and duration of nested dataclasses, with its path."""
    for f in fields(record):
        value = getattr(record, f.name)
        if is_dataclass(value):
            yield from _values(value, (*path, f.name))
        elif isinstance(value, int | float | timedelta) and not isinstance(value, bool):
            yield (*path, f.name), value


def _value(record: Any, path: Path) -> Any:
    for step in path:
        record = getattr(record, str(step), None)
    return record


def _zero(value: Any) -> Any:
    return timedelta() if isinstance(value, timedelta) else 0


def _text(value: Any) -> str:
    return (
        f'"{format_duration(value)}"' if isinstance(value, timedelta) and value >= timedelta() else str(value)
    )
