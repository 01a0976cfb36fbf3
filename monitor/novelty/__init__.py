"""Which published elements are new, changed or known, and which articles tell the same news.

``select`` compares one parsed feed with what the store knows (identity). ``assign`` compares one article
with what was told in the last days (stories). Both are pure and say why they decided.
"""

from monitor.novelty.identity import aliases, digest
from monitor.novelty.origin import Credit, Origin, Origins
from monitor.novelty.policy import StoryPolicy
from monitor.novelty.select import select
from monitor.novelty.stories import StoryLevel, StoryMatch, assign, copies
from monitor.novelty.told import Shelf, Told, tell

__all__ = [
    "Credit",
    "Origin",
    "Origins",
    "Shelf",
    "StoryLevel",
    "StoryMatch",
    "StoryPolicy",
    "Told",
    "aliases",
    "assign",
    "copies",
    "digest",
    "select",
    "tell",
]
