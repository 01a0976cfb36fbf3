"""Which articles tell the same news.

Levels, first one that holds, each with its reason:

1. **address**: the same canonical link;
2. **copy**: nearly the same words and the same facts (``copies``);
3. **news**: another text about the same thing, in any language (``likeness``). What counts is how the article
   stands to the story as a whole, the mean over its articles: one that resembles a single member is often the
   next news. A story is out of the question when one of its articles differs from this one in little but a
   fact, or when they state different dates for one milestone.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.novelty.copies import Repeat, Repetition, repeat
from monitor.novelty.likeness import Comparison
from monitor.novelty.policy import StoryPolicy
from monitor.novelty.told import Shelf, Told, tell
from monitor.records import Entry


class StoryLevel(StrEnum):
    """How two articles were found to tell the same news."""

    NONE = "none"
    ADDRESS = "address"
    COPY = "copy"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """The story of an article."""

    story: str
    """Identity of the story: that of the first article that told it."""
    level: StoryLevel
    reason: str
    """One sentence for a person."""
    near_copy_of: str | None = None
    """The entry whose words and facts this one repeats; None for other words, or other facts, on the same."""
    score: float = 0.0
    """Strength of the match: 1 for an address, similarity for a copy, 0..1 for news."""


_HOPELESS = -30.0
"""Log-odds below which nothing changes any more."""


def assign(
    entry: Entry, recent: Iterable[Told] | Shelf, policy: StoryPolicy, told: Told | None = None
) -> StoryMatch:
    """The story that an article belongs to, or a new one.

    Args:
        entry: the article.
        recent: articles of the last days with their stories, any order; the entry itself is skipped.
        policy: thresholds.
        told: ``tell(entry)`` where the caller already has it.
    """
    new = told or tell(entry)
    shelf = recent if isinstance(recent, Shelf) else Shelf(recent)
    near = shelf.around(new.published_at, policy.window, but=entry.id)
    copied, vetoed = _repeats(new, near, policy)
    for old in near:
        if new.wording.link and new.wording.link == old.wording.link:
            same = old.entry if old.entry in copied else None
            return StoryMatch(old.story, StoryLevel.ADDRESS, f"same address as {old.entry}", same, 1.0)
    if copied:
        old, found = max(copied.values(), key=lambda c: c[1].share)
        whose = "the wording, same facts" if found.kind is Repetition.COPY else "its wording, no other facts"
        reason = f"{found.kind} of {old.entry} ({found.share:.0%} of {whose})"
        return StoryMatch(old.story, StoryLevel.COPY, reason, old.entry, found.share)
    news = _news(new, near, vetoed, policy)
    return news or StoryMatch(entry.id, StoryLevel.NONE, "nothing recent tells the same")


def copies(told: Sequence[Told], policy: StoryPolicy) -> tuple[Told, ...]:
    """Articles with what each repeats: of those of its story that it is a copy of, the nearest in wording."""
    stories: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        stories[one.story].append(one)
    return tuple(replace(one, copy_of=_copied(one, stories[one.story], policy)) for one in told)


def _copied(one: Told, others: Iterable[Told], policy: StoryPolicy) -> str | None:
    copied, _ = _repeats(one, (t for t in others if t.entry != one.entry), policy)
    return max(copied.values(), key=lambda c: c[1].share)[0].entry if copied else None


def _repeats(
    new: Told, near: Iterable[Told], policy: StoryPolicy
) -> tuple[dict[str, tuple[Told, Repeat]], frozenset[str]]:
    """What the article repeats, by entry, and the stories that it differs from in little but a fact."""
    copied: dict[str, tuple[Told, Repeat]] = {}
    vetoed = set()
    for old in near:
        found = repeat(new.wording, old.wording, policy)
        if found.kind in (Repetition.COPY, Repetition.EXCERPT):
            copied[old.entry] = (old, found)
        elif found.kind is Repetition.VETOED:
            vetoed.add(old.story)
    return copied, frozenset(vetoed)


def _news(new: Told, near: Shelf, vetoed: Collection[str], policy: StoryPolicy) -> StoryMatch | None:
    if policy.news_score > 1:
        return None
    comparison = Comparison(new, near)
    stories: dict[str, list[Told]] = defaultdict(list)
    for old in near:
        # Follow-ups of follow-ups do not keep a story open for ever.
        if old.story not in vetoed and abs(new.published_at - old.begun_at) <= policy.window:
            stories[old.story].append(old)
    best: list[tuple[float, Told]] = []
    score = policy.news_score
    for members in comparison.foremost(stories, policy.news_half_life):
        compared = [comparison.odds(old, policy.news_half_life) for old in members]
        mean = sum(odds for odds, _ in compared) / len(compared)
        likely = 1 / (1 + math.exp(-max(mean, _HOPELESS)))
        if likely >= score and not any(found.dates_apart for _, found in compared):
            best = [(odds, old) for old, (odds, _) in zip(members, compared, strict=True)]
            score = likely
    if not best:
        return None
    _, old = max(best, key=lambda b: b[0])
    reason = f"same news as {old.entry}: {comparison.reason(old) or 'near in sense'}, {score:.2f}"
    return StoryMatch(old.story, StoryLevel.NEWS, reason, None, score)
