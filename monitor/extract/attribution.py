"""Who can be the one that a verb of saying speaks of: how far a name stands from it, and what leads it.

Whoever stands in what is said, in a dateline or after a word like "in" does not speak.
"""

from collections.abc import Iterable
from functools import cached_property

from monitor.extract.reading import Sentence
from monitor.extract.roles import Role, Roles
from monitor.lang import Hit

__all__ = ["FAR", "REACH", "THAT", "Attribution"]

_OF = frozenset({"به", "بنا", "بنابر", "طبق", "بهپي", "بهپێي", "بهگوێرهي"})
"""Words that open "according to" where the verb closes the sentence: the speaker follows."""
THAT = frozenset(
    ("that", "he", "she", "they", "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "بانهم", "وان")
)
"""Words after which a sentence tells what is said: who is named there does not say it."""
_PLACED = frozenset(("of", "in", "at", "between", "with", "against", "near", "inside", "for", "to", "toward"))
"""Words after which an institution is a place or somebody else's: "said in Baghdad"."""
_OPENS = frozenset((",", ".", "كان", "كانت", "وكان", "وكانت", "لكن", "ولكن", "فيما", "بينما", "اما", "غير"))
"""Words before an institution that speaks in a clause of its own: "وكان البنتاغون قد ذكر"."""
_MEETING = frozenset(("خلال", "مع", "بعد", "عقب", "قبل", "لقائه", "لقائها", "لقاء", "استقباله", "امام"))
"""Words before a person who is met or spoken of, not who speaks."""
FAR = 8
"""How many tokens farther than a person an institution is from an Arabic verb that it may not belong to."""
_BESIDE = 2
"""How many tokens may stand between an office and an Arabic verb after it."""
_SUBJECT = 30
"""How many tokens the subject of a sentence may stand before a verb that closes it."""
REACH = 14
"""How many tokens a speaker may stand from the verb."""


class Attribution(Roles):
    """The verbs of saying of one text, and who can be their subject."""

    def between(self, verb: Hit, sentence: Sentence) -> bool:
        """Whether an Arabic word is "between" and no verb: "بين", not at the head of a clause."""
        head = self.words[verb.first - 1].low in (",", "فيما", "كما") if verb.first else True
        return (
            self.words[verb.first].low in ("بين", "وبين")
            and verb.last == verb.first + 1
            and verb.first > sentence.first
            and not head
        )

    def forwarded(self, verb: Hit) -> bool:
        """Whether an agency leads a sentence whose verb, and who speaks, is still to come."""
        if not self.reading.lexicon.verb_last or self.words[verb.first].low not in _OF:
            return False
        return verb.last in self.at["agency"]

    def recipient(self, agency: Hit) -> bool:
        """Whether an agency is only the one that is told: "السوداني لرويترز"."""
        before = self.words[max(0, agency.first - 2) : agency.first]
        return "ل" in self.words[agency.first].low[: agency.cut] or any(w.low in ("ل", "to") for w in before)

    def whole(self, hit: Hit) -> Hit:
        """The institution of the text before that a short name stands for: "the commission", "الوزارة"."""
        short = [word.low for word in self.words[hit.first : hit.last] if word.low != "the"]
        if len(short) != 1 or hit.label != "body":
            return hit
        head = short[0][hit.cut :] if self.arabic else short[0]
        bare = head.removeprefix("ال")
        for at in sorted(
            (at for at in self.at["institution"] if at < hit.first and at not in self.nested), reverse=True
        ):
            other = self.at["institution"][at]
            words = [word.low for word in self.words[other.first : other.last]]
            words[0] = words[0][other.cut :]
            if len(words) > 1 and (words[0] in (head, bare) if self.arabic else words[-1] == head):
                return other
        return hit._replace(first=hit.first + (self.words[hit.first].low == "the"))

    def burden(self, verb: Hit, place: Hit) -> int:
        """How much farther an institution is from a verb than a person would be."""
        if not self.arabic or self.reading.lexicon.verb_last:
            return 3
        opens = self.words[place.first - 1].low in _OPENS if place.first else True
        return 2 if opens and place.last <= verb.first <= place.last + 1 else FAR

    def span(self, hit: Hit, roles: Iterable[Role]) -> tuple[int, int]:
        """Where unnamed sources stand with what they belong to: "officials at the ministry"."""
        return next(((role.first, role.last) for role in roles if role.head is hit), (hit.first, hit.last))

    def met(self, verb: Hit, first: int) -> bool:
        """Whether a person after an Arabic verb is only whom somebody met: "قال خلال لقائه رئيس الوزراء"."""
        between = [word.low for word in self.words[verb.last : first]]
        after = max((n for n, low in enumerate(between) if low == ","), default=-1)
        return between[:1] != [","] and not _MEETING.isdisjoint(between[after + 1 :])

    def stands(self, verb: Hit, first: int, last: int, sentence: Sentence) -> bool:
        """Whether an office without a name can be who speaks at a verb."""
        if not self.arabic:
            return not self.told_of(verb, first, last, sentence)
        if verb.last != first and self.words[first].low.removeprefix("و").startswith("ل"):
            return False  # whom another serves, or who is told
        return self.next_to(verb, first) if first >= verb.last else verb.first - last <= _BESIDE

    def next_to(self, verb: Hit, first: int) -> bool:
        """Whether only words of time stand between an Arabic verb and a noun: it is the one who speaks."""
        return all(
            at in self.timed or at in self.at["said-gap"] or self.words[at].low == ","
            for at in range(verb.last, first)
        )

    def away(self, verb: Hit, first: int, last: int) -> float:
        """Tokens between a speaker and a verb; whoever stands in what is said is out of reach."""
        last_word = self.reading.lexicon.verb_last
        if first >= verb.last and last_word and self.words[verb.first].low not in _OF:
            return REACH  # what is said
        if first >= verb.last:
            if any(word.low in THAT for word in self.words[verb.last : first]):
                return REACH
            return first - verb.last
        if last <= verb.first:
            if last_word:
                gap = verb.first - first  # the subject comes first
                return (_SUBJECT - gap) / 6 if gap < _SUBJECT else REACH
            return (verb.first - last) + (6 if self.arabic else 0)
        return 0

    def addressed(self, verb: Hit, agency: Hit) -> bool:
        """Whether an agency is only the one that was told: "the minister told Reuters"."""
        return agency.first == verb.last and self.words[verb.first].low in ("told", "tells", "tell")

    def subject(self, verb: Hit, place: Hit) -> bool:
        """Whether an institution can be who speaks at a verb.

        It stands in no dateline and is no place or part of something else: "in Baghdad", "the coalition's
        mission". In Arabic nothing but words of time stands between a verb and it.
        """
        if place.first < self.reading.dateline or place.first in self.nested:
            return False
        if self.words[place.first - 1].low in THAT and place.first > 0:
            return False
        if not self.arabic:
            owner = self.words[place.last : place.last + 2]
            if len(owner) == 2 and owner[0].low == "'" and owner[1].low == "s":
                return False
            return not self.beneath_word(verb, place.first)
        if self.reading.lexicon.verb_last or place.first < verb.last:
            return True
        return self.next_to(verb, place.first)

    @cached_property
    def nested(self) -> set[int]:
        """Tokens at which an institution begins inside the name of another."""
        return {at for hit in self.at["institution"].values() for at in range(hit.first + 1, hit.last)}

    def beneath_word(self, verb: Hit, at: int) -> bool:
        """Whether a word like "of" leads a noun, an owner between or not: "of parliament's committee"."""
        while at > 1 and (self.words[at - 1].low == "the" or self.words[at - 2].low == "'"):
            at -= 1 if self.words[at - 1].low == "the" else 3
        return at != verb.last and at > 0 and self.words[at - 1].low in _PLACED

    def told_of(self, verb: Hit, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a noun after an English verb is in what is said: "said the coalition would"."""
        if self.arabic or first < verb.last or self.words[verb.first].low.startswith("accord"):
            return False
        after = self.words[last].low if last < sentence.last else "."
        return after not in (".", ",", "on", "in", ":")

    def pronoun(self, verb: Hit, *, led: bool, close: bool) -> bool:
        """Whether the speaker at a verb is only a pronoun or goes without saying.

        ``led``: a person is named before the verb, whom a pronoun after it repeats ("X said he doubted");
        ``close``: right before it ("خرج ماكنزي ليؤكد أن").
        """
        after = self.words[verb.last].low if verb.last < len(self.words) else ""
        if self.arabic:
            if self.participle(verb):
                return True
            return not close and after in ("ان", "انه", "انها", "بان", "الي", "علي", ":", "انهم", '"')
        before = self.words[verb.first - 1].low if verb.first else ""
        return before in ("he", "she", "they", "it", "them") or (not led and after in ("he", "she"))

    def participle(self, verb: Hit) -> bool:
        """Whether an Arabic verb is a participle, whose subject stands before it: "داعيا الحكومة"."""
        low = self.words[verb.first].low.removeprefix("و")
        return (
            low[0] in "مدلنقكج" and low[-1] in "اه" and len(low) > 4 and low not in ("قالتا", "نقلا", "ذكرتا")
        )
