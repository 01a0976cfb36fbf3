"""Who says it (stage 8): the attribution of each sentence, pronouns followed back, unnamed sources, joint
texts.

A speaker is looked for beside the verbs of saying of a sentence: a person after an office or with a name
known from before, unnamed sources, an institution. Agencies and newspapers carry words, they do not speak. A
sentence without an attribution of its own, or with a pronoun for one, goes on with the speaker before it.
"""

from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from monitor.extract.attribution import FAR, REACH, THAT, Attribution
from monitor.extract.reading import Reading, Sentence
from monitor.extract.roles import Person, Role
from monitor.lang import Hit
from monitor.records import Field, Rank

__all__ = ["Speaker", "Voices", "speakers"]


class Speaker(NamedTuple):
    """Who speaks, as the text names them, and how far they are believed."""

    name: str
    rank: Rank
    carried: bool = False
    """Named by an earlier sentence, not by this one."""
    unnamed: bool = False
    """Told by office alone: "a government spokesman"."""


class Voices(NamedTuple):
    """Who speaks in one field."""

    speakers: tuple[Speaker, ...]
    """Per sentence its speaker."""
    known: Mapping[str, str]
    """Last names to whole names, of this field and those before it."""


_NOBODY = Speaker("", Rank.SOURCES)
_SOURCES = Speaker("sources", Rank.SOURCES)
_TOLD = frozenset({"ar", "en"})
"""Languages in which an office is told with what it belongs to."""
_GOES_ON = THAT | {"في", "خلال", "عبر", "الي", "علي", ":", ",", '"'}
"""Words right after an Arabic verb that nobody is named as subject of."""
_OPENED = 5
"""How many tokens of an office may stand before the name of who opens a sentence."""


class _Finder(Attribution):
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
            return Speaker(self.quote(hit.first, hit.last, hit.cut), Rank.JOINT)
        headed = self.heading(sentence)
        if headed:
            return headed
        people = self.people(sentence)
        for verb in cues.get("said", ()):
            if self.between(verb, sentence):
                continue
            if (
                verb.first <= sentence.first + 1
                and self.before
                and self.pronoun(verb, led=False, close=False)
            ):
                return self.before
            found = self.beside(sentence, verb, people)
            if found and not (found is _SOURCES and self.forwarded(verb)):
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

    def content(self, sentence: Sentence, hit: Hit) -> bool:
        """Whether a joint text is only spoken of: after "that", or "committed to the joint statement"."""
        said = self.reading.cued(sentence.first, sentence.last).get("said", ())
        if any(verb.last == hit.first for verb in said):
            return False
        before = [word.low for word in self.words[sentence.first : hit.first]]
        if self.arabic:
            return not THAT.isdisjoint(before)
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
            return (
                Speaker(self.quote(sentence.first, last, 0), Rank.OFFICIAL) if last > sentence.first else None
            )
        return None

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
                    self.away(verb, hit.first, hit.last) + self.burden(verb, hit),
                    hit,
                )
            )
        led = any(last <= verb.first for _, last, _ in people)
        named = [last for _, last, _ in people] + [role.last for role in roles]
        if told:
            houses = cues.get("institution", ())
            named += [house.last for house in houses if self.burden(verb, house) < FAR]
        close = any(0 <= verb.first - last <= 1 for last in named)
        if self.pronoun(verb, led=led, close=close):
            return None
        near = [pair for pair in candidates if pair[0] < REACH]
        nearest = min(near, key=itemgetter(0))[1] if near else None
        if isinstance(nearest, Hit):
            whole = self.whole(nearest)
            return Speaker(self.quote(whole.first, whole.last, whole.cut), Rank.OFFICIAL)
        if isinstance(nearest, Role):
            if nearest.bare and self.last:
                return self.last._replace(carried=True)
            cut = nearest.head.cut if nearest.head.first == nearest.first else 0
            views = "commentary" in self.reading.cued(nearest.first, nearest.last)
            name = self.quote(nearest.first, nearest.last, cut)
            return Speaker(name, Rank.SOURCES if views else Rank.OFFICIAL, unnamed=True)
        return nearest


def speakers(reading: Reading, known: Mapping[str, str]) -> Voices:
    """Per sentence its speaker; a sentence that names nobody goes on with the last one of the text.

    ``known``: last names to whole names of the earlier fields.
    """
    finder = _Finder(reading, known)
    found: list[Speaker] = []
    carried = _NOBODY._replace(carried=True)
    for sentence in reading.sentences:
        named = finder.speaker(sentence)
        if named:
            carried = named._replace(carried=True)
            finder.before = carried if named.name else finder.before
            finder.last = named if named.rank is Rank.OFFICIAL else finder.last
        found.append(named or carried)
    for number, sentence in enumerate(reading.sentences[:-1]):
        introduced = finder.introduced(sentence, reading.sentences[number + 1])
        if introduced:
            found[number] = introduced
    return Voices(tuple(found), {tail: name for tail, name in finder.known.items() if " " in name})
