"""Who says it (stage 8): the attribution of each sentence, pronouns followed back, unnamed sources, joint
texts.

A speaker is looked for beside the verbs of saying of a sentence: a person after an office or with a name
known from before, unnamed sources, an institution. Agencies and newspapers carry words, they do not speak. A
sentence without an attribution of its own, or with a pronoun for one, goes on with the speaker before it.
"""

from collections.abc import Mapping
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from monitor.extract.attribution import FAR, REACH
from monitor.extract.openers import Openers
from monitor.extract.reading import Reading, Sentence
from monitor.extract.roles import Person, Role
from monitor.extract.voice import NOBODY, SOURCES, Speaker
from monitor.lang import Hit
from monitor.records import Rank

__all__ = ["Speaker", "Voices", "speakers"]


class Voices(NamedTuple):
    """Who speaks in one field."""

    speakers: tuple[Speaker, ...]
    """Per sentence its speaker."""
    turns: Mapping[int, tuple[int, Speaker]]
    """Numbers of sentences in which another speaks on, to the token from which, and who."""
    known: Mapping[str, str]
    """Last names to whole names, of this field and those before it."""
    opinions: Mapping[str, bool]
    """Persons to whether they only give their view, as far as told."""


_TITLES = 20
"""How many offices back a short name reaches."""
_HEAD, _CLOSE = 3, 3
"""Tokens from the head or to the end of a sentence within which sources are who tells it."""
_OPENS = 8
"""Tokens of a sentence within which its subject begins."""
_TURN = 12
"""How many tokens an English subject may have, from "while" to its verb of saying."""

_NAMED = 3
"""Words that a joint text's own name has at most."""


