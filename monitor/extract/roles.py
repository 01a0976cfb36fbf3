"""Speakers told by what they are: an office with what it belongs to, and whom it only serves.

"An adviser to Prime Minister Mohammed Shia al-Sudani said": the adviser speaks, and nobody knows the name.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from monitor.extract.people import People
from monitor.extract.reading import Sentence
from monitor.lang import Hit

__all__ = ["Person", "Role", "Roles"]

Person = tuple[int, int, str]
"""First token, token after, whole name."""

_BELONGS = frozenset(("of", "for", "to", "in", "at", "from", "with", "within", "on", "inside", "close"))
"""Words that lead what an office belongs to."""
_DEFINITE = frozenset(("the", "his", "her", "its", "their", "this", "that"))
_ARTICLES = frozenset(("a", "an", "one", "another", "some")) | _DEFINITE
_BORDERS = frozenset((*',.:;()"', "who", "whom", "that", "which", "and", "but", "as", "has", "have", "had"))
_BORDERS |= {"is", "was", "were", "are", "will", "would", "could", "should", "may", "might", "did", "does"}
_WHOLE = 12
"""How many tokens what an office belongs to may have."""
_LEFT = 5
"""How many tokens before an office may tell which one it is: "Iraq's national security adviser"."""
_KINDS = 4
"""How many adjectives an indefinite office may have: "مسؤول دفاعي أميركي رفيع"."""
_RANKED = frozenset(("كبير", "كبيره", "رفيع", "رفيعه", "بارز", "بارزه", "المستوي", "اخر", "كبار"))
_SENT = ("سفير", "قنصل", "قائم", "مبعوث", "ممثل", "ملحق", "محافظ", "مندوب", "مسؤول", "دبلوماسي", "مدير")
"""How an office begins that is of the place where its holder is."""
_SEATED = ("نائب", "نواب", "عضو", "ممثل", "برلماني")
"""How an office begins that is held for a party or a province."""
_PARTY = 4
"""How many tokens its name may have."""
_LOOSE = frozenset(("في", "عن", "لدي", "الي", "باسم", "من"))
"""Words that end no name of an office."""


class Role(NamedTuple):
    """Who speaks by office alone, or without one."""

    head: Hit
    first: int
    last: int
    bare: bool
    """"The spokesman": somebody told of before."""
    inner: int
    """First token of what it belongs to: who is named from there to ``last`` does not speak."""
    served: bool = False
    """Whether what follows is a person whom it serves: "مستشار لرئيس الوزراء محمد شياع السوداني"."""


class Roles(People):
    def roles(self, sentence: Sentence, people: list[Person]) -> list[Role]:
        """The offices and unnamed sources of a sentence that have no name beside them."""
        found: list[Role] = []
        cues = self.reading.cued(sentence.first, sentence.last)
        heads = [hit for label in ("sources", "office", "role") for hit in cues.get(label, ())]
        for head in heads:
            if head.first < self.reading.dateline or head.first in self.nested:
                continue
            role = self.arabic_role(head, sentence) if self.arabic else self.latin_role(head, sentence)
            found.append(role)
        return [
            role
            for role in found
            if not _within(role, found) and (role.head.label == "sources" or not self.named(role, people))
        ]

    def speaking(self, people: list[Person], roles: Iterable[Role]) -> list[Person]:
        """The persons who are not only named as those whom an office serves."""
        served = [range(role.inner, role.last + role.served) for role in roles]
        return [person for person in people if not any(person[0] in span for span in served)]

    def named(self, role: Role, people: list[Person]) -> bool:
        """Whether a person is named at an office: right after it, or set off by a comma on either side."""
        return any(
            (role.head.last <= first <= role.inner)
            or (role.last < first and all(self.ranked(at) for at in range(role.last, first)))
            or (role.last + role.served <= first <= role.last + 2)
            or (0 <= role.first - last <= 2 and self.set_off(last, role))
            or (self.arabic and role.last < first and self.named_from(role.head, first + 1) == first)
            for first, last, _ in people
        )

    @cached_property
    def parts(self) -> set[int]:
        """Tokens inside the names of institutions, offices and agencies: "State" is no verb there."""
        names = (hit for label in ("institution", "office", "agency") for hit in self.at[label].values())
        return {at for hit in names for at in range(hit.first, hit.last)}

    @cached_property
    def nested(self) -> set[int]:
        """Tokens at which an institution begins inside the name of another."""
        return {at for hit in self.at["institution"].values() for at in range(hit.first + 1, hit.last)}

    def ranked(self, at: int) -> bool:
        """Whether a word is one of an English rank: "spokesman Maj. Gen. X"."""
        return not self.arabic and (self.words[at].low == "." or at in self.ranks)

    @cached_property
    def ranks(self) -> set[int]:
        return {at for hit in self.at["office"].values() for at in range(hit.first, hit.last)}

    def set_off(self, last: int, role: Role) -> bool:
        """Whether an office behind a name and a comma is that person's, not the next one's who speaks."""
        if "," not in (word.low for word in self.words[last : role.first]):
            return False
        return self.arabic or role.last not in self.at["said"]

    def latin_role(self, head: Hit, sentence: Sentence) -> Role:
        first = head.first
        while first > max(sentence.first, head.first - _LEFT) and self.modifies(first - 1):
            first -= 1
        article = self.words[first - 1].low if first > sentence.first else ""
        inner = last = head.last
        if last < sentence.last and self.words[last].low in _BELONGS:
            limit = min(sentence.last, last + _WHOLE)
            while last < limit and not self.ends_role(last):
                house = self.at["institution"].get(last)
                last = house.last if house else last + 1
            while last > inner and self.words[last - 1].low in _BELONGS | _ARTICLES:
                last -= 1
        whole = "of" in (word.low for word in self.words[head.first : head.last])
        bare = article in _DEFINITE and first == head.first and last == head.last and not whole
        return Role(head, first, last, bare, min(inner + 1, last))

    def modifies(self, at: int) -> bool:
        """Whether a word before an office says which one it is."""
        low = self.words[at].low
        if low == "-":
            return self.reading.end(at) == self.reading.offsets[at]
        if (
            (at in self.at["said"] and at not in self.parts)
            or at in self.timed
            or low in _ARTICLES | _BELONGS | _BORDERS
        ):
            return False
        return low in ("'", "s") or (self.words[at].text.isalpha() and low not in ("by", "when", "while"))

    def ends_role(self, at: int) -> bool:
        if self.words[at].text == "-" and self.reading.end(at) < self.reading.offsets[at]:
            return True
        verb = at in self.at["said"] or at in self.at["said-weak"]
        return verb or at in self.timed or self.words[at].low in _BORDERS

    def arabic_role(self, head: Hit, sentence: Sentence) -> Role:
        last = inner = head.last
        limit = min(sentence.last, last + _WHOLE)
        served = self.serves(head)
        while last < limit and last not in self.at["said"] and last not in self.at["agency"]:
            hit = self.at["office"].get(last) or self.at["institution"].get(last)
            if hit is not None:
                lead = self.words[last].low
                served |= "ل" in lead[: hit.cut] or lead[hit.cut :] == "مكتب"
                last = hit.last
            elif self.words[last].low == "عن" and (end := self.seated_for(last, head)):
                last = end
            elif self.of_kind(last, head) or (self.belongs(last, head) and last not in self.timed):
                last += 1
            else:
                break
        while last > head.last and self.words[last - 1].low in _LOOSE:
            last -= 1
        word = self.words[head.first].low
        bare = last == head.last == head.first + 1 and "ال" in word[: head.cut + 2]
        return Role(head, head.first, last, bare, inner if served else last, served)

    def seated_for(self, at: int, head: Hit) -> int:
        """The token after whom a deputy sits for, up to the verb: "نائب عن كتلة البناء قال"; else 0."""
        if not self.words[head.first].low.removeprefix("و").removeprefix("ال").startswith(_SEATED):
            return 0
        ends = (n for n in range(at + 2, min(at + 2 + _PARTY, len(self.words))) if n in self.at["said"])
        return next(ends, 0)

    def of_kind(self, at: int, head: Hit) -> bool:
        """Whether a word, with those before it, tells what kind an indefinite office is of."""
        return at - head.last < _KINDS and all(
            self.kind(place, head) or self.words[place].low in _RANKED for place in range(head.last, at + 1)
        )

    def belongs(self, at: int, head: Hit) -> bool:
        """Whether a word after an Arabic office is of its name: no place where its holder only is.

        "السفير الأميركي في بغداد", but "رئيس الوزراء في واشنطن".
        """
        low = self.words[at].low
        if low in _LOOSE and at + 1 < len(self.words):
            after = at + 1
            if after in self.at["seat"]:
                return self.words[head.first].low.removeprefix("و").removeprefix("ال").startswith(_SENT)
            return at in self.at["name-gap"] and not (
                after in self.at["not-name"] and after not in self.at["name-gap"]
            )
        if (
            low.startswith("ال")
            and low.endswith("ات")
            and at > head.last
            and self.words[at - 1].low.startswith("ال")
        ):
            return False  # no adjective but an object: "وصف رئيس الوزراء العلاقات"
        return at in self.at["name-gap"] or _definite(low)


def _within(role: Role, others: Iterable[Role]) -> bool:
    """Whether an office only stands in the name of another one."""
    return any(
        other is not role
        and other.first <= role.first
        and role.last <= other.last
        and (other.head.first, other.head.label) != (role.head.first, role.head.label)
        and other.head.first < role.head.first
        for other in others
    )


def _definite(word: str) -> bool:
    return word.startswith(("ال", "بال")) and len(word) > 4
