"""Who says it (stage 8): the attribution of each sentence, pronouns followed back, unnamed sources, joint
texts.

A speaker is looked for beside the verbs of saying of a sentence: a person after an office or with a name
known from before, unnamed sources, an institution. Agencies and newspapers carry words, they do not speak. A
sentence without an attribution of its own, or with a pronoun for one, goes on with the speaker before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from monitor.extract.reading import Reading, Sentence
from monitor.extract.roles import Person, Role, Roles
from monitor.lang import Hit
from monitor.records import Field, Rank

__all__ = ["Speaker", "Voices", "speakers"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them, and how far they are believed."""

    name: str
    rank: Rank
    carried: bool = False
    """Named by an earlier sentence, not by this one."""


class Voices(NamedTuple):
    """Who speaks in one field."""

    speakers: tuple[Speaker, ...]
    """Per sentence its speaker."""
    known: Mapping[str, str]
    """Last names to whole names, of this field and those before it."""


_NOBODY = Speaker("", Rank.SOURCES)
_SOURCES = Speaker("sources", Rank.SOURCES)
_OF = frozenset({"به", "بنا", "بنابر", "طبق", "بهپي", "بهپێي", "بهگوێرهي"})
"""Words that open "according to" where the verb closes the sentence: the speaker follows."""
_THAT = frozenset(
    ("that", "he", "she", "they", "ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "بانهم", "وان")
)
"""Words after which a sentence tells what is said: who is named there does not say it."""
_PLACED = frozenset(("of", "in", "at", "between", "with", "against", "near", "inside", "for", "to", "toward"))
"""Words after which an institution is a place or somebody else's: "said in Baghdad"."""
_LED = frozenset(
    (",", "ما", "لما", "قاله", "قالته", "اعلنه", "اعلنته", "اكده", "اكدته", "ذكره", "ذكرته", "به", "بها", "بيان", "بيانا", "اصدرته", "نشرته", "اذاعته", "وزعته", "صادر", "صدر", "عن")
)
"""Words between a verb and the institution that speaks: "بحسب بيان أصدرته اللجنة"."""
_TOLD = frozenset({"ar", "en"})
"""Languages in which an office is told with what it belongs to."""
_OPENS = frozenset((",", ".", "كان", "كانت", "وكان", "وكانت", "لكن", "ولكن", "فيما", "بينما", "اما", "غير"))
"""Words before an institution that speaks in a clause of its own: "وكان البنتاغون قد ذكر"."""
_GOES_ON = _THAT | {"في", "خلال", "عبر", "الي", "علي", ":", ",", '"'}
"""Words right after an Arabic verb that nobody is named as subject of."""
_MEETING = frozenset(("خلال", "مع", "بعد", "عقب", "قبل", "لقائه", "لقائها", "لقاء", "استقباله", "امام"))
"""Words before a person who is met or spoken of, not who speaks."""
_OPENED = 5
"""How many tokens of an office may stand before the name of who opens a sentence."""
_BESIDE = 2
"""How many tokens may stand between an office and an Arabic verb after it."""
_SUBJECT = 30
"""How many tokens the subject of a sentence may stand before a verb that closes it."""
_REACH = 14
"""How many tokens a speaker may stand from the verb."""


class _Finder(Roles):
    last: Speaker | None = None
    """Who spoke before by name or office."""
    before: Speaker | None = None
    """Who spoke before, named or not."""

    def speaker(self, sentence: Sentence) -> Speaker | None:
        """The speaker that a sentence names; None when it goes on with the one before."""
        cues = self.reading.cued(sentence.first, sentence.last)
        joint = [hit for hit in cues.get("joint", ()) if not self.content(sentence, hit)]
        if joint:
            hit = joint[0]
            return Speaker(self.quote(hit.first, hit.last), Rank.JOINT)
        headed = self.heading(sentence)
        if headed:
            return headed
        people = self.people(sentence)
        for verb in cues.get("said", ()):
            if self.between(verb, sentence):
                continue
            if verb.first <= sentence.first + 1 and self.before and self.pronoun(verb, led=False, close=False):
                return self.before
            found = self.beside(sentence, verb, people)
            if found and not (found is _SOURCES and self.forwarded(verb, cues)):
                return found
        if self.reading.lexicon.verb_last and cues.get("agency") and cues.get("said"):
            return _SOURCES
        if self.reading.lexicon.lang == "ar" and cues.get("said"):
            opener = self.opener(sentence, people, cues["said"])
            if opener:
                return opener
        if cues.get("sources") and not cues.get("said"):
            return _SOURCES
        for verb in cues.get("said-weak", ()) if not cues.get("said") else ():
            found = self.beside(sentence, verb, people)
            if found:
                return found
        return _NOBODY if self.impersonal(sentence, cues) or self.by_terms(sentence, cues) else None

    def between(self, verb: Hit, sentence: Sentence) -> bool:
        """Whether an Arabic word is "between" and no verb: "بين", not at the head of a clause."""
        head = self.words[verb.first - 1].low in (",", "فيما", "كما") if verb.first else True
        return (
            self.words[verb.first].low in ("بين", "وبين")
            and verb.last == verb.first + 1
            and verb.first > sentence.first
            and not head
        )

    def opener(self, sentence: Sentence, people: list[Person], said: list[Hit]) -> Speaker | None:
        """Whom the first verb of an Arabic sentence has, and a verb of saying after it goes on with.

        "ربط رئيس الوزراء محمد السوداني ... وقال في مقابلة إن".
        """
        start = max(self.dateline(sentence), self.reading.dateline + 1 if not sentence.number else 0)
        office = next((hit for at, hit in self.at["office"].items() if start <= at <= start + 2), None)
        if office is None or not people or not 0 <= people[0][0] - office.last <= _OPENED:
            return None
        going_on = any(
            verb.first >= people[0][1] and self.words[verb.last].low in _GOES_ON
            for verb in said
            if verb.last < sentence.last
        )
        return Speaker(people[0][2], Rank.OFFICIAL) if going_on else None

    def forwarded(self, verb: Hit, cues: dict[str, list[Hit]]) -> bool:
        """Whether an agency leads a sentence whose verb, and who speaks, is still to come."""
        if not self.reading.lexicon.verb_last or self.words[verb.first].low not in _OF:
            return False
        return verb.last in self.at["agency"]

    def content(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a joint text is only spoken of: after "that", or "committed to the joint statement"."""
        said = self.reading.cued(sentence.first, sentence.last).get("said", ())
        if any(verb.last == hit.first for verb in said):
            return False
        before = [word.low for word in self.words[sentence.first : hit.first]]
        if self.arabic:
            return not _THAT.isdisjoint(before)
        return before[-1:] == ["that"] or bool(said and not {"to", "with", "of"}.isdisjoint(before[-2:]))

    def impersonal(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether a sentence only tells what is expected, in nobody's words: "The vote is expected ..."."""
        if not cues.get("impersonal") or cues.get("said") or cues.get("pronoun"):
            return False
        return '"' not in self.reading.text(sentence.start, sentence.end)

    def by_terms(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether a sentence only tells what was agreed, whoever spoke before: "Under the deal, ..."."""
        leads = [hit for hit in cues.get("by-terms", ()) if hit.first <= sentence.first + 1]
        if not leads or '"' in self.reading.text(sentence.start, sentence.end):
            return False
        return not any(verb.first >= leads[0].last for verb in cues.get("said", ()))

    def introduced(self, sentence: Sentence, after: Sentence) -> Speaker | None:
        """ "An adviser has said ...".

        The person whom the next sentence opens with, when this one names none.
        """
        cues = self.reading.cued(sentence.first, sentence.last)
        if not cues.get("said") or cues.get("sources"):
            return None
        if sentence.number in self.naming or self.people(sentence):
            return None
        people = self.people(after)
        if not cues.get("office"):
            return self.spokesman(after, people) if cues.get("institution") else None
        if people and people[0][0] <= after.first + 2:
            return Speaker(people[0][2], Rank.OFFICIAL)
        return None

    def spokesman(self, after: Sentence, people: list[Person]) -> Speaker | None:
        """The spokesman who says on what an institution was said to say."""
        cues = self.reading.cued(after.first, after.last)
        if not cues.get("said"):
            return None
        for hit in cues.get("spokes", ()):
            near = [who for who in people if -6 <= who[0] - hit.first <= 8]
            if near:
                return Speaker(near[0][2], Rank.OFFICIAL)
        return None

    def heading(self, sentence: Sentence) -> Speaker | None:
        """ "Kadhimi: no combat troops ...": a name and a colon open a heading."""
        if self.reading.name is Field.BODY or sentence.number:
            return None
        for at in range(sentence.first, min(sentence.first + 5, sentence.last)):
            if self.words[at].text != ":" or at == sentence.first:
                continue
            heads = self.reading.cued(sentence.first, at)
            if any(hit.first == sentence.first for hit in heads.get("rubric", ())):
                return None
            told = [hit.first for hit in heads.get("agency", ()) if self.recipient(hit)]
            if heads.get("sources") or (heads.get("agency") and not told):
                return _SOURCES
            last = min(told, default=at)
            while last > sentence.first and self.words[last - 1].low in ('"', "ل", "to"):
                last -= 1
            return Speaker(self.quote(sentence.first, last, 0), Rank.OFFICIAL) if last > sentence.first else None
        return None

    def recipient(self, agency: Hit) -> bool:
        """Whether an agency is only the one that is told: "السوداني لرويترز"."""
        before = self.words[max(0, agency.first - 2) : agency.first]
        return "ل" in self.words[agency.first].low[: agency.cut] or any(w.low in ("ل", "to") for w in before)

    def beside(self, sentence: Sentence, verb: Hit, people: list[Person]) -> Speaker | None:
        """The speaker at a verb of saying: the nearest candidate, in Arabic the first one after it."""
        cues = self.reading.cued(sentence.first, sentence.last)
        told = self.reading.lexicon.lang in _TOLD
        roles = self.roles(sentence, people) if told else []
        people = self.speaking(people, roles)
        candidates: list[tuple[float, Speaker | Hit | Role]] = [
            (self.away(verb, first, last), Speaker(name, Rank.OFFICIAL))
            for first, last, name in people
            if not (told and self.arabic and first >= verb.last and self.met(verb, first))
        ]
        candidates += [(self.away(verb, *self.span(hit, roles)), _SOURCES) for hit in cues.get("sources", ())]
        candidates += [
            (self.away(verb, hit.first, hit.last) + 1, _SOURCES)
            for hit in cues.get("agency", ())
            if not self.addressed(verb, hit)
            and (not told or hit.first < verb.last or self.stands(verb, hit.first, hit.last, sentence))
        ]
        for hit in cues.get("office", ()):
            holder = self.holders.get(self.title(hit)) if self.holders else None
            if holder and told and not self.stands(verb, hit.first, hit.last, sentence):
                continue
            if holder and not any(first - hit.last < 4 for first, _, _ in people if first >= hit.last):
                candidates.append((self.away(verb, hit.first, hit.last), Speaker(holder, Rank.OFFICIAL)))
            elif not self.known and not told:
                candidates.append((self.away(verb, hit.first, hit.last) + 9, hit))
        for role in roles:
            if role.head.label != "sources" and self.stands(verb, role.first, role.last, sentence):
                candidates.append((self.away(verb, role.first, role.last) + 1, role))
        for hit in (*cues.get("institution", ()), *cues.get("body", ())):
            if self.told_of(verb, hit.first, hit.last, sentence) or not self.subject(verb, hit):
                continue
            candidates.append(
                (
                    self.away(verb, hit.first, hit.last)
                    + self.burden(verb, hit),
                    hit,
                )
            )
        led = any(last <= verb.first for _, last, _ in people)
        close = any(0 <= verb.first - last <= 1 for _, last, _ in people)
        if self.pronoun(verb, led=led, close=close):
            return None
        near = [pair for pair in candidates if pair[0] < _REACH]
        nearest = min(near, key=itemgetter(0))[1] if near else None
        if isinstance(nearest, Hit):
            whole = self.whole(nearest)
            return Speaker(self.quote(whole.first, whole.last, whole.cut), Rank.OFFICIAL)
        if isinstance(nearest, Role):
            if nearest.bare and self.last:
                return replace(self.last, carried=True)
            cut = nearest.head.cut if nearest.head.first == nearest.first else 0
            views = "commentary" in self.reading.cued(nearest.first, nearest.last)
            name = self.quote(nearest.first, nearest.last, cut)
            return Speaker(name, Rank.SOURCES if views else Rank.OFFICIAL)
        return nearest

    def whole(self, hit: Hit) -> Hit:
        """The institution of the text before that a short name stands for: "the commission", "الوزارة"."""
        short = [word.low for word in self.words[hit.first : hit.last] if word.low != "the"]
        if len(short) != 1 or hit.label != "body":
            return hit
        head = short[0][hit.cut :] if self.arabic else short[0]
        bare = head.removeprefix("ال")
        for at in sorted((at for at in self.at["institution"] if at < hit.first), reverse=True):
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
        return 2 if opens and place.last <= verb.first <= place.last + 1 else 8

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
        return all(at in self.timed or self.words[at].low in _LED for at in range(verb.last, first))

    def away(self, verb: Hit, first: int, last: int) -> float:
        """Tokens between a speaker and a verb; whoever stands in what is said is out of reach."""
        last_word = self.reading.lexicon.verb_last
        if first >= verb.last and last_word and self.words[verb.first].low not in _OF:
            return _REACH  # what is said
        if first >= verb.last:
            if any(word.low in _THAT for word in self.words[verb.last : first]):
                return _REACH
            return first - verb.last
        if last <= verb.first:
            if last_word:
                gap = verb.first - first  # the subject comes first
                return (_SUBJECT - gap) / 6 if gap < _SUBJECT else _REACH
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
        if self.words[place.first - 1].low in _THAT and place.first > 0:
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
        """Whether a word like "of" leads a noun, with an owner between or none: "of parliament's committee"."""
        while at > 1 and (self.words[at - 1].low == "the" or self.words[at - 2].low == "'"):
            at -= 1 if self.words[at - 1].low == "the" else 3
        return at != verb.last and at > 0 and self.words[at - 1].low in _PLACED

    def told_of(self, verb: Hit, first: int, last: int, sentence: Sentence) -> bool:
        """Whether an institution or an office after an English verb is in what is said: "said the coalition would"."""
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
        return low[0] in "مدلنقكج" and low[-1] in "اه" and len(low) > 4 and low not in ("قالتا", "نقلا", "ذكرتا")


def speakers(reading: Reading, known: Mapping[str, str]) -> Voices:
    """Per sentence its speaker; a sentence that names nobody goes on with the last one of the text.

    ``known``: last names to whole names of the earlier fields.
    """
    finder = _Finder(reading, known)
    found: list[Speaker] = []
    carried = replace(_NOBODY, carried=True)
    for sentence in reading.sentences:
        named = finder.speaker(sentence)
        if named:
            carried = replace(named, carried=True)
            finder.before = carried if named.name else finder.before
            finder.last = named if named.rank is Rank.OFFICIAL else finder.last
        found.append(named or carried)
    for number, sentence in enumerate(reading.sentences[:-1]):
        introduced = finder.introduced(sentence, reading.sentences[number + 1])
        if introduced:
            found[number] = introduced
    return Voices(tuple(found), {tail: name for tail, name in finder.known.items() if " " in name})
