"""How a replay of an annotated set compares with its list of shifts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from monitor.evaluation.corpus import items, milestones, oracle, shift_list
from monitor.judge import Parts
from monitor.records import Alert, AlertKind, Entry, Extraction, Score
from monitor.replay import Replayed, replay
from monitor.settings import Settings
from monitor.wiring import build_parts

_NAMES = {AlertKind.POSTPONED.value: "postponed-without-date"}


@dataclass(slots=True)
class Comparison:
    """Alerts held against the list."""

    required: int
    found: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    tolerated: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    silent_hits: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def _share(self, n: int) -> float:
        """Of those required; of none, none is missed."""
        return n / self.required if self.required else 1.0

    def figures(self, prefix: str) -> dict[str, float]:
        """The figures that floors are kept for."""
        return {
            f"{prefix}.required_found": self._share(len(self.found) + len(self.late)),
            f"{prefix}.required_on_time": self._share(len(self.found)),
            f"{prefix}.false_alerts": float(len(self.false)),
            f"{prefix}.must_stay_silent_hits": float(len(self.silent_hits)),
        }


def compare(alerts: Iterable[Alert], listed: dict[str, Any]) -> Comparison:
    """Score the told alerts of a replay.

    Args:
        alerts: in order; suppressed ones, coverage and untracked milestones are skipped.
        listed: the content of ``shifts.json``.
    """
    entries = listed["entries"]
    required = {e["id"] for e in entries if e["alert"] == "required"}
    result = Comparison(required=len(required))
    met: set[str] = set()
    silent = {item["item"]: set(item["milestones"]) for item in listed["must_stay_silent"]}
    for alert in alerts:
        if alert.suppressed is not None or alert.milestone not in listed["tracked"]:
            continue
        words = f"{alert.entry} {alert.kind.value} {alert.milestone}"
        if alert.milestone in silent.get(alert.entry or "", ()):
            result.silent_hits.append(words)
        match = next((e for e in _candidates(alert, entries, required) if e["id"] not in met), None)
        if match is None:
            result.false.append(words)
            continue
        met.add(match["id"])
        where = f"{match['id']} {words}"
        if match["id"] not in required:
            result.tolerated.append(where)
        elif alert.entry == match["first_item"]:
            result.found.append(where)
        else:
            result.late.append(where)
    result.missed += sorted(required - met)
    return result


def _candidates(alert: Alert, entries: Sequence[dict[str, Any]], required: set[str]) -> list[dict[str, Any]]:
    kind = _NAMES.get(alert.kind.value, alert.kind.value)
    fitting = [
        e
        for e in entries
        if alert.entry in (e["first_item"], *e["also_items"])
        and kind in e["accept_kinds"]
        and alert.milestone in (e["milestone"], *e["alt_milestones"])
    ]
    return sorted(fitting, key=lambda e: (e["id"] not in required, alert.entry != e["first_item"]))


def replay_gold(folder: Path) -> Replayed:
    """Replay the gold statements: what the ledger and the alerts make of perfect readings."""
    read = {item.entry.id: item for item in items(folder)}

    def extract(entry: Entry) -> Extraction:
        return read[entry.id].gold

    return replay(
        [item.entry for item in read.values()], Parts(_perfect(folder), extract, milestones(folder))
    )


def replay_texts(folder: Path, parts: Parts) -> Replayed:
    """Replay the texts with perfect relevance: what is left is due to reading and judging."""
    return replay([item.entry for item in items(folder)], replace(parts, score=_perfect(folder)))


def replay_whole(folder: Path, parts: Parts) -> Replayed:
    """Replay the texts exactly as the product does."""
    return replay([item.entry for item in items(folder)], parts)


def _perfect(folder: Path) -> Callable[[Sequence[Entry]], Sequence[Score]]:
    on_topic = {item.entry.id: item.on_topic for item in items(folder)}
    return lambda batch: [oracle(on_topic[entry.id]) for entry in batch]


def report(comparison: Comparison) -> str:
    """What a person wants to see of a comparison."""
    lines = [
        f"required {len(comparison.found)} on time, {len(comparison.late)} late of {comparison.required}"
    ]
    for name in ("found", "late", "missed", "false", "silent_hits", "tolerated"):
        values: list[str] = getattr(comparison, name)
        lines += [f"  {name:<12} {value}" for value in values]
    return "\n".join(lines)


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """Figures of three replays: gold statements, texts with perfect relevance, texts as the product does."""
    listed = shift_list(folder)
    return {
        name: value
        for prefix, replayed in _replays(folder, settings).items()
        for name, value in compare(replayed.alerts, listed).figures(prefix).items()
    }


def details(folder: Path, settings: Settings) -> str:
    """Which shifts the same replays found, missed and invented."""
    listed = shift_list(folder)
    return "\n".join(
        f"{prefix}: {report(compare(replayed.alerts, listed))}"
        for prefix, replayed in _replays(folder, settings).items()
    )


def _replays(folder: Path, settings: Settings) -> dict[str, Replayed]:
    parts = build_parts(settings)
    return {
        "gold": replay_gold(folder),
        "texts": replay_texts(folder, parts),
        "shipped": replay_whole(folder, parts),
    }
