"""How a replay of the development set compares with its list of shifts (scored as its README says)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from monitor.judge import Parts
from monitor.records import Alert, AlertKind, Entry, Extraction, Score
from monitor.replay import Replayed, replay
from monitor.settings import load
from monitor.wiring import build_parts
from tests.eval.corpus import DATA, items, milestones, oracle, shift_list

ROOT = Path(__file__).parents[2]
PROBES = tuple(Path(__file__).parent / name for name in ("probe", "probe_delays"))
"""Made-up news of the time after the development set, in its format: what works only there shows here."""
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

    def figures(self, prefix: str) -> dict[str, float]:
        """The figures that floors are kept for."""
        return {
            f"{prefix}.required_found": (len(self.found) + len(self.late)) / self.required,
            f"{prefix}.required_on_time": len(self.found) / self.required,
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


def replay_gold(folder: Path = DATA) -> Replayed:
    """Replay the gold statements: what the ledger and the alerts make of perfect readings."""
    read = {item.entry.id: item for item in items(folder)}

    def score(batch: Sequence[Entry]) -> Sequence[Score]:
        return [oracle(read[entry.id].on_topic) for entry in batch]

    def extract(entry: Entry) -> Extraction:
        return read[entry.id].gold

    return replay([item.entry for item in read.values()], Parts(score, extract, milestones(folder)))


@cache
def shipped() -> Parts:
    """Readers, milestones and policies as shipped, with the bundled encoder."""
    return build_parts(load(ROOT / "config"))


def replay_texts(folder: Path = DATA) -> Replayed:
    """Replay the texts as shipped, but with perfect relevance: what is left is due to reading and judging."""
    read = {item.entry.id: item for item in items(folder)}

    def score(batch: Sequence[Entry]) -> Sequence[Score]:
        return [oracle(read[entry.id].on_topic) for entry in batch]

    return replay([item.entry for item in read.values()], replace(shipped(), score=score))


def replay_shipped(folder: Path = DATA) -> Replayed:
    """Replay the texts exactly as the product does."""
    return replay([item.entry for item in items(folder)], shipped())


def report(comparison: Comparison) -> str:
    """What a person wants to see of a comparison."""
    lines = [
        f"required {len(comparison.found)} on time, {len(comparison.late)} late of {comparison.required}"
    ]
    for name in ("found", "late", "missed", "false", "silent_hits", "tolerated"):
        values: list[str] = getattr(comparison, name)
        lines += [f"  {name:<12} {value}" for value in values]
    return "\n".join(lines)


def figures(folder: Path = DATA) -> dict[str, float]:
    """Figures of the replays: gold statements, texts, texts with the shipped scorer, and the probe."""
    return {
        name: value
        for prefix, (replayed, listed) in _replays(folder).items()
        for name, value in compare(replayed.alerts, listed).figures(prefix).items()
    }


def details(folder: Path = DATA) -> str:
    """Which shifts the same replays found, missed and invented."""
    return "\n".join(
        f"{prefix}: {report(compare(replayed.alerts, listed))}"
        for prefix, (replayed, listed) in _replays(folder).items()
    )


def _replays(folder: Path) -> dict[str, tuple[Replayed, dict[str, Any]]]:
    """Replays with the list that each is held against."""
    listed = shift_list(folder)
    return {
        "gold": (replay_gold(folder), listed),
        "texts": (replay_texts(folder), listed),
        "shipped": (replay_shipped(folder), listed),
        **{probe.name: (replay_shipped(probe), shift_list(probe)) for probe in PROBES},
    }
