"""Which articles tell the same news.

Levels, first one that holds, each with its reason:

1. **address**: the same canonical link;
2. **copy**: nearly the same words (exact Jaccard similarity, or containment of a shorter text, over hashed
   word triples of the normal form). Vetoed when the numbers, dates or turns of phrase that carry the news
   differ: the copy of an agency report with another year in it is the shift itself;
3. **news**: another text about the same thing in the same language: rare words and facts in common,
   weighted by how seldom recent articles use them, fading with the time between them.

Compared are a few hundred articles of the last days at most, so sets are compared exactly; sketches
(MinHash) would only approximate what is already cheap.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.novelty.wording import Wording, wording
from monitor.records import Entry


class StoryLevel(StrEnum):
    """How two articles were found to tell the same news."""

    NONE = "none"
    ADDRESS = "address"
    COPY = "copy"
    NEWS = "news"


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
    news_score: float = 0.14
    """Score from which two texts of one language tell the same news; above 1 switches this level off."""
    news_half_life: timedelta = timedelta(days=3)
    """Time apart that halves the score of level 3."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of an article to compare later ones with."""

    entry: str
    story: str
    published_at: datetime
    lang: str
    origin: str
    wording: Wording
    outlet: str = ""
    copy_of: str | None = None
    """The entry of its story that it repeats word for word, as far as that is known."""


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


def tell(entry: Entry, story: str | None = None) -> Told:
    """What is kept of an article. ``story`` defaults to a story of its own."""
    return Told(
        entry=entry.id,
        story=story or entry.id,
        published_at=entry.published_at,
        lang=entry.lang,
        origin=entry.origin,
        wording=wording(entry),
        outlet=entry.outlet,
    )


def assign(entry: Entry, recent: Sequence[Told], policy: StoryPolicy, told: Told | None = None) -> StoryMatch:
    """The story that an article belongs to, or a new one.

    Args:
        entry: the article.
        recent: articles of the last days with their stories, any order; the entry itself is skipped.
        policy: thresholds.
        told: ``tell(entry)`` where the caller already has it.
    """
    new = told or tell(entry)
    told_else = [t for t in recent if t.entry != entry.id]
    near = [t for t in told_else if abs(t.published_at - new.published_at) <= policy.window]
    near.sort(key=lambda t: (t.published_at, t.entry))
    for old in near:
        if new.wording.link and new.wording.link == old.wording.link:
            copied = old.entry if _copy(new, old, policy) else None
            return StoryMatch(old.story, StoryLevel.ADDRESS, f"same address as {old.entry}", copied, 1.0)
    best: StoryMatch | None = None
    for old in near:
        match = _copy(new, old, policy)
        if match is not None and (best is None or match.score > best.score):
            best = match
    if best is not None:
        return best
    if (news := _news(new, near, told_else, policy)) is not None:
        return news
    return StoryMatch(entry.id, StoryLevel.NONE, "nothing recent tells the same")


def copies(told: Sequence[Told], policy: StoryPolicy) -> tuple[Told, ...]:
    """Articles with what each repeats: of those of its story that it is a copy of, the nearest in wording."""
    stories: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        stories[one.story].append(one)
    return tuple(replace(one, copy_of=_copied(one, stories[one.story], policy)) for one in told)


def _copied(one: Told, others: Sequence[Told], policy: StoryPolicy) -> str | None:
    found = (_copy(one, other, policy) for other in others if other.entry != one.entry)
    best = max((match for match in found if match is not None), key=lambda match: match.score, default=None)
    return best.near_copy_of if best else None


def _copy(new: Told, old: Told, policy: StoryPolicy) -> StoryMatch | None:
    jaccard, contained = _overlap(new.wording, old.wording)
    if jaccard >= policy.copy_jaccard and _agree(new.wording, old.wording):
        reason = f"copy of {old.entry} ({jaccard:.0%} of the wording, same facts)"
        return StoryMatch(old.story, StoryLevel.COPY, reason, old.entry, jaccard)
    if _excerpt(new.wording, contained, policy) and _adds_nothing(new.wording, old.wording):
        reason = f"excerpt of {old.entry} ({contained:.0%} of its wording, no other facts)"
        return StoryMatch(old.story, StoryLevel.COPY, reason, old.entry, contained)
    return None


