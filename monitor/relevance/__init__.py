"""Relevance: how surely an article tells the story that the seeds tell.

Words are read first (who leaves where, at what distance), similarities second; a small linear
combiner, fitted at
set-up without any labelled news, weighs both. See ``docs/relevance.md``.
"""

from monitor.relevance.corpus import SeedCorpus, SeedDocument, SeedLine, SeedWindow
from monitor.relevance.fitting import digest, fit
from monitor.relevance.language import detect
from monitor.relevance.rules import LanguageRules, PlaceRules, RelevancePolicy, TopicRules
from monitor.relevance.scoring import score
from monitor.relevance.topic import Fit, Topic, dump, restore

__all__ = [
    "Fit",
    "LanguageRules",
    "PlaceRules",
    "RelevancePolicy",
    "SeedCorpus",
    "SeedDocument",
    "SeedLine",
    "SeedWindow",
    "Topic",
    "TopicRules",
    "detect",
    "digest",
    "dump",
    "fit",
    "restore",
    "score",
]
