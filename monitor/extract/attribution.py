"""Who can be the one that a verb of saying speaks of: how far a name stands from it, and what leads it.

Whoever stands in what is said, in a dateline or after a word like "in" does not speak.
"""

from collections.abc import Iterable

from monitor.extract.reading import Sentence
from monitor.extract.roles import Person, Role, Roles
from monitor.lang import Hit

__all__ = ["FAR", "REACH", "Attribution"]

FAR = 8
"""How many tokens farther than a person an institution is from an Arabic verb that it may not belong to."""
_MARKS = frozenset((",", "."))
_AUXILIARY = 3
"""How many tokens before a verb the comma may stand that closes what is said of its subject: ", has said"."""
_QUOTED = 24
"""How many tokens after "quoted" its "as saying" may stand."""
_HANDED = 9
"""How many tokens after "نقلت" the words of whom it hands on may be named."""
_BESIDE = 2
"""How many tokens may stand between an office and an Arabic verb after it."""
_SUBJECT = 30
"""How many tokens the subject of a sentence may stand before a verb that closes it."""
REACH = 14
"""How many tokens a speaker may stand from the verb."""
_ASIDE_WORDS = 14
"""Words that an aside between a verb of saying and what is said may have."""


class Attribution(Roles):
    """The verbs of saying of one text, and who can be their subject."""

    def between(self, verb: Hit, sentence: Sentence) -> bool:
        """Whether an Arabic word is "between" and no verb: "بين", not at the head of a clause."""
        if (
            verb.first == sentence.first
            or verb.last != verb.first + 1
            or not self.is_word(verb.first, "between")
        ):
            return False
        return self.words[verb.first - 1].low != "," and not self.is_word(verb.first - 1, "as")

    def forwarded(self, verb: Hit) -> bool:
        """Whether an agency leads a sentence whose verb, and who speaks, is still to come."""
        if not self.reading.lexicon.verb_last or not self.is_word(verb.first, "according"):
            return False
        return verb.last in self.at["agency"]

    def quoting(self, verb: Hit, sentence: Sentence) -> tuple[Hit, int]:
        """The verb of who hands on another's words where that one is named, and from which token on.

        "نقلت الوكالة عن" and "the agency quoted X as saying".
        """
        if verb.first not in self.at["quoting"]:
            return verb, sentence.first
        limit = min(sentence.last, verb.last + (_HANDED if self.arabic else _QUOTED))
        at = next((at for at in range(verb.last, limit) if self.is_word(at, "quotes")), 0)
        if not at or (not self.arabic and self.is_word(verb.first - 1, "passive")):
            return verb, sentence.first
        return (
            (verb._replace(last=at + 1), at)
            if self.arabic
            else (verb._replace(first=at, last=at + 2), verb.last)
        )

    def recipient(self, agency: Hit) -> bool:
        """Whether an agency is only the one that is told: "السوداني لرويترز"."""
        before = range(max(0, agency.first - 2), agency.first)
        return "ل" in self.words[agency.first].low[: agency.cut] or any(
            self.is_word(at, "listener") for at in before
        )

    def whole(self, hit: Hit) -> Hit:
        """The institution of the text before that a short name stands for: "the commission", "الوزارة"."""
        places = range(hit.first, hit.last)
        short = [self.words[at].low for at in places if not self.is_word(at, "the")]
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
        return hit._replace(first=hit.first + self.is_word(hit.first, "the"))

    def burden(self, verb: Hit, place: Hit) -> int:
        """How much farther an institution is from a verb than a person would be."""
        if not self.arabic or self.reading.lexicon.verb_last:
            return 3
        before = place.first - 1
        opens = before < 0 or self.words[before].low in _MARKS or self.is_word(before, "opens-clause")
        last = self.seated(place)
        return 2 if opens and last <= verb.first <= last + 1 else FAR

    def seated(self, place: Hit) -> int:
        """The token after an institution and where it sits: "السفارة الأميركية في بغداد"."""
        seat = place.last + 1 in self.at["seat"] and self.is_word(place.last, "in")
        return place.last + 2 * seat

    def span(self, hit: Hit, roles: Iterable[Role]) -> tuple[int, int]:
        """Where unnamed sources stand with what they belong to: "officials at the ministry"."""
        return next(((role.first, role.last) for role in roles if role.head is hit), (hit.first, hit.last))

    def met(self, verb: Hit, first: int) -> bool:
        """Whether a person after an Arabic verb is only whom somebody met: "قال خلال لقائه رئيس الوزراء"."""
        between = [word.low for word in self.words[verb.last : first]]
        after = max((n for n, low in enumerate(between) if low == ","), default=-1)
        return between[:1] != [","] and not self.reading.lexicon.words("meeting").isdisjoint(
            between[after + 1 :]
        )

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
        if first >= verb.last and last_word and not self.is_word(verb.first, "according"):
            return REACH  # what is said
        if first >= verb.last:
            if any(self.is_word(at, "told") for at in range(verb.last, first)):
                return REACH
            return first - verb.last
        if last <= verb.first:
            if last_word:
                gap = verb.first - first  # the subject comes first
                return (_SUBJECT - gap) / 6 if gap < _SUBJECT else REACH
            aside = self.aside(verb, last)
            inner = sum(self.words[at].low == "," for at in aside[1:-1])
            return (verb.first - last) - len(aside) + inner + (6 if self.arabic else 0)
        return 0

    def addressed(self, verb: Hit, agency: Hit) -> bool:
        """Whether an agency only asks, is told or carries it: "told Reuters", "an interview with Rudaw"."""
        if self.arabic or self.reading.lexicon.verb_last:
            return False
        first = agency.first
        while first > verb.last and (self.is_word(first - 1, "the") or first - 1 in self.at["agency"]):
            first -= 1
        if first == verb.last:
            return self.is_word(verb.first, "tells")
        if not first:
            return False
        by = self.is_word(first - 1, "by") and first - 2 in self.at["quoting"]
        return by or self.is_word(first - 1, "hands-to")

    def asides(self, verb: Hit, sentence: Sentence, speakers: Iterable[Person]) -> set[int]:
        """Tokens that only tell more of one who speaks at an English verb, so that nobody there speaks."""
        if self.arabic:
            return set()
        start = sentence.first
        if self.is_word(start, "front"):  # "After talks with X, Y said": of X nothing is told
            start = next((n for n in range(start, verb.first) if self.words[n].low == ","), start)
        spans = [
            self.aside(verb, last) for first, last, _ in speakers if first >= start and last <= verb.first
        ]
        return set().union(*spans)

    def aside(self, verb: Hit, last: int) -> range:
        """What stands between commas behind an English speaker: "X, who visited Washington, said"."""
        if self.arabic or last >= verb.first or self.words[last].low != ",":
            return range(0)
        near = range(max(last + 1, verb.first - _AUXILIARY), verb.first)
        closing = next((at for at in reversed(near) if self.words[at].low == ","), 0)
        if not closing or any(at in self.at["said"] for at in range(last, closing)):
            return range(0)
        return range(last, closing + 1)

    def subject(self, verb: Hit, place: Hit) -> bool:
        """Whether an institution can be who speaks at a verb.

        It stands in no dateline and is no place or part of something else: "in Baghdad", "the coalition's
        mission". In Arabic nothing but words of time stands between a verb and it.
        """
        if place.first < self.reading.dateline or place.first in self.nested:
            return False
        if place.first and self.is_word(place.first - 1, "told"):
            return False
        if not self.arabic:
            owner = self.words[place.last : place.last + 2]
            if len(owner) == 2 and owner[0].low == "'" and owner[1].low == "s":
                return False
            return not self.beneath_word(verb, place.first) and not self.leads_office(place)
        if self.reading.lexicon.verb_last or place.first < verb.last:
            return True
        return self.next_to(verb, place.first)

    def leads_office(self, place: Hit) -> bool:
        """Whether an institution only tells whose office follows: "Pentagon deputy press secretary"."""
        for at in range(place.last, min(place.last + _BESIDE + 1, len(self.words))):
            if at in self.at["office"] or at in self.at["sources"]:
                return True
            if at in self.at["said"] or not self.words[at].text.isalpha():
                return False
        return False

    def beneath_word(self, verb: Hit, at: int) -> bool:
        """Whether a word like "of" leads a noun, an owner between or not: "of parliament's committee"."""
        while at > 1 and (self.is_word(at - 1, "the") or self.words[at - 2].low == "'"):
            at -= 1 if self.is_word(at - 1, "the") else 3
        return at != verb.last and at > 0 and self.is_word(at - 1, "places")

    def told_of(self, verb: Hit, first: int, last: int, sentence: Sentence) -> bool:
        """Whether a noun after an English verb is in what is said: "said the coalition would"."""
        if self.arabic or first < verb.last or self.words[verb.first].low.startswith("accord"):
            return False
        after = self.words[last].low if last < sentence.last else "."
        return after not in (".", ",", ":") and not (last < sentence.last and self.is_word(last, "on"))

    def pronoun(self, verb: Hit, *, led: bool, close: bool) -> bool:
        """Whether the speaker at a verb is only a pronoun or goes without saying.

        ``led``: a person is named before the verb, whom a pronoun after it repeats ("X said he doubted");
        ``close``: right before it ("خرج ماكنزي ليؤكد أن").
        """
        after = self.words[verb.last].low if verb.last < len(self.words) else ""
        if self.arabic:
            if self.participle(verb):
                return True
            unsaid = after in (":", '"') or after in self.reading.lexicon.words("unsaid")
            return not close and (unsaid or (after == "," and self.told_behind(verb.last)))
        before = verb.first and self.is_word(verb.first - 1, "pronoun")
        return bool(before) or (not led and after in self.reading.lexicon.words("pronoun-behind"))

    def told_behind(self, comma: int) -> bool:
        """Whether what is said follows an aside between commas: "وأوضح، بحسب بيان لمكتبه، أن"."""
        for at in range(comma + 1, min(comma + _ASIDE_WORDS, len(self.words) - 1)):
            if self.words[at].low == ",":
                return self.is_word(at + 1, "told")
        return False

    def participle(self, verb: Hit) -> bool:
        """Whether an Arabic verb is a participle, whose subject stands before it: "داعيا الحكومة"."""
        low = self.words[verb.first].low.removeprefix("و")
        return (
            low[0] in "مدلنقكج" and low[-1] in "اه" and len(low) > 4 and low not in ("قالتا", "نقلا", "ذكرتا")
        )
