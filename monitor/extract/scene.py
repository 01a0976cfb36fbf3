"""What every statement of one reading is made from: dates, rule words, speakers, and the record itself."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from monitor.extract.bind import Bound as Binding_
from monitor.extract.confidence import confidence, of_statement
from monitor.extract.duerange import due_range
from monitor.extract.mention import Mention
from monitor.extract.milestone import Binding
from monitor.extract.reading import Reading, Sentence
from monitor.extract.slots import Opening, Slots
from monitor.extract.speakers import Speaker, Voices, speakers
from monitor.extract.stance import Context, Stance
from monitor.lang import Hit
from monitor.records import DueRange, Edge, Field, Precision, Statement

__all__ = ["Scene"]

_BESIDE = 12
"""Tokens after a cue within which a year dates it: "left Iraq in 2011"."""
_HEAD = 5
"""Tokens of a sentence within which a place opens it."""
_SAME_PLACE = 3
"""Sentences back in which a place may be named that still holds."""
_AGES = 1500
"""Days after which a date of the past is one of history, not of what is due."""
_ONSET = timedelta(days=31)
"""How far into a year or season its start reaches where something is told to have happened then."""
_FINE = frozenset({Precision.DAY, Precision.WEEK, Precision.MONTH})
"""Precisions of dates that date a recap wherever they stand."""
_ENDING = 2
"""Tokens of a case ending between two dates: "Mayıs 2026'dan Haziran 2026'ya"."""
_APART = frozenset(",;")
_POSTS = ("office", "people")
"""Labels of whose office or people a force is no force: "US ambassador", "coalition officials"."""
_POSTED = frozenset({"office", "role", "sources"})
_FORMER = 4
"""Tokens between "former" and the office that is meant."""
_COMING = frozenset({"future", "modal", "might"})
_BEGUN = 3
"""Tokens from a word for a beginning to the date that is its own: "it began in May"."""


class Scene:
    """One reading with everything found in it. Read only."""

    def __init__(
        self,
        reading: Reading,
        mentioned: tuple[Mention, ...],
        binding: Binding,
        found: Slots,
        whole: Context,
        published: date,
        opening: Opening,
        before: "Scene | None" = None,
    ) -> None:
        self.before = before
        """The field before this one, whose names are known here."""
        self.reading = reading
        self.mentions: dict[int, list[Mention]] = {}
        for mention in mentioned:
            self.mentions.setdefault(mention.sentence, []).append(mention)
        self.binding = binding
        self.whole = whole
        self.published = published
        self.opening = opening
        self.unscoped = replace(opening, scope=frozenset())
        """The opening without the parts that it names: they say nothing of an event."""
        self.slots = found
        self._parting = _APART | reading.lexicon.words("and", "or")

    @cached_property
    def voices(self) -> Voices:
        """Who speaks, sentence by sentence; looked for when the first statement asks."""
        return speakers(self.reading, self.before.voices if self.before else None)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Per sentence its speaker."""
        return self.voices.speakers

    def speaker(self, sentence: Sentence, at: int) -> Speaker:
        """Who speaks at a token of a sentence."""
        first, other = self.voices.turns.get(sentence.number, (at + 1, None))
        return other if other and at >= first else self.speakers[sentence.number]

    def is_view(self, sentence: Sentence, at: int) -> bool:
        """Whether what stands at a token is only somebody's view: an analyst's, or that of a column.

        Where a sentence does not tell who its speaker is, or goes on with one before it, its own words do.
        """
        speaker = self.speaker(sentence, at)
        if self.whole.commentary or speaker.views:
            return True
        if speaker.views is False and not speaker.carried:
            return False
        cues = self.reading.cued(sentence.first, sentence.last)
        return "commentary" in cues or any(
            not _POSTED.isdisjoint(self.reading.around(hit.first, _FORMER, _FORMER))
            for hit in cues.get("no-longer", ())
        )

    def token(self, offset: int) -> int:
        return bisect_left(self.reading.offsets, offset)

    def context(self, sentence: Sentence, *, back: int = 2) -> tuple[int, int]:
        """Two sentences back to the end of this one: where an actor may be named.

        Where this one names a force, sentences on wholly other matters lend it nobody, nor those before
        who speaks began to, unless the lead is of another force.
        """
        back = max(0, sentence.number - back)
        if back < sentence.number and "troops" in self.reading.cued(sentence.first, sentence.last):
            begun, lead = self._begun(sentence, back), self.reading.sentences[0]
            if back or not self.slots.others(lead.first, lead.last):
                back = begun
            back = max(
                (one + 1 for one in range(back, sentence.number) if self._elsewhere(one)), default=back
            )
        return self.reading.sentences[back].first, sentence.last

    def force(self, window: tuple[int, int], *, houses: bool = False) -> list[Hit]:
        """Words for the force in a window, not for whose office theirs is: "the US defence secretary".

        ``houses``: those who may only speak, the Pentagon or the coalition, too.
        """
        cues = self.reading.cued(window[0], window[1] + 1)
        posts = {hit.first for label in _POSTS for hit in cues.get(label, ())}
        mute = set() if houses else {hit.first for hit in cues.get("institution", ())}
        found = self.slots.acting(*window)
        return [hit for hit in found if hit.first not in mute and hit.last not in posts]

    def _begun(self, sentence: Sentence, back: int) -> int:
        """The number of the sentence in which who speaks began to, ``back`` where it is further back."""
        for number in range(sentence.number, back, -1):
            at = self.reading.sentences[number]
            speaker = self.speaker(at, at.first)
            if not speaker.carried:
                return number if speaker.name else back
        return back

    def _elsewhere(self, number: int) -> bool:
        """Whether a sentence is about another matter: elections, the UN mission."""
        window = self.reading.sentences[number].first, self.reading.sentences[number].last
        return any(self.slots.within(one, "unrelated", window) for one in self.binding.aside)

    def stage(self, sentence: Sentence, *, base: bool = False) -> frozenset[int]:
        """The part of the story at whose place a sentence is.

        That of the place named last, up to three sentences before, else the title's (:meth:`titled`). Of two
        in one sentence the first, where they leave: "from Anbar to Erbil". None where the sentence tells of
        the country itself (cue ``the-country``: "leave the country").
        """
        if "the-country" in self.reading.cued(sentence.first, sentence.last):
            return frozenset()
        for number in range(sentence.number, max(-1, sentence.number - 1 - _SAME_PLACE), -1):
            at = self.reading.sentences[number]
            named = [
                (hits[0].first, part)
                for part in self.binding.parts
                if (hits := self.slots.within(part, "place", (at.first, at.last)))
            ]
            if named:
                return frozenset({min(named)[1]})
            seat = self.seat(at)
            if seat:
                return seat
        return self.titled(sentence, base=base)

    def seat(self, sentence: Sentence) -> frozenset[int]:
        """The part at whose seat something is done in a sentence that opens with it.

        "In Baghdad, officers said that the wing had been handed back": nobody speaks there, or it is told
        of a base.
        """
        head = (sentence.first, min(sentence.first + _HEAD, sentence.last))
        parts = frozenset(part for part in self.binding.parts if self.slots.within(part, "seat", head))
        whole = (sentence.first, sentence.last)
        if not parts or not (self.slots.acts(*whole) or self.slots.acting(*whole)):
            return frozenset()
        cues = self.reading.cued(*whole)
        return parts if "the-base" in cues or "said" not in cues else frozenset()

    def titled(self, sentence: Sentence, *, base: bool = False) -> frozenset[int]:
        """The title's place, where a sentence names no country or town or (``base``) speaks of a base."""
        whole = (sentence.first, sentence.last)
        base = base and "the-base" in self.reading.cued(*whole)
        return frozenset(
            one for one in self.opening.place if base or not self.slots.within(one, "home", whole)
        )

    def old(self, mention: Mention) -> bool:
        """Whether a date is what another replaces: "put off from September 2026 to the end of 2027"."""
        here = self.mentions[mention.sentence]
        after = here[here.index(mention) + 1 :]
        sentence = self.reading.sentences[mention.sentence]
        if not after or mention.relation not in ("from", "on", ""):
            return False
        cues = self.reading.cued(sentence.first, sentence.last)
        if not any(label.startswith("change:") for label in cues):
            return False
        if mention.relation == "from" and after[0].relation in ("until", "by"):
            return True
        moved = "change:later" in cues and mention.last and after[0].last and mention.last < after[0].last
        return bool(moved and mention.kind == after[0].kind and self._beside(mention, after[0]))

    def _beside(self, one: Mention, other: Mention) -> bool:
        """Whether nothing but a case ending stands between two dates: "von Mai auf Juni verschoben"."""
        end, start = self.token(one.end), self.token(other.relation_start)
        return start - end <= _ENDING and not any(
            word.low in self._parting for word in self.reading.tokens[end:start]
        )

    def due(self, mention: Mention) -> DueRange:
        """The days by which a date makes something due."""
        return due_range(self.reading, mention, self.published, self._parting)

    def recalls(
        self, sentence: Sentence, at: int, cue: int, *, due: bool = False, dated: bool = False, since: int = 0
    ) -> bool:
        """Whether the sentence dates what it tells before the news; of what is ``due`` history tells nothing.

        An older day, week or month before ``at``, or an older year before the cue or right after it. What has
        a day of its own (``dated``) is no recap: "the mission, begun in 2014, ended on Monday". Older dates
        before ``since`` are of what it is set against.
        """
        for mention in () if dated else self.mentions.get(sentence.number, ()):
            start = self.token(mention.start)
            if start < since or (due and self._begins(start)):
                continue
            told = start >= at and mention.of_word
            if mention.first and mention.last and (told or start < at):
                early = mention.resolved.edge is Edge.EARLY  # "at the start of the year" is not late in March
                last = min(mention.last, mention.first + _ONSET) if early else mention.last
                ago = (self.published - last).days
                old = ago > 14 and not (due and ago > _AGES)  # "formed a decade ago" dates no plan
                if old and (early or told or mention.resolved.precision in _FINE or start < cue + _BESIDE):
                    after = self.reading.cued(self.token(mention.end), at).keys()
                    goes_on = "contrast" in after and after & _COMING  # "in May it left, but will not ..."
                    return mention.relation != "since" and not self.old(mention) and not goes_on
        return False

    def _begins(self, at: int) -> bool:
        """Whether a date is when something began that goes on: "it began in May and ends in June"."""
        return "begun" in self.reading.cued(max(0, at - _BEGUN), at)

    def statement(
        self,
        sentence: Sentence,
        best: Binding_,
        how: Stance,
        due: DueRange | None,
        mention: Mention | None,
    ) -> Statement:
        speaker = self.speaker(sentence, self.token(mention.start) if mention else best.action.first)
        doubts = self.doubts(sentence, best, how, mention)
        reading = self.reading

        def said(hit: Hit | None) -> str:
            return (
                ""
                if hit is None
                else reading.text(reading.offsets[hit.first] + hit.cut, reading.end(hit.last))
            )

        start, end = sentence.start, sentence.end
        date_quote = None
        if mention is not None:
            start = min(start, reading.sentences[mention.sentence].start)
            end = max(end, mention.end)
            date_quote = reading.quote(min(mention.relation_start, mention.start), mention.end)
        return Statement(
            milestone=best.rule.id,
            action=best.rule.verb,
            actor=said(best.actor),
            scope=said(best.scope),
            place=said(best.place),
            due=due,
            modality=how.modality,
            speaker=speaker.name,
            rank=speaker.rank,
            background=how.background,
            commentary=how.commentary,
            quote=reading.quote(start, end),
            date=date_quote,
            rule=f"{best.rule.id}/{'dated' if mention else 'undated'}/{how.reason}",
            change=how.change,
            confidence=confidence(doubts),
            doubts=doubts,
        )

    def doubts(
        self, sentence: Sentence, best: Binding_, how: Stance, mention: Mention | None
    ) -> tuple[str, ...]:
        """The reasons to be less sure of a statement."""
        cues = self.reading.cued(sentence.first, sentence.last)
        gap = 0
        if mention is not None:
            before = self.token(mention.relation_start) - best.action.last
            gap = max(before, best.action.first - self.token(mention.end))
        found = of_statement(
            best,
            how,
            self.speaker(sentence, self.token(mention.start) if mention else best.action.first),
            mention,
            self.whole,
            gap=gap,
            title=self.reading.name is Field.TITLE,
            said="said" in cues,
            planned=not cues.keys().isdisjoint({"planned", "said"}),
        )
        return tuple(map(str, found))
