"""Which text repeats another, and which differs from it in little but the facts that are the news.

Exact shares of common word triples: of the union for copies, of the shorter text for excerpts. Facts
(numbers, dates, turns of phrase; ``facts.toml``) veto: an agency report with another year in it is no copy,
but the shift itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from monitor.novelty.policy import StoryPolicy
from monitor.novelty.wording import Wording


class Repetition(StrEnum):
    """How a text stands to an earlier one."""

    NONE = "none"
    """Other words."""
    COPY = "copy"
    EXCERPT = "excerpt"
    VETOED = "vetoed"
    """The same words, other facts: what differs is then the news."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a text repeats an earlier one, and how much of it."""

    kind: Repetition
    share: float = 0.0
    """Triples in common: of the union, for an excerpt of its own."""


NO_REPEAT = Repeat(Repetition.NONE)


def repeat(new: Wording, old: Wording, policy: StoryPolicy) -> Repeat:
    """How the first text repeats the second."""
    ours, theirs = len(new.shingles), len(old.shingles)
    least = min(policy.copy_jaccard, policy.copy_containment) * ours
    # Neither share can reach its limit when the other text is so much shorter, or when it lacks the marks of
    # more triples than may be missing: no need to look at the triples.
    if not ours or theirs < least:
        return NO_REPEAT
    if (new.marks & old.marks).bit_count() < new.marks.bit_count() - (ours - least):
        return NO_REPEAT
    common = len(new.shingles & old.shingles)
    jaccard, contained = common / (ours + theirs - common), common / ours
    copied = jaccard >= policy.copy_jaccard
    excerpt = contained >= policy.copy_containment and ours >= policy.copy_least
    if copied and _agree(new, old):
        return Repeat(Repetition.COPY, jaccard)
    if excerpt and _adds_nothing(new, old):
        return Repeat(Repetition.EXCERPT, contained)
    return Repeat(Repetition.VETOED, jaccard) if copied or excerpt else NO_REPEAT


def _agree(one: Wording, other: Wording) -> bool:
    """The same facts in the same order, and none in a headline that the other article does not have."""
    return one.facts == other.facts and _headed(one, other) and _headed(other, one)


def _adds_nothing(new: Wording, old: Wording) -> bool:
    """An excerpt says nothing that the whole did not say in the same words; the reverse may be an update."""
    told = iter(old.facts)
    return new.factual <= old.factual and _headed(new, old) and all(fact in told for fact in new.facts)


def _headed(one: Wording, other: Wording) -> bool:
    """Nothing in a headline that the other article lacks, and no fact in the place of another one.

    "1 of 2 bases is empty" and "2 of 2 bases is empty" hold the same numbers.
    """
    exchanged = one.frame == other.frame and one.headline != other.headline
    return not exchanged and {*one.headline} <= {*other.facts, *other.headline}
