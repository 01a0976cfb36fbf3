"""Who speaks in a heading: before its colon, or behind one at its end."""

from monitor.extract.attribution import Attribution
from monitor.extract.reading import Sentence
from monitor.extract.roles import Person
from monitor.extract.voice import SOURCES, Speaker
from monitor.records import Field, Rank

__all__ = ["Headings"]

_HEADING = 16
"""How many tokens of a heading may stand before the colon after who speaks."""
_SHORT = 5
"""How many of them may be anything that names a speaker."""
_TAIL = 7
"""How many of its last tokens may follow the colon or dash before who speaks."""


class Headings(Attribution):
    """The attribution of titles and teasers."""

    def heading(self, sentence: Sentence) -> Speaker | None:
        """ "Kadhimi: no combat troops ...": a name and a colon open a heading."""
        if self.reading.name is Field.BODY or sentence.number:
            return None
        stop = min(sentence.first + _HEADING, sentence.last)
        at = next((n for n in range(sentence.first + 1, stop) if self.words[n].text == ":"), 0)
        heads = self.reading.cued(sentence.first, at) if at else {}
        if not at or any(hit.first == sentence.first for hit in heads.get("rubric", ())):
            return self.tail(sentence)
        told = [hit.first for hit in heads.get("agency", ()) if self.recipient(hit)]
        head = sentence._replace(last=min(told, default=at))
        last = head.last
        while last > sentence.first and (
            self.words[last - 1].low == '"' or self.is_word(last - 1, "listener")
        ):
            last -= 1
        people = self.people(head)
        if people and self.heads(people[0], head, last):
            return Speaker(people[0][2], Rank.OFFICIAL)
        if at > sentence.first + _SHORT - 1:
            whole = any(
                role.first <= sentence.first + 1 and last - 1 <= role.last and role.head.label != "sources"
                for role in self.roles(head, people)
            )
            houses = [
                hit
                for hit in heads.get("institution", ())
                if hit.first <= sentence.first + 2 and last - 3 <= hit.last
            ]
            if houses and not whole and not heads.get("sources"):
                return Speaker(self.quote(houses[0].first, houses[0].last), Rank.OFFICIAL)
            if not whole:
                return self.tail(sentence)
        if heads.get("sources") or (heads.get("agency") and not told):
            return SOURCES
        return Speaker(self.quote(sentence.first, last, 0), Rank.OFFICIAL) if last > sentence.first else None

    def tail(self, sentence: Sentence) -> Speaker | None:
        """ "Troops to leave in September: defence minister": who speaks closes a heading."""
        last = sentence.last
        places = range(last - 1, max(last - _TAIL, sentence.first + 3), -1)
        first = next((at + 1 for at in places if self.closes(at)), 0)
        if not first or first >= last:
            return None
        end = sentence._replace(first=first, start=self.reading.offsets[first])
        cues = self.reading.cued(first, last)
        people = self.people(end)
        if people and people[-1][1] == last and people[0][0] <= first + 3:
            return Speaker(people[-1][2], Rank.OFFICIAL)
        if cues.get("sources"):
            return SOURCES
        spans = [(role.first, role.last) for role in self.roles(end, people)]
        spans += [(hit.first, hit.last) for hit in cues.get("institution", ())]
        if any(start <= first + 1 and stop == last for start, stop in spans):
            return Speaker(self.quote(first, last), Rank.OFFICIAL)
        return None

    def closes(self, at: int) -> bool:
        """Whether a token sets off who speaks at the end of a heading."""
        text = self.words[at].text
        return text == ":" or (text in "-–—" and self.reading.offsets[at] > self.reading.end(at))

    def heads(self, person: Person, head: Sentence, last: int) -> bool:
        """Whether a heading names nobody but a person, with an office: no verb, and nothing behind it."""
        cues = self.reading.cued(head.first, head.last)
        return bool(cues.get("office")) and person[1] >= last - 1 and not cues.keys() & {"said", "sources"}
