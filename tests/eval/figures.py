"""The figures that floors are kept for: the development set, and the probes' shifts."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from monitor.evaluation import GROUPS, measure
from monitor.settings import Settings, load
from tests.eval import noise, steady

DATA = Path(__file__).parent / "data"
PROBES = tuple(Path(__file__).parent / name for name in ("probe", "probe_delays"))
"""Made-up news of the time after the development set, in its format: what works only there shows here."""
REPORTS = Path(__file__).parent / "probe_reports"
"""Made-up reports in nobody's view while words were listed and headlines made: for relevance alone."""
READING = tuple(
    Path(__file__).parent / name
    for name in (
        "probe_withdrawal",
        "probe_newsroom",
        "probe_sequel",
        "probe_aftermath",
        "probe_agencies",
        "probe_course",
    )
)
"""Made-up news of 2024 to 2027, labelled by people who had not seen the rules: for reading alone."""

STORIES = Path(__file__).parent / "probe_stories"
"""Made-up weeks of several stories each, in several languages: what the likeness of articles is fitted on."""


@cache
def shipped() -> Settings:
    """The settings as shipped."""
    return load(Path(__file__).parents[2] / "config")


def figures(folder: Path = DATA, groups: Sequence[str] = tuple(GROUPS)) -> dict[str, float]:
    """Figures by name; with shifts, those of the probes, of a set drowned in news and of a season too."""
    found = measure(folder, shipped(), groups)
    if "shifts" in groups:
        for probe in PROBES:
            for name, value in measure(probe, shipped(), ("shifts",)).items():
                if name.startswith("shifts.shipped."):
                    found[name.replace("shipped", probe.name)] = value
        found |= noise.figures(folder, shipped())
        found |= steady.figures(shipped())
    if "extraction" in groups:
        for probe in READING:
            for name, value in measure(probe, shipped(), ("extraction",)).items():
                found[name.replace("extraction.", f"extraction.{probe.name}.", 1)] = value
    if "stories" in groups:
        for name, value in measure(STORIES, shipped(), ("stories",)).items():
            found[name.replace("stories.", f"stories.{STORIES.name}.", 1)] = value
    if "relevance" in groups:
        for name, value in measure(REPORTS, shipped(), ("relevance",)).items():
            found[name.replace("relevance.", f"relevance.{REPORTS.name}.", 1)] = value
    return found