def _overlap(one: Wording, other: Wording) -> tuple[float, float]:
    """Jaccard similarity, and the share of the first one's triples that the other has."""
    if not one.shingles or not other.shingles:
        return 0.0, 0.0
    common = len(one.shingles & other.shingles)
    return common / (len(one.shingles) + len(other.shingles) - common), common / len(one.shingles)


def _excerpt(wording: Wording, contained: float, policy: StoryPolicy) -> bool:
    return contained >= policy.copy_containment and len(wording.shingles) >= policy.copy_least


def _adds_nothing(new: Wording, old: Wording) -> bool:
    """An excerpt says nothing that the whole did not say in the same words; the reverse may be an update."""
    return new.factual <= old.shingles and new.headline <= {*old.facts, *old.headline}


def _agree(one: Wording, other: Wording) -> bool:
    """The same facts in the same order, and no title with a fact that the other article does not have."""
    return (
        one.facts == other.facts
        and one.headline <= {*other.facts, *other.headline}
        and other.headline <= {*one.facts, *one.headline}
    )


def _news(new: Told, near: Sequence[Told], recent: Sequence[Told], policy: StoryPolicy) -> StoryMatch | None:
    candidates = [t for t in near if t.lang == new.lang and not _vetoed(new, t, policy)]
    if policy.news_score > 1 or not candidates:
        return None
    weights = _weights(new, candidates)
    begun: dict[str, datetime] = {}
    for t in recent:
        begun[t.story] = min(begun.get(t.story, t.published_at), t.published_at)
    best, found = 0.0, None
    for old in candidates:
        score = likeness(new, old, weights, policy)
        # Follow-ups of follow-ups do not keep a story open for ever.
        if score > best and abs(new.published_at - begun[old.story]) <= policy.window:
            best, found = score, old
    if found is None or best < policy.news_score:
        return None
    shared = sorted(new.wording.terms & found.wording.terms, key=lambda t: (-weights[t], t))[:3]
    reason = f"same news as {found.entry} (score {best:.2f}; {', '.join(shared)})"
    return StoryMatch(found.story, StoryLevel.NEWS, reason, None, best)


def _vetoed(new: Told, old: Told, policy: StoryPolicy) -> bool:
    """Whether two articles differ in little but their facts: what differs is then the news."""
    jaccard, contained = _overlap(new.wording, old.wording)
    return jaccard >= policy.copy_jaccard or _excerpt(new.wording, contained, policy)


def likeness(new: Told, old: Told, weights: Mapping[str, float], policy: StoryPolicy) -> float:
    """0..1: weighted share of common terms and facts, halved with every ``news_half_life`` between them."""
    shared = sum(weights[t] for t in new.wording.terms & old.wording.terms)
    ours = sum(weights[t] for t in new.wording.terms)
    theirs = sum(weights[t] for t in old.wording.terms)
    if not ours or not theirs:
        return 0.0
    apart = abs(new.published_at - old.published_at) / policy.news_half_life
    return shared / math.sqrt(ours * theirs) * math.exp2(-apart)


def _weights(new: Told, recent: Sequence[Told]) -> dict[str, float]:
    """How telling each term is: a word of every story weighs little.

    Counted by story, so that the words of one much-told story do not come to look common.
    """
    stories: dict[str, set[str]] = defaultdict(set)
    for told in recent:
        stories[told.story] |= told.wording.terms
    counts = Counter(term for terms in stories.values() for term in terms)
    counts.update(new.wording.terms)
    total = len(stories) + 1
    return {term: math.log1p(total / count) for term, count in counts.items()}
