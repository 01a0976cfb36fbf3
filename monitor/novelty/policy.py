"""When two articles tell the same news: a plain record that settings build without importing the rest."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class StoryPolicy:
    """When two articles tell the same news."""

    window: timedelta = timedelta(days=7)
    """Articles further apart are never the same story."""
    copy_jaccard: float = 0.7
    """Share of common word triples from which two texts are copies."""
    copy_containment: float = 0.85
    """Share of a shorter text's triples found in the other from which it is an excerpt of it."""
    copy_least: int = 12
    """Fewer triples than this are too few to tell an excerpt."""
    news_score: float = 0.5
    """Score from which an article of any language tells a story's news; above 1 switches this level off."""
    news_half_life: timedelta = timedelta(hours=12)
    """Time apart that halves the odds of level 3."""
