"""From entries to decisions: the sequence that the daemon and a replay share. Pure.

For every entry, in order of publication:

1. **score**: how relevant it is. A scorer that fails marks the entry as unscored, and it flows on;
2. **extract**: what it states, if it is relevant or unscored. A failure is kept as data of that entry;
3. **origin and story**: whose news it tells, and which;
4. **ledger**: its statements are added to their milestones, which are folded anew;
5. **alerts**: what of this a person should know.

Entries are judged one after the other, so it makes no difference how they were gathered into batches.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from monitor.alerts import (
    AlertPolicy,
    Corroboration,
    Coverage,
    Names,
    carried_by,
    decide,
    facts,
    held_key,
    lately,
    story_key,
)
from monitor.ledger import Folding, LedgerPolicy, counting, stated_by, sweep
from monitor.novelty import Origins, Shelf, StoryLevel, StoryMatch, StoryPolicy, Told, assign, tell
from monitor.records import (
    Alert,
    Entry,
    Extraction,
    Milestone,
    MilestoneLedger,
    Score,
    ScoreReason,
    Shift,
    Stated,
    StatementLabel,
    origins_of,
)

Version: TypeAlias = tuple[str, int]
"""One version of an entry: its identity and version number."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What judging needs: two readers, the milestones, and the policies."""

    score: Callable[[Sequence[Entry]], Sequence[Score]]
    """One score per entry, in order."""
    extract: Callable[[Entry], Extraction]
    milestones: tuple[Milestone, ...]
    """Statements about any other milestone are read, but not kept."""
    rules: str = ""
    """Identity of the rules that ``extract`` reads by, as recorded with the ledger."""
    ledger: LedgerPolicy = field(default_factory=LedgerPolicy)
    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    stories: StoryPolicy = field(default_factory=StoryPolicy)
    origins: Origins = field(default_factory=Origins)
    """Who is behind what outlets print."""

    def credited(self, entry: Entry) -> tuple[Entry, str]:
        """An entry under the origin whose news it tells, and the wire or outlet that it credits with it."""
        credit = self.origins.credit(entry)
        return replace(entry, origin=credit.origin), credit.credited


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known before judging."""

    stated: Mapping[str, Sequence[Stated]] = field(default_factory=dict)
    """Every ledger row so far, by milestone, in any order."""
    stories: Sequence[Told] = ()
    """Articles that counted as coverage in the last days, with their stories."""
    known_keys: frozenset[str] = frozenset()
    """Keys of all alerts decided so far, told or suppressed."""
    first_poll: frozenset[str] = frozenset()
    """Entries that their feed already held when it was polled for the first time."""
    labels: Sequence[StatementLabel] = ()
    """What the user said about statements, oldest first; rows are given as they were read."""
    decided: Sequence[Alert] = ()
    """Every decision about the milestones of such statements, in the order of deciding."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to be recorded about a batch."""

    scores: Mapping[Version, Score]
    extractions: Mapping[Version, Extraction]
    failures: Mapping[Version, str]
    """Entries that could not be read, with the cause."""
    stories: Mapping[Version, StoryMatch]
    told: tuple[Told, ...]
    """To be remembered for later stories."""
    stated: tuple[Stated, ...]
    """New ledger rows."""
    ledgers: Mapping[str, MilestoneLedger]
    """The milestones that the batch touched, folded."""
    alerts: tuple[Alert, ...]
    """New alerts in the order of deciding, suppressed ones included."""
    corroborated: tuple[Corroboration, ...]
    """Updates to alerts decided before, or earlier in this batch."""


def judge(batch: Sequence[Entry], memory: Memory, parts: Parts, now: datetime) -> Judgement:
    """Judge entries against what is known.

    Args:
        batch: versions of entries not judged yet, in any order.
        memory: what is known.
        parts: readers and policies.
        now: the instant of deciding.
    """
    sitting = Sitting(memory, parts)
    for entry, score in zip(batch, scored(batch, parts), strict=True):
        sitting.admit(entry, score)
    sitting.hear(now)
    return sitting.judgement()


def scored(batch: Sequence[Entry], parts: Parts) -> Sequence[Score]:
    """One score per entry, unscored where the scorer fails: all at once, and one by one if that fails."""
    if not batch:
        return ()
    try:
        return parts.score(batch)
    except Exception as error:
        if len(batch) == 1:
            return (unscored(error),)
    return tuple(scored((entry,), parts)[0] for entry in batch)


