"""The ratchet: figures may rise, and fall only when somebody says so.

``floors.json`` holds, for every figure, the least (or, for errors and costs, the most) that is accepted, and
a digest of the data that it was measured on.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "floors.json"

_PINNED = re.compile(
    r"shifts\..*|stories\..*(f1|wrongly_merged)|extraction\.(?!.*per_second).*|confidence\.auc"
    r"|relevance\.(probe_reports\.)?(teaser|full)\.(all|ar_en|with_mentions)\.(auc|average_precision|recall|cost)"
)
"""Figures that floors are kept for: small groups say little, and speed is the machine's."""
_LESS_IS_BETTER = ("false", "hits", "cost", "miss", "coarsen", "wrong", "off_topic")
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Floors:
    """What is accepted, and of which data."""

    digest: str
    at_least: dict[str, float]
    at_most: dict[str, float]


def digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of the data files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.json*")):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def load(path: Path = FILE) -> Floors:
    """Read the floors."""
    raw = json.loads(path.read_text("utf-8"))
    return Floors(raw["digest"], raw["at_least"], raw["at_most"])


def less_is_better(name: str) -> bool:
    """Whether a figure counts errors."""
    return any(word in name.rsplit(".", 1)[-1] for word in _LESS_IS_BETTER)


def pinned(name: str) -> bool:
    """Whether a floor is kept for a figure."""
    return _PINNED.fullmatch(name) is not None


def breaches(figures: Mapping[str, float], floors: Floors) -> list[str]:
    """One sentence for every pinned figure that got worse or is gone."""
    found = []
    for name, floor in floors.at_least.items():
        if name not in figures:
            found.append(f"{name}: pinned at {floor:g}, but no longer measured")
        elif figures[name] < floor - _ROUNDING:
            found.append(f"{name}: {figures[name]:.4g} is below its floor {floor:g}")
    for name, ceiling in floors.at_most.items():
        if name not in figures:
            found.append(f"{name}: pinned at {ceiling:g}, but no longer measured")
        elif figures[name] > ceiling + _ROUNDING:
            found.append(f"{name}: {figures[name]:.4g} is above its ceiling {ceiling:g}")
    return found


def raised(figures: Mapping[str, float], floors: Floors, data: str, *, lower: bool = False) -> Floors:
    """The floors moved up to the figures; down as well only with ``lower``.

    Args:
        data: digest of the data measured on. Other data than before starts afresh.
    """
    fresh = lower or data != floors.digest
    at_least, at_most = dict(floors.at_least), dict(floors.at_most)
    for name, value in figures.items():
        if not pinned(name):
            continue
        if less_is_better(name):
            at_most[name] = value if fresh else min(value, at_most.get(name, value))
        else:
            at_least[name] = value if fresh else max(value, at_least.get(name, value))
    return Floors(data, at_least, at_most)


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, rounded to thousandths in the direction that the figures meet."""
    raw = {
        "digest": floors.digest,
        "at_least": {
            name: math.floor(value * 1000 + _ROUNDING) / 1000
            for name, value in sorted(floors.at_least.items())
        },
        "at_most": {
            name: math.ceil(value * 1000 - _ROUNDING) / 1000 for name, value in sorted(floors.at_most.items())
        },
    }
    path.write_text(json.dumps(raw, indent=1) + "\n", "utf-8")
