"""Relevance: how surely an article tells the story that the seeds tell.

Words are read first (who leaves where, at what distance), similarities second; a small linear combiner,
fitted at set-up without any labelled news, weighs both. See ``docs/relevance.md``.

The rules are plain records and are imported with the package; everything else is imported when first asked
for, because commands that only read settings must not wait for numpy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from monitor.relevance.rules import Headline, LanguageRules, PlaceRules, RelevancePolicy, TopicRules

if TYPE_CHECKING:
    from monitor.relevance.corpus import SeedCorpus, SeedDocument, SeedLine, SeedWindow
    from monitor.relevance.fitting import digest, fit, weakness
    from monitor.relevance.scoring import score
    from monitor.relevance.topic import Fit, Topic, dump, lexicons, restore

__all__ = [
    "Fit",
    "Headline",
    "LanguageRules",
    "PlaceRules",
    "RelevancePolicy",
    "SeedCorpus",
    "SeedDocument",
    "SeedLine",
    "SeedWindow",
    "Topic",
    "TopicRules",
    "digest",
    "dump",
    "fit",
    "lexicons",
    "restore",
    "score",
    "weakness",
]

_ELSEWHERE = {
    "Fit": "topic",
    "SeedCorpus": "corpus",
    "SeedDocument": "corpus",
    "SeedLine": "corpus",
    "SeedWindow": "corpus",
    "Topic": "topic",
    "digest": "fitting",
    "dump": "topic",
    "fit": "fitting",
    "lexicons": "topic",
    "restore": "topic",
    "score": "scoring",
    "weakness": "fitting",
}


def __getattr__(name: str) -> Any:
    home = _ELSEWHERE.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