def unscored(error: Exception) -> Score:
    """The score of an entry whose scoring failed: it counts as relevant until judged."""
    detail = f"Scoring failed ({type(error).__name__}: {error}); passed on unjudged."
    return Score(0.0, True, ScoreReason.UNSCORED, None, None, (), "", detail)


class Sitting:
    """Judging in progress: mutable, used by one caller, for as many entries as it likes.

    :func:`judge` is one sitting over one batch; a replay is one sitting over years, with a simulated clock.
    """

    def __init__(self, memory: Memory, parts: Parts) -> None:
        self._parts = parts
        self._memory = memory
        self._untracked = frozenset(m.id for m in parts.milestones if not m.tracked)
        self._milestones = {m.id: m for m in parts.milestones}
        self._keys = {row.key for rows in memory.stated.values() for row in rows}
        self._tracked = self._milestones.keys() - self._untracked
        self._foldings = {m.id: Folding(m, parts.ledger) for m in parts.milestones}
        self._names = Names(memory.decided)
        self._shifts: dict[str, dict[str, Shift]] = {}
        said = counting((row for rows in memory.stated.values() for row in rows), memory.labels)
        for name, folding in self._foldings.items():
            self._shifts[name] = {s.key: s for s in self._names.named(folding.add(said.get(name, ())).shifts)}
        # Those that may still matter to a decision: few, however long the history.
        self._open = {name: dict(shifts) for name, shifts in self._shifts.items()}
        self._ledgers: dict[str, MilestoneLedger] = {}
        self._recent = Shelf(memory.stories)
        self._past: list[Told] = []
        self._known = set(memory.known_keys)
        self._waiting: list[tuple[Entry, Score]] = []
        self._touched: dict[str, None] = {}
        self._scores: dict[Version, Score] = {}
        self._extractions: dict[Version, Extraction] = {}
        self._failures: dict[Version, str] = {}
        self._matches: dict[Version, StoryMatch] = {}
        self._told: list[Told] = []
        self._stated: list[Stated] = []
        self._alerts: list[Alert] = []
        self._corroborated: dict[str, Corroboration] = {}

    @property
    def ledgers(self) -> Mapping[str, MilestoneLedger]:
        """Every milestone as folded so far."""
        return {name: self._ledger(name) for name in self._milestones}

    def admit(self, entry: Entry, score: Score) -> None:
        """Take an entry in; it is judged by the next :meth:`hear`."""
        self._waiting.append((entry, score))

    def hear(self, now: datetime) -> None:
        """Judge the entries taken in, in order of publication. ``now`` never goes back within a sitting."""
        self._waiting.sort(key=lambda pair: (pair[0].published_at, pair[0].id, pair[0].version))
        for entry, score in self._waiting:
            self._judge(entry, score, now)
        self._waiting.clear()

    def tick(self, now: datetime) -> None:
        """Let the clock speak: reminders, lapsed deadlines, silence."""
        shifts = self._lately(now) if self._holds() else []
        for name, milestone in self._milestones.items():
            shifts += self._names.named(sweep(self._ledger(name), milestone, self._parts.ledger, now))
        if shifts:
            self._decide(shifts, (), now)

    def judgement(self) -> Judgement:
        """Everything decided in this sitting."""
        return Judgement(
            scores=dict(self._scores),
            extractions=dict(self._extractions),
            failures=dict(self._failures),
            stories=dict(self._matches),
            told=tuple(self._told),
            stated=tuple(self._stated),
            ledgers={name: self._ledger(name) for name in self._touched},
            alerts=tuple(self._alerts),
            corroborated=tuple(self._corroborated.values()),
        )

    def _judge(self, entry: Entry, score: Score, now: datetime) -> None:
        version = (entry.id, entry.version)
        self._scores[version] = score
        if not score.relevant and score.reason is not ScoreReason.UNSCORED:
            return
        extraction = self._extract(entry)
        entry, credited = self._parts.credited(entry)
        coverage = replace(self._cover(entry, score, extraction), credited=credited)
        copy_of = self._matches[version].near_copy_of
        changed = self._add(entry, extraction, coverage.story, credited, copy_of)
        self._decide(self._lately(now) if changed or self._holds() else (), (coverage,), now)

    def _holds(self) -> bool:
        """Whether a shift is held back, whose time may be up."""
        return self._parts.alerts.hold_unconfirmed and any(
            held_key(shift) in self._known and key not in self._known
            for shifts in self._open.values()
            for key, shift in shifts.items()
        )

    def _lately(self, now: datetime) -> list[Shift]:
        """The shifts that may still matter to a decision; the others are decided for good, and left out."""
        for name, shifts in self._open.items():
            self._open[name] = lately(shifts, self._known, self._parts.alerts, now)
        return [shift for shifts in self._open.values() for shift in shifts.values()]

    def _ledger(self, name: str) -> MilestoneLedger:
        if name not in self._ledgers:
            self._ledgers[name] = self._foldings[name].ledger()
        return self._ledgers[name]

    def _extract(self, entry: Entry) -> Extraction:
        try:
            extraction = self._parts.extract(entry)
        except Exception as error:
            self._failures[entry.id, entry.version] = f"{type(error).__name__}: {error}"
            extraction = Extraction()
        self._extractions[entry.id, entry.version] = extraction
        return extraction

    def _cover(self, entry: Entry, score: Score, extraction: Extraction) -> Coverage:
        """The entry's place in its story; a later version stays in the story of the first."""
        recent = self._around(entry.published_at)
        own = next((t for t in recent if t.entry == entry.id), None)
        told = tell(entry, statements=extraction.statements, vector=score.vector)
        match = assign(entry, recent, self._parts.stories, told)
        story = own.story if own else match.story
        others = [t for t in recent if t.story == story and t.entry != entry.id]
        states = any(s.milestone in self._tracked for s in extraction.statements)
        self._matches[entry.id, entry.version] = match
        # An article that could not be judged and states nothing must not use up the story of the next one.
        if own is None and (states or score.reason is not ScoreReason.UNSCORED):
            begun_at = min((t.begun_at for t in others), default=entry.published_at)
            remembered = replace(told, story=story, copy_of=match.near_copy_of, begun_at=begun_at)
            self._recent.add(remembered)
            self._told.append(remembered)
            if others:
                self._corroborate(story_key(story), [*others, remembered])
        return Coverage(
            entry=entry,
            score=score,
            story=story,
            others=tuple(t.entry for t in others),
            states=states,
            facts=facts(extraction),
            heard=own is not None,
            why="" if match.level is StoryLevel.NONE else match.reason,
        )

    def _around(self, at: datetime) -> Shelf:
        """What was told lately; an article that comes late also meets what was past already."""
        window = self._parts.stories.window
        past = (*self._past, *self._recent.drop(at - window))
        self._past = [t for t in past if t.published_at >= at - 2 * window]
        met = [t for t in self._past if t.published_at >= at - window]
        return Shelf((*met, *self._recent)) if met else self._recent

    def _corroborate(self, key: str, carriers: Sequence[Told]) -> None:
        self._corroborated[key] = Corroboration(
            key,
            tuple(dict.fromkeys(c.entry for c in carriers)),
            origins_of(carriers),
            tuple(dict.fromkeys(c.outlet for c in carriers)),
        )

    def _add(
        self, entry: Entry, extraction: Extraction, story: str, credited: str, copy_of: str | None
    ) -> bool:
        """Add the entry's statements to their milestones; whether any milestone was touched."""
        new: list[Stated] = []
        for statement in extraction.statements:
            if statement.milestone not in self._milestones:
                continue
            row = stated_by(entry, statement, story, credited, copy_of)
            if row.key in self._keys:
                continue
            self._keys.add(row.key)
            new.append(row)
        self._stated += new
        touched = {n: rows for n, rows in counting(new, self._memory.labels).items() if n in self._milestones}
        for name, rows in touched.items():
            folded = self._foldings[name].add(rows)
            self._ledgers.pop(name, None)
            shifts = self._names.named(folded.shifts)
            for shift in shifts:
                old = self._shifts[name].get(shift.key)
                if old and (shift.carriers, shift.raised_by) != (old.carriers, old.raised_by):
                    self._corroborated[shift.key] = carried_by(shift)
            for kept in (self._shifts[name], self._open[name]):
                if folded.anew:
                    kept.clear()
                kept.update((shift.key, shift) for shift in shifts)
        self._touched |= dict.fromkeys(touched)
        return bool(touched)

    def _decide(self, shifts: Iterable[Shift], coverage: Sequence[Coverage], now: datetime) -> None:
        alerts = decide(
            shifts,
            coverage,
            self._known,
            self._parts.alerts,
            now,
            untracked=self._untracked,
            first_poll=self._memory.first_poll,
        )
        self._alerts += alerts
        self._names.learn(alerts)
        self._known.update(alert.key for alert in alerts)