class _Finder(Openers):
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
            told = hit.last - hit.first > _NAMED  # "the two governments issued a statement"
            name = self.reading.lexicon.cues["joint"][0] if told else self.quote(hit.first, hit.last, hit.cut)
            return Speaker(name, Rank.JOINT)
        headed = self.heading(sentence)
        if headed:
            return headed
        people = self.people(sentence)
        for verb in cues.get("said", ()):
            if self.between(verb, sentence) or (verb.first in self.parts and not self.arabic):
                continue
            if verb.first <= sentence.first + 1 and self.pronoun(verb, led=False, close=False):
                he = self.went_before(sentence) or self.before
                if he:
                    return he
            found = self.beside(sentence, verb, people)
            if found and found.name == SOURCES.name and self.before and self.definite(sentence, verb):
                return self.before
            if found and not (found.name == SOURCES.name and self.forwarded(verb)):
                return found
        if self.reading.lexicon.verb_last and cues.get("agency") and cues.get("said"):
            return SOURCES
        if self.reading.lexicon.verb_first and cues.get("said"):
            opener = self.opener(sentence, people, cues["said"])
            if opener:
                return opener
        if self.heads_off(sentence, cues):
            return SOURCES
        opines = {hit.first for hit in cues.get("opines", ())}
        for verb in cues.get("said-weak", ()) if not cues.get("said") else ():
            if verb.first in opines and not self.that(verb, sentence):
                continue  # "يتوقع العراق تسلم رادارات"
            found = self.beside(sentence, verb, people)
            if found:
                return found
        of_nobody = self.impersonal(sentence, cues) or self.by_terms(sentence, cues)
        return NOBODY if of_nobody or self.recalled(sentence, cues) else None

    def heads_off(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether sources tell a sentence that has no verb of saying.

        Those who need not speak (cue ``bystander``) open or close it, with no negation before: not "few
        questions divide politicians as much" or "no coalition soldier will remain".
        """
        if cues.get("said"):
            return False
        start = max(self.dateline(sentence), sentence.first)
        mute = {hit.first for hit in cues.get("bystander", ())}
        views = {hit.first for hit in cues.get("commentary", ())}  # experts may be of the force, too
        return any(
            hit.first not in mute
            or (
                (hit.first <= start + _HEAD or sentence.last - hit.last <= _CLOSE)
                and "negation" not in self.reading.cued(start, hit.first)
            )
            for hit in cues.get("sources", ())
            if hit.first not in views
        )

    def turn(self, sentence: Sentence) -> Sentence | None:
        """The rest of a sentence in which another speaks: "the UN called for calm, while the Pentagon said".

        Only where each half has a verb of saying of its own.
        """
        said = self.reading.cued(sentence.first, sentence.last).get("said", ())
        if len(said) < 2 or '"' in self.reading.text(sentence.start, sentence.end):
            return None
        turns = self.reading.lexicon.words("turns")
        for at in range(said[0].last, said[-1].first):
            if self.words[at].low not in turns:
                continue
            verb = next((hit for hit in said if hit.first > at), said[-1])
            if verb.first - at <= (1 if self.arabic else _TURN):
                return sentence._replace(first=at, start=self.reading.offsets[at])
        return None

    def content(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a joint text is only spoken of: after "that", or "committed to the joint statement"."""
        said = self.reading.cued(sentence.first, sentence.last).get("said", ())
        if any(verb.last == hit.first for verb in said):
            return False
        before = [word.low for word in self.words[sentence.first : hit.first]]
        if self.arabic:
            return not self.reading.lexicon.words("told").isdisjoint(before)
        that, to = self.reading.lexicon.words("that"), self.reading.lexicon.words("committed-to")
        return not that.isdisjoint(before[-1:]) or bool(said and not to.isdisjoint(before[-2:]))

    def impersonal(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether a sentence only tells what is expected, in nobody's words: "The vote is expected ..."."""
        if not cues.get("impersonal") or cues.get("said") or cues.get("pronoun"):
            return False
        return '"' not in self.reading.text(sentence.start, sentence.end)

    def by_terms(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether a sentence only tells what was agreed, whoever spoke before: "Under the deal, ..."."""
        leads = [
            hit
            for hit in cues.get("by-terms", ())
            if hit.first <= sentence.first + 1 or self.words[hit.first - 1].low == ","
        ]
        if not leads or '"' in self.reading.text(sentence.start, sentence.end):
            return False
        return not any(
            verb.first >= leads[0].last and not self.between(verb, sentence) for verb in cues.get("said", ())
        )

    def recalled(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> bool:
        """Whether the narrator recaps, whoever spoke before: "وكان البلدان قد اتفقا", "يذكر أن"."""
        start = cues.get("background", ())
        if not self.arabic or not any(hit.first == sentence.first for hit in start):
            return False
        if '"' in self.reading.text(sentence.start, sentence.end):
            return False
        he = self.is_word(sentence.first + 1, "had")  # "وكان قد قال": who spoke before
        return not he or not cues.get("said")

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
            return self.person(people[0], after)
        return None

    def spokesman(self, after: Sentence, people: list[Person]) -> Speaker | None:
        """The spokesman who says on what an institution was said to say."""
        cues = self.reading.cued(after.first, after.last)
        if not cues.get("said"):
            return None
        for hit in cues.get("spokes", ()):
            near = [who for who in people if -6 <= who[0] - hit.first <= 8]
            if near:
                return self.person(near[0], after)
        return None

    def holder(self, head: Hit) -> str:
        """Who was named last with an office that a short name stands for: "the minister", "الوزير"."""
        post = self.words[head.first].low[head.cut :] if self.arabic else self.post(head)
        bare = post.removeprefix("ال")
        titles = reversed((self.holders if self.arabic else self.posts).items())
        for title, name in islice(titles, _TITLES):
            if title.split()[0] == bare if self.arabic else f" {title}".endswith(f" {post}"):
                return name
        return ""

    def goes_on(self, verb: Hit) -> bool:
        """Whether an English participle behind a comma goes on with the subject: "warned Y, saying that"."""
        led = verb.first > 0 and self.words[verb.first - 1].low == ","
        return led and self.is_word(verb.first, "participle")

    def beside(self, sentence: Sentence, verb: Hit, people: list[Person]) -> Speaker | None:
        """The speaker at a verb of saying: the nearest candidate, in Arabic the first one after it."""
        cues = self.reading.cued(sentence.first, sentence.last)
        verb, start = self.quoting(verb, sentence)
        told = "role" in self.reading.lexicon.cues
        roles = self.roles(sentence, people) if told else []
        people = self.speaking(people, roles)
        beside = self.asides(verb, sentence, [*people, *((role.first, role.last, "") for role in roles)])
        if beside:
            people = [person for person in people if person[0] not in beside]
            roles = [role for role in roles if role.first not in beside]
            cues = {label: [hit for hit in hits if hit.first not in beside] for label, hits in cues.items()}
        if self.goes_on(verb):
            firsts = [person[0] for person in people] + [role.first for role in roles]
            opens = min(firsts, default=sentence.last)
            opens = opens if opens <= sentence.first + _OPENS else -1
            people = [person for person in people if person[0] == opens]
            roles = [role for role in roles if role.first == opens]
            cues = {label: [hit for hit in hits if hit.first <= opens] for label, hits in cues.items()}
        candidates: list[tuple[float, Speaker | Hit | Role | Person]] = [
            (self.away(verb, first, last), (first, last, name))
            for first, last, name in people
            if not (told and self.arabic and first >= verb.last and self.met(verb, first))
        ]
        candidates += [
            (self.away(verb, *self.span(hit, roles)), self.nameless(hit, roles))
            for hit in cues.get("sources", ())
            if hit.first not in self.held and not self.answered(verb, hit)
        ]
        candidates += [
            (self.away(verb, hit.first, hit.last) + 1, SOURCES)
            for hit in cues.get("agency", ())
            if not self.addressed(verb, hit)
            and hit.first >= start
            and (not told or hit.first < verb.last or self.stands(verb, hit.first, hit.last, sentence))
        ]
        for hit in cues.get("office", ()):
            holder = self.holders.get(self.title(hit)) if self.holders else None
            if holder and told and not self.stands(verb, hit.first, hit.last, sentence):
                continue
            if holder and not any(first - hit.last < 4 for first, _, _ in people if first >= hit.last):
                of_holder = Speaker(holder, Rank.OFFICIAL, views=self.opinions.get(holder))
                candidates.append((self.away(verb, hit.first, hit.last), of_holder))
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
                    self.away(verb, hit.first, hit.last) + self.burden(verb, hit),
                    hit,
                )
            )
        led = any(last <= verb.first for _, last, _ in people)
        led |= not self.arabic and any(role.last <= verb.first and not role.bare for role in roles)
        named = [last for _, last, _ in people] + [role.last for role in roles]
        if told:
            houses = cues.get("institution", ())
            named += [self.seated(house) for house in houses if self.burden(verb, house) < FAR]
        close = any(0 <= verb.first - last <= 1 for last in named)
        if self.pronoun(verb, led=led, close=close):
            return None
        near = [pair for pair in candidates if pair[0] < REACH]
        nearest = min(near, key=itemgetter(0))[1] if near else None
        if isinstance(nearest, Hit):
            whole = self.whole(nearest)
            name = self.quote(whole.first, whole.last, whole.cut)
            if self.arabic and self.words[whole.first].low.startswith("لل") and name.startswith("ل"):
                name = "ا" + name  # "للسفارة"
            return Speaker(name, Rank.OFFICIAL, views=False if told else None)
        if isinstance(nearest, Role):
            if nearest.bare:
                head = nearest.head
                holder = self.holder(head)
                if holder:
                    return Speaker(holder, Rank.OFFICIAL, carried=True, views=self.opinions.get(holder))
                short = head.label != "office" or head.last == head.first + 1
                if self.last and (short or self.last.name not in self.posts.values()):
                    return self.last._replace(carried=True)
            cut = nearest.head.cut if nearest.head.first == nearest.first else 0
            views = self.of_role(nearest)
            name = self.quote(nearest.first, nearest.last, cut)
            return Speaker(name, Rank.SOURCES if views else Rank.OFFICIAL, unnamed=True, views=views)
        if nearest is None or isinstance(nearest, Speaker):
            return nearest
        return self.person(nearest, sentence) if told else Speaker(nearest[2], Rank.OFFICIAL)


def speakers(reading: Reading, before: Voices | None = None) -> Voices:
    """Per sentence its speaker; a sentence that names nobody goes on with the last one of the text.

    ``before``: who spoke in the field before this one, whose names are known here.
    """
    finder = _Finder(reading, before.known if before else {})
    finder.opinions.update(before.opinions if before else {})
    found: list[Speaker] = []
    carried = NOBODY._replace(carried=True)
    turns: dict[int, tuple[int, Speaker]] = {}
    for sentence in reading.sentences:
        rest = finder.turn(sentence)
        other = finder.speaker(rest) if rest else None
        named = finder.speaker(sentence._replace(last=rest.first) if rest and other else sentence)
        if named:
            carried = named._replace(carried=True)
            finder.before = carried if named.name else finder.before
            finder.last = named if named.rank is Rank.OFFICIAL else finder.last
        found.append(named or carried)
        if rest and other and other.name:
            turns[sentence.number] = (rest.first, other)
            finder.before = carried = other._replace(carried=True)
    for number, sentence in enumerate(reading.sentences[:-1]):
        introduced = finder.introduced(sentence, reading.sentences[number + 1])
        if introduced:
            found[number] = introduced
    whole = {tail: name for tail, name in finder.known.items() if " " in name}
    return Voices(tuple(found), turns, whole, finder.opinions)
