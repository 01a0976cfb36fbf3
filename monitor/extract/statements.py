"""Statements of one reading.

Dates and cues bound to milestones, with stance, speaker and evidence (stages 6 to 9).
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from monitor.extract.bind import Bound as Binding_
from monitor.extract.bind import Opening, Slots, bind
from monitor.extract.dates import Mention
from monitor.extract.milestone import Binding
from monitor.extract.reading import Reading, Sentence
from monitor.extract.speakers import Speaker, speakers
from monitor.extract.stance import Context, Stance, stance, upholds
from monitor.lang import Hit
from monitor.records import Bound, Change, DateRole, DueRange, Modality, Precision, Rank, Statement

__all__ = ["statements"]

_BOUNDS = {Bound.BEFORE: Bound.BY, Bound.WITHIN: Bound.ON, Bound.SINCE: Bound.FROM, Bound.BETWEEN: Bound.ON}
_EVENTS = {
    "denied": Modality.DENIED,
    "postponed": Modality.POSTPONED,
    "completed": Modality.COMPLETED,
    "begun": Modality.BEGUN,
    "agreed": Modality.AGREED,
    "proposed": Modality.PROPOSED,
    "plan": Modality.PLANNED,
}
_REACH = {"completed": 2, "begun": 2, "postponed": 8}
"""How many tokens may stand between the cue of an event and its action; 20 for the others."""
_DONE = (Modality.COMPLETED, Modality.BEGUN)
_PRINCIPLE = (Modality.AGREED, Modality.PROPOSED, Modality.PLANNED)


class _Reader:
    def __init__(
        self,
        reading: Reading,
        mentioned: tuple[Mention, ...],
        binding: Binding,
        found: Slots,
        whole: Context,
        published: date,
        opening: Opening,
    ) -> None:
        self.reading = reading
        self.mentions: dict[int, list[Mention]] = {}
        for mention in mentioned:
            self.mentions.setdefault(mention.sentence, []).append(mention)
        self.binding = binding
        self.whole = whole
        self.published = published
        self.opening = opening
        self.slots = found
        self.starts = [token.start for token in reading.tokens]
        self.speakers = speakers(reading)

    def token(self, offset: int) -> int:
        return bisect_left(self.starts, offset)

    def context(self, sentence: Sentence) -> tuple[int, int]:
        """Two sentences back to the end of this one: where an actor may be named."""
        back = max(0, sentence.number - 2)
        return self.reading.sentences[back].first, sentence.last

    def windows(
        self, sentence: Sentence, here: list[Mention]
    ) -> Iterator[tuple[Mention, tuple[int, int], int]]:
        """Each date with its clause: from the date before it to the next border after it."""
        floor = sentence.first
        for number, mention in enumerate(here):
            at = self.token(mention.relation_start)
            end = self.token(mention.end)
            ceiling = self.token(here[number + 1].relation_start) if number + 1 < len(here) else sentence.last
            borders = self.reading.cued(end, ceiling).get("clause", [])
            stop = borders[0].first if borders else ceiling
            for position in range(end, stop):
                if self.reading.tokens[position].low == "," and number + 1 < len(here):
                    stop = position
                    break
            clause = (floor, max(stop, end))
            yield mention, clause, at
            if mention.resolved.period:
                floor = end

    def dated(self, sentence: Sentence) -> Iterator[Statement]:
        here = self.mentions.get(sentence.number, [])
        for mention, clause, at in self.windows(sentence, here):
            period = mention.resolved.period
            if period is None or not self.due_date(mention, clause):
                continue
            bound = bind(
                self.binding,
                self.slots,
                clause,
                (sentence.first, sentence.last),
                self.context(sentence),
                at,
                opening=self.opening,
            )
            if not bound:
                continue
            best = bound[0]
            if best.inherited and not best.own and "modal" in self.reading.cued(clause[0], at):
                continue
            if not best.rule.tracked and period[0] <= self.published and not self.ahead(mention, clause):
                continue
            official = self.speakers[sentence.number].rank is not Rank.SOURCES
            how = stance(self.reading, sentence, clause, best, at, self.whole, official=official, dated=True)
            if how.modality is Modality.DENIED and not self.denies(sentence, at):
                how = replace(
                    how, modality=Modality.RUMOURED, background=True, reason="a date that a denial recalls"
                )
            due = self.due(mention)
            if how.reason.startswith("might") and due.bound is Bound.ON:
                due = replace(due, bound=Bound.AROUND)
            if self.recalls(sentence, at):
                how = replace(how, background=True)
            yield self.statement(sentence, best, how, due, mention)

    def old(self, mention: Mention) -> bool:
        """Whether a date is what another replaces: "put off from September 2026 to the end of 2027"."""
        here = self.mentions[mention.sentence]
        after = here[here.index(mention) + 1 :]
        sentence = self.reading.sentences[mention.sentence]
        if mention.relation != "from" or not after or after[0].relation not in ("until", "by"):
            return False
        cues = self.reading.cued(sentence.first, sentence.last)
        return any(label.startswith("change:") for label in cues)

    def ahead(self, mention: Mention, clause: tuple[int, int]) -> bool:
        """Whether a period under way is spoken of as the future."""
        return mention.bound not in (Bound.ON, Bound.WITHIN) or "future" in self.reading.cued(*clause)

    def denies(self, sentence: Sentence, at: int) -> bool:
        """Whether a denial stands close enough before a date to deny that date itself."""
        return any(0 <= at - hit.last < 18 for hit in self.reading.cued(sentence.first, at).get("denied", ()))

    def due_date(self, mention: Mention, clause: tuple[int, int]) -> bool:
        """Whether a date can be a deadline.

        Not past, not today, and not a period under way without a future cue.
        """
        first, last = mention.resolved.period or (self.published, self.published)
        limit = mention.relation in ("by", "until", "before", "from") or mention.resolved.edge is not None
        if last < self.published or mention.relation in ("since", "beyond", "instead") or self.old(mention):
            return False
        if mention.role is DateRole.PAST and not limit:
            return False
        cues = self.reading.cued(*clause)
        if mention.relation == "after" and "negation" not in cues:
            return False
        if last == self.published and not limit:
            return False
        return limit or first > self.published or "future" in cues or "past" not in cues

    def due(self, mention: Mention) -> DueRange:
        first, last = mention.resolved.period or (self.published, self.published)
        bound = _BOUNDS.get(mention.bound, mention.bound)
        if mention.resolved.length:
            bound, first = Bound.BY, last
        at = self.token(mention.relation_start)
        near = self.reading.cued(at - 4, at)
        after = self.reading.cued(at, self.token(mention.end) + 3)
        if mention.relation == "after" or (bound is Bound.ON and "limit" in after):
            bound = Bound.BY
        if bound is Bound.ON and mention.relation == "on" and "begin" in near:
            bound = Bound.FROM
        return DueRange(
            first, last, mention.resolved.precision, bound, mention.resolved.edge, mention.resolved.fuzzy
        )

    def undated(self, sentence: Sentence, dated: set[str]) -> Iterator[Statement]:
        """At most one event of a sentence.

        A denial, a postponement, a beginning, a completion, a principle.
        """
        cues = self.reading.cued(sentence.first, sentence.last)
        for label, modality in _EVENTS.items():
            if modality in _PRINCIPLE and "agreed" in cues and "proposed" in cues:
                label, modality = self.principle(sentence, cues)
            hits = cues.get(label, [])
            if label == "denied":
                hits = sorted([*hits, *cues.get("change:stays", ())], key=lambda hit: hit.first)
            if not hits:
                continue
            if modality in _PRINCIPLE and (dated or sentence.number > 3):
                continue
            if hits[0].label in ("postponed", "change:stays") and self.mooted(sentence, hits[0].first):
                continue
            if modality in _PRINCIPLE and "against" in cues:
                continue
            best = self.event(sentence, hits, label)
            if best is not None and label == "denied" and upholds(cues, hits[0], best.action):
                continue
            if best is None or (label in ("completed", "denied") and best.rule.id in dated):
                continue
            how = stance(
                self.reading,
                sentence,
                (sentence.first, sentence.last),
                best,
                hits[0].first,
                self.whole,
                official=True,
                dated=False,
            )
            upto = sentence.last if modality in _DONE else hits[0].first
            background = how.background or self.recalls(sentence, upto)
            background = background or (label == "postponed" and best.rule.id in dated)
            if modality in _DONE and (
                background or any(h.first < hits[0].first for h in cues.get("future", ()))
            ):
                continue
            if modality in _DONE and not best.rule.tracked and sentence.number > 1:
                continue
            if background and modality in _PRINCIPLE:
                continue
            change = how.change if label in ("denied", "postponed") else None
            if label == "denied" and change is None:
                change = Change.STAYS
            mention = self.event_day(sentence) if label in ("completed", "begun") else None
            due = self.due(mention) if mention else None
            yield self.statement(
                sentence, best, Stance(modality, background, how.commentary, change, label), due, mention
            )
            return

    def mooted(self, sentence: Sentence, at: int) -> bool:
        """Whether what follows is only asked for or possible: "might ask to delay"."""
        cues = self.reading.cued(max(sentence.first, at - 12), at)
        return bool(cues.keys() & {"might", "proposed", "conditional", "denied"})

    def principle(self, sentence: Sentence, cues: dict[str, list[Hit]]) -> tuple[str, Modality]:
        """Of agreement and wish the one nearest before what is agreed or wished."""
        window = (sentence.first, sentence.last)
        found = bind(
            self.binding,
            self.slots,
            window,
            window,
            self.context(sentence),
            sentence.first,
            opening=self.opening,
        )
        if not found:
            return "agreed", Modality.AGREED
        at = found[0].action.first
        near = min(("agreed", "proposed"), key=lambda label: min(abs(hit.first - at) for hit in cues[label]))
        return near, _EVENTS[near]

    def event(self, sentence: Sentence, hits: list[Hit], label: str) -> Binding_ | None:
        """The milestone of an event: bound beside its cue, else in the sentence."""
        whole = (sentence.first, sentence.last)
        at = hits[0].first
        reach = _REACH.get(label, 20)
        windows = [whole]
        if label == "denied":
            windows.insert(0, (max(sentence.first, at - 1), min(sentence.last, hits[0].last + 18)))
        opening = replace(self.opening, scope=frozenset())
        for window in windows:
            found = bind(
                self.binding,
                self.slots,
                window,
                window,
                self.context(sentence),
                at,
                opening=opening,
                near=0.6,
            )
            if not found:
                continue
            if _EVENTS[label] in _PRINCIPLE:
                found = tuple(bound for bound in found if _EVENTS[label].value in bound.rule.undated)
                if not found:
                    return None
            best = found[0]
            if _EVENTS[label].value not in best.rule.undated or not self.close(best, hits, reach):
                return None
            if label == "denied" and not best.rule.narrow:
                return self.narrower(sentence, best, at)
            return best
        return None

    def narrower(self, sentence: Sentence, best: Binding_, at: int) -> Binding_:
        """A denial of "such a withdrawal" is about the base named in the sentences before, if one is."""
        if self.slots.within(best.number, "home", (sentence.first, sentence.last)):
            return best
        wide = self.context(sentence)
        for other in bind(self.binding, self.slots, wide, wide, wide, at, opening=self.opening):
            if other.rule.narrow and other.place is not None and not other.rule.tracked:
                return other
        return best

    @staticmethod
    def close(bound: Binding_, hits: list[Hit], reach: int) -> bool:
        """Whether a cue stands within ``reach`` tokens of the action."""
        return any(
            hit.first - bound.action.last < reach and bound.action.first - hit.last < reach for hit in hits
        )

    def recalls(self, sentence: Sentence, at: int) -> bool:
        """Whether the sentence dates what it tells before the news.

        An older day, week or month before ``at``.
        """
        for mention in self.mentions.get(sentence.number, ()):
            if mention.last and self.token(mention.start) < at:
                old = (self.published - mention.last).days > 14
                if old and mention.resolved.precision in (Precision.DAY, Precision.WEEK, Precision.MONTH):
                    return mention.relation != "since" and not self.old(mention)
        return False

    def event_day(self, sentence: Sentence) -> Mention | None:
        """The day on which something is said to have happened, in the last days before publication."""
        for mention in self.mentions.get(sentence.number, ()):
            one_day = mention.last is not None and mention.first == mention.last
            if one_day and mention.last and 0 <= (self.published - mention.last).days <= 7:
                return mention
        return None

    def statement(
        self,
        sentence: Sentence,
        best: Binding_,
        how: Stance,
        due: DueRange | None,
        mention: Mention | None,
    ) -> Statement:
        speaker: Speaker = self.speakers[sentence.number]
        words = self.reading.tokens

        def said(hit: Hit | None) -> str:
            return (
                ""
                if hit is None
                else self.reading.text(words[hit.first].start + hit.cut, words[hit.last - 1].end)
            )

        date_quote = None
        if mention is not None:
            date_quote = self.reading.quote(min(mention.relation_start, mention.start), mention.end)
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
            quote=self.reading.quote(sentence.start, sentence.end),
            date=date_quote,
            rule=f"{best.rule.id}/{'dated' if mention else 'undated'}/{how.reason}",
            change=how.change,
        )


def statements(
    reading: Reading,
    mentioned: tuple[Mention, ...],
    binding: Binding,
    words: Slots,
    whole: Context,
    published: date,
    opening: Opening,
) -> tuple[Statement, ...]:
    """Every statement of one reading, in order of evidence."""
    reader = _Reader(reading, mentioned, binding, words, whole, published, opening)
    found: list[Statement] = []
    for sentence in reading.sentences:
        if reading.text(sentence.end - 1, sentence.end) == "?":
            continue
        dated = list(reader.dated(sentence))
        found.extend(dated)
        found.extend(reader.undated(sentence, {s.milestone for s in dated if not s.background}))
    return tuple(found)
