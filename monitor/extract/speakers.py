"""Who says it (stage 8): the attribution of each sentence, pronouns followed back, unnamed sources, joint
texts.

A speaker is looked for beside the verbs of saying of a sentence: a person after an office or with a name
known from before, unnamed sources, an institution. Agencies and newspapers carry words, they do not speak. A
sentence without an attribution of its own, or with a pronoun for one, goes on with the speaker before it.
"""

from dataclasses import dataclass

from monitor.extract.reading import Reading, Sentence
from monitor.lang import Hit, Token
from monitor.records import Field, Rank

__all__ = ["Speaker", "speakers"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text names them, and how far they are believed."""

    name: str
    rank: Rank


_NOBODY = Speaker("", Rank.SOURCES)
_SOURCES = Speaker("sources", Rank.SOURCES)
_REACH = 14
"""How many tokens a speaker may stand from the verb."""


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.tokens
        self.arabic = reading.lexicon.lang in ("ar", "fa", "ckb")
        self.known: dict[str, str] = {}
        """Last word of a name to the whole name, of persons named so far."""
        labels = (
            "office",
            "sources",
            "institution",
            "agency",
            "joint",
            "said",
            "not-name",
            "name-gap",
            "name-link",
        )
        self.at: dict[str, dict[int, Hit]] = {label: {} for label in labels}
        self.cuts: dict[int, int] = {}
        self.office_ends: set[int] = set()
        for hit in reading.cues:
            if hit.label in self.at:
                self.at[hit.label][hit.first] = hit
            if hit.label == "office":
                self.office_ends.add(hit.last)
            if hit.cut:
                self.cuts.setdefault(hit.first, hit.cut)

    def speaker(self, sentence: Sentence) -> Speaker | None:
        """The speaker that a sentence names; None when it goes on with the one before."""
        cues = self.reading.cued(sentence.first, sentence.last)
        if cues.get("joint"):
            hit = cues["joint"][0]
            return Speaker(self.quote(hit.first, hit.last), Rank.JOINT)
        headed = self.heading(sentence)
        if headed:
            return headed
        people = self.people(sentence)
        for verb in cues.get("said", ()):
            found = self.beside(sentence, verb, people)
            if found:
                return found
        if cues.get("sources") and not cues.get("said"):
            return _SOURCES
        return None

    def introduced(self, sentence: Sentence, after: Sentence) -> Speaker | None:
        """ "An adviser has said ...".

        The person whom the next sentence opens with, when this one names none.
        """
        cues = self.reading.cued(sentence.first, sentence.last)
        if not cues.get("office") or not cues.get("said") or cues.get("sources") or self.people(sentence):
            return None
        people = self.people(after)
        if people and people[0][0] <= after.first + 2:
            return Speaker(people[0][2], Rank.OFFICIAL)
        return None

    def quote(self, first: int, last: int) -> str:
        start = self.words[first].start + self.cuts.get(first, 0)
        return " ".join(self.reading.quote(start, self.words[last - 1].end).text.split())

    def heading(self, sentence: Sentence) -> Speaker | None:
        """ "Kadhimi: no combat troops ...": a name and a colon open a heading."""
        if self.reading.name is Field.BODY or sentence.number:
            return None
        for at in range(sentence.first, min(sentence.first + 5, sentence.last)):
            if self.words[at].text != ":" or at == sentence.first:
                continue
            if any(sentence.first <= hit < at for label in ("sources", "agency") for hit in self.at[label]):
                return _SOURCES
            return Speaker(self.quote(sentence.first, at), Rank.OFFICIAL)
        return None

    def people(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """Persons of a sentence: first token, token after, whole name."""
        found: list[tuple[int, int, str]] = []
        at = sentence.first
        while at < sentence.last:
            span = self.arabic_name(at, sentence.last) if self.arabic else self.latin_name(at, sentence)
            if span is None:
                at += 1
                continue
            first, last = span
            name = self.quote(first, last)
            tail = self.words[last - 1].low
            name = self.known.get(tail, name) if last - first == 1 else name
            self.known[tail] = name
            found.append((first, last, name))
            at = last
        return found

    def beside(self, sentence: Sentence, verb: Hit, people: list[tuple[int, int, str]]) -> Speaker | None:
        """The speaker at a verb of saying: the nearest candidate, in Arabic the first one after it."""
        candidates: list[tuple[int, Speaker]] = []
        for first, last, name in people:
            candidates.append((self.away(verb, first, last), Speaker(name, Rank.OFFICIAL)))
        cues = self.reading.cued(sentence.first, sentence.last)
        candidates += [(self.away(verb, hit.first, hit.last), _SOURCES) for hit in cues.get("sources", ())]
        candidates += [(self.away(verb, hit.first, hit.last) + 1, _SOURCES) for hit in cues.get("agency", ())]
        for hit in () if self.known else cues.get("office", ()):
            holder = Speaker(self.quote(hit.first, hit.last), Rank.OFFICIAL)
            candidates.append((self.away(verb, hit.first, hit.last) + 9, holder))
        for hit in cues.get("institution", ()):
            place = Speaker(self.quote(hit.first, hit.last), Rank.OFFICIAL)
            candidates.append((self.away(verb, hit.first, hit.last) + (8 if self.arabic else 3), place))
        if self.pronoun(verb):
            return None
        near = [pair for pair in candidates if pair[0] < _REACH]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def away(self, verb: Hit, first: int, last: int) -> int:
        if first >= verb.last:
            return first - verb.last
        if last <= verb.first:
            return (verb.first - last) + (6 if self.arabic else 0)
        return 0

    def pronoun(self, verb: Hit) -> bool:
        """Whether the speaker at a verb is only a pronoun or goes without saying."""
        after = self.words[verb.last].low if verb.last < len(self.words) else ""
        if self.arabic:
            return after in ("ان", "انه", "انها", "بان", "الي", "علي", ":", "انهم", '"')
        before = self.words[verb.first - 1].low if verb.first else ""
        return before in ("he", "she", "they", "it") or after in ("he", "she")

    def arabic_name(self, at: int, limit: int) -> tuple[int, int] | None:
        """One or two words after an office and its adjectives, or the known last name of a person."""
        office = self.at["office"].get(at)
        if office is None:
            for stem in (self.words[at].low, self.words[at].low[1:]):
                if stem in self.known and len(stem) > 3:
                    return at, at + 1
            return None
        at = office.last
        while at < limit:
            low = self.words[at].low
            hit = self.at["office"].get(at) or self.at["institution"].get(at)
            if hit is not None:
                at = hit.last
            elif at in self.at["name-gap"] or low == '"' or _adjective(low):
                at += 1
            else:
                break
        if at >= limit or not _nameable(self.words[at]) or at in self.at["said"] or at in self.at["not-name"]:
            return None
        last = at + 1
        while last < limit and last - at < 4 and _nameable(self.words[last]):
            if last in self.at["said"] or last in self.at["not-name"]:
                break
            if last - at >= 2 and last - 1 not in self.at["name-link"]:
                break
            last += 1
        return at, last

    def latin_name(self, at: int, sentence: Sentence) -> tuple[int, int] | None:
        """Two or more capitalised words, or a known last name, that are no place, day or office."""
        first = at
        last = at
        while last < sentence.last and (self.capital(last) or self.joiner(last)):
            last += 1
        while last > first and not self.capital(last - 1):
            last -= 1
        while first < last and (first in self.at["office"] or first in self.at["not-name"]):
            hit = self.at["office"].get(first) or self.at["not-name"][first]
            first = min(last, hit.last)
        if first < last and self.words[first].text in (".", "-"):
            first += 1
        if last <= first:
            return None
        offices = first > at or (at > sentence.first and at in self.office_ends)
        words = [word for word in self.words[first:last] if word.text[0].isalpha() and word.low != "al"]
        low = self.words[last - 1].low
        if len(words) >= 2 or (len(words) == 1 and (low in self.known or offices) and len(low) > 2):
            return first, last
        return None

    def capital(self, at: int) -> bool:
        text = self.words[at].text
        if not text[0].isupper() or at in self.at["institution"] or at in self.at["agency"]:
            return False
        return at not in self.at["not-name"] or at in self.at["office"]

    def joiner(self, at: int) -> bool:
        """What may stand inside a name: "al-", "bin", a hyphen, the point of an initial."""
        token = self.words[at]
        if token.low in ("al", "bin", "ibn", "abu", "abdul", "von", "de"):
            return at + 1 < len(self.words)
        if token.text == "-":
            return self.words[at - 1].end == token.start
        return token.text == "." and at > 0 and len(self.words[at - 1].text) <= 3


def _adjective(word: str) -> bool:
    """Nisba adjectives and definite nouns that follow an office: "العراقي", "الأميركي", "الدفاع"."""
    return word.startswith("ال") and len(word) > 4


def _nameable(token: Token) -> bool:
    return token.text.isalpha() and len(token.text) > 1


def speakers(reading: Reading) -> list[Speaker]:
    """Per sentence its speaker; a sentence that names nobody goes on with the last one of the text."""
    finder = _Finder(reading)
    found: list[Speaker] = []
    current = _NOBODY
    for sentence in reading.sentences:
        current = finder.speaker(sentence) or current
        found.append(current)
    for number, sentence in enumerate(reading.sentences[:-1]):
        named = finder.introduced(sentence, reading.sentences[number + 1])
        if named:
            found[number] = named
    return found
