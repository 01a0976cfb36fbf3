"""Which published elements are new, changed or known, and which articles tell the same news.

``select`` compares one parsed feed with what the store knows (identity). ``assign`` compares one article
with what was told in the last days (stories). Both are pure and say why they decided.
"""

from monitor.novelty.identity import aliases, digest
from monitor.novelty.select import select
from monitor.novelty.stories import StoryLevel, StoryMatch, StoryPolicy, Told, assign, tell

__all__ = [
    "StoryLevel",
    "StoryMatch",
    "StoryPolicy",
    "Told",
    "aliases",
    "assign",
    "digest",
    "select",
    "tell",
]
