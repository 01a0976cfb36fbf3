"""A large state that is made up: entries of three years, and what a monitor would have recorded of them.

:func:`make` records ordinary words with scores, stories and labels. :func:`tell` adds what is on the topic:
each relevant entry is edited into an article that states deadlines, which now and then move; ledger, alerts
and messages follow from that as they would. The same size gives the same state.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console
from sqlalchemy import Connection, update

from benchmarks.documents import WORDS
from monitor import store
from monitor.alerts import Coverage, decide, of_shift
from monitor.evaluation.corpus import an_entry
from monitor.extract import milestone_of
from monitor.ledger import fold, stated_by
from monitor.records import (
    Alert,
    Bound,
    DueRange,
    Entry,
    Feed,
    FeedState,
    Field,
    Health,
    Matcher,
    Message,
    MessageState,
    Modality,
    Outage,
    Outcome,
    Precision,
    Quote,
    Rank,
    Receipt,
    Score,
    ScoreReason,
    Silence,
    Stated,
    Statement,
    StatementLabel,
    StatementVerdict,
)
from monitor.settings import Settings
from monitor.store import (
    Store,
    alerts,
    entries,
    feeds,
    labels,
    outbox,
    scores,
    silences,
    statement_labels,
    statements,
    stories,
)
from monitor.store.state import FILE
from monitor.store.tables import Stage, versions

BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
EVERY = timedelta(seconds=90)
"""Between two entries."""
BATCH = 2_000
RELEVANT = 0.03
"""Share of entries that are on the topic; those just below it are as many again."""
STORY = 8
"""Relevant entries that tell the same news."""
RARE = "الكهرومغناطيسية"
STATEMENTS = 0.05
"""Statements for each entry, most of them repetitions."""
MOVES, STRAYS, RECAPS = 0.005, 0.01, 0.2
"""Shares of statements that move a deadline, name another one on the word of sources, or only recall it."""
DESTINATIONS = ("desk", "archive")
GIVEN_UP = 0.02
"""Share of messages that their destination refused."""
SPEAKERS = (
    "محمد شياع السوداني",
    "فؤاد حسين",
    "the Pentagon",
    "the US State Department",
    "Iraq's prime minister",
)
SENTENCES = (
    "{who} said the mission of the coalition in Iraq will end by {day:%-d %B %Y}.",
    "قال {who} إن مهمة التحالف الدولي في العراق تنتهي في موعد أقصاه {day:%Y-%m-%d}.",
)


def end(size: int) -> datetime:
    """When a state of so many entries is looked at: an hour after the newest."""
    return BEGIN + EVERY * size + timedelta(hours=2)


def make(folder: Path, size: int, console: Console, outlets: int = 5_000) -> None:
    """A state of so many entries, one every 90 seconds, with scores, stories and labels."""
    draw = random.Random(1)
    begun = time.perf_counter()
    with closing(store.open(folder, BEGIN)) as state:
        for at in range(0, size, BATCH):
            new = [_entry(n, draw, outlets) for n in range(at, min(at + BATCH, size))]
            scored = [(e.id, 1, _score(draw)) for e in new]
            told = [
                (e, f"s{n // STORY}", None)
                for n, (e, s) in enumerate(zip(new, scored, strict=True), at)
                if s[2].relevant
            ]
            with state.write() as conn:
                entries.add(conn, new)
                scores.save(conn, scored, BEGIN)
                stories.assign(conn, told)
                for e in draw.sample(new, 4):
                    labels.say(conn, e.id, draw.random() < 0.5, BEGIN)
            if at % 100_000 == 0:
                console.print(f"{at:,} entries, {time.perf_counter() - begun:.0f} s", style="dim")


def tell(settings: Settings, size: int, console: Console) -> None:
    """Record feeds, statements, alerts and messages in the state of some settings."""
    draw, now, begun = random.Random(2), end(size), time.perf_counter()
    with closing(store.open(settings.state, now)) as state:
        with state.write() as conn:
            feeds.sync(conn, settings.feeds, now, lambda feed, at: FeedState(feed.name, feed.url, at))
            feeds.save_many(conn, [_polled(feed, draw, now) for feed in settings.feeds])
            conn.execute(update(versions).values(stage=Stage.JUDGED, judged_at=now))
        articles = _articles(state)
        stated = _state(state, articles, settings, draw, int(size * STATEMENTS))
        console.print(f"{len(stated):,} statements, {time.perf_counter() - begun:.0f} s", style="dim")
        decided = sorted(
            (*_of_shifts(stated, settings), *_of_coverage(articles, settings)),
            key=lambda alert: alert.decided_at,
        )
        with state.write() as conn:
            alerts.add(conn, decided)
            for alert in decided:
                if alert.suppressed is None:
                    _send(conn, alert, draw)
            for row in draw.sample(stated, min(40, len(stated))):
                statement_labels.say(conn, _label(row, now))
            for n in range(20):
                until = now + timedelta(days=n - 15)
                silences.add(
                    conn,
                    Silence(0, Matcher(outlet=(f"Outlet {n}",)), until, "noise", now - timedelta(days=30)),
                )
        console.print(f"{len(decided):,} decisions, {time.perf_counter() - begun:.0f} s", style="dim")


def made(folder: Path) -> bool:
    """Whether a folder holds a state."""
    return (folder / FILE).exists()


def _entry(n: int, draw: random.Random, outlets: int) -> Entry:
    outlet = f"Outlet {draw.randrange(outlets)}"
    at = BEGIN + EVERY * n + timedelta(seconds=draw.randrange(3600))
    title, summary = (" ".join(draw.choices(WORDS, k=k)) for k in (9, 40))
    lang = "ckb" if draw.random() < 0.0005 else draw.choice(("ar", "en", "fa"))
    id_ = f"{draw.getrandbits(48):012x}{n:x}"
    summary = f"{summary} {RARE}" if draw.random() < 0.0001 else summary
    entry = an_entry(id_, outlet, lang, at, title, summary, "")
    return replace(entry, url=f"https://outlet.example/{n}", digest=f"{n:x}", aliases=(f"guid:{n}",))


def _score(draw: random.Random) -> Score:
    value = draw.random()
    value = 0.5 + value / 2 if draw.random() < RELEVANT else value**6 / 2
    return Score(
        value, value >= 0.5, ScoreReason.ABOVE if value >= 0.5 else ScoreReason.BELOW, None, None, (), "made"
    )


@dataclass
class _Article:
    entry: Entry
    score: Score
    story: str


@dataclass
class _Plan:
    """The deadline of one milestone, as it stands while articles are written."""

    draw: random.Random
    due: date = field(default=(BEGIN + timedelta(days=900)).date())

    def told(self, on: date) -> tuple[date, Rank]:
        """The deadline that the next statement names, and on whose word."""
        chance = self.draw.random()
        if chance < MOVES or self.due <= on:
            earliest = on + timedelta(days=20)
            self.due = max(earliest, self.due + timedelta(days=self.draw.randrange(-60, 180)))
        elif chance < MOVES + STRAYS:
            return self.due + timedelta(days=self.draw.choice((-90, 60, 120))), Rank.SOURCES
        return self.due, Rank.OFFICIAL if chance < 0.8 else Rank.SOURCES


def _articles(state: Store) -> list[_Article]:
    """The relevant entries, the oldest first."""
    found: list[_Article] = []
    with state.read() as conn:
        relevant = list(entries.export(conn, relevant=True))
        for at in range(0, len(relevant), BATCH):
            some = relevant[at : at + BATCH]
            ids = [e.id for e in some]
            score, story = scores.of(conn, ids), stories.of(conn, ids)
            found += [_Article(e, score[e.id], story[e.id]) for e in some]
    return found


def _state(
    state: Store, articles: Sequence[_Article], settings: Settings, draw: random.Random, wanted: int
) -> list[Stated]:
    """Edit each article, so that it states deadlines; record what it states."""
    plans = {rule.id: _Plan(draw) for rule in settings.milestones}
    # Most speak of the first milestone.
    names, weights = list(plans), [2.0**-n for n in range(len(plans))]
    rows: list[Stated] = []
    for at in range(0, len(articles), BATCH):
        written, read = [], []
        for n, article in enumerate(articles[at : at + BATCH], at):
            count = (n + 1) * wanted // len(articles) - n * wanted // len(articles)
            about = draw.choices(names, weights, k=count)
            article.entry, said = _written(article.entry, [(name, plans[name]) for name in about], draw)
            written.append(article)
            read += [stated_by(article.entry, statement, article.story) for statement in said]
        with state.write() as conn:
            entries.add(conn, [article.entry for article in written])
            scores.save(conn, [(a.entry.id, a.entry.version, a.score) for a in written], BEGIN)
            conn.execute(update(versions).where(versions.c.stage != Stage.JUDGED).values(stage=Stage.JUDGED))
            statements.add(conn, read)
        rows += read
    return rows


def _written(
    entry: Entry, about: Sequence[tuple[str, _Plan]], draw: random.Random
) -> tuple[Entry, list[Statement]]:
    said, body = [], ""
    on = entry.published_at.date()
    for name, plan in about:
        sentence = draw.choice(SENTENCES)
        due, rank = plan.told(on)
        who = draw.choice(SPEAKERS)
        body += " ".join(draw.choices(WORDS, k=40)) + ".\n\n"
        words = sentence.format(who=who, day=due)
        said.append(_statement(name, words, len(body), due, who, rank, draw.random() < RECAPS))
        body += words + " "
    body += " ".join(draw.choices(WORDS, k=80)) + "."
    return replace(entry, version=entry.version + 1, body=body, digest=f"{entry.digest}+"), said


def _statement(
    milestone: str, words: str, start: int, due: date, who: str, rank: Rank, recap: bool
) -> Statement:
    return Statement(
        milestone=milestone,
        action="end",
        actor="the coalition",
        scope="",
        place="Iraq",
        due=DueRange(due, due, Precision.DAY, Bound.BY),
        modality=Modality.PLANNED,
        speaker=who if rank is Rank.OFFICIAL else "sources",
        rank=rank,
        background=recap,
        commentary=False,
        quote=Quote(Field.BODY, start, start + len(words), words),
        date=None,
        rule="made",
        confidence=0.9,
    )


def _of_shifts(stated: Sequence[Stated], settings: Settings) -> Iterator[Alert]:
    for rule in settings.milestones:
        rows = [row for row in stated if row.statement.milestone == rule.id]
        for shift in fold(milestone_of(rule), rows, settings.ledger).shifts:
            alert = of_shift(shift, None, shift.at, shift.key)
            # As if each had been decided when it came.
            said = () if shift.stated is None else decide([shift], (), (), settings.alerts, shift.at)
            yield said[0] if said else alert


def _of_coverage(articles: Sequence[_Article], settings: Settings) -> Iterator[Alert]:
    by_story: dict[str, list[_Article]] = {}
    for article in articles:
        by_story.setdefault(article.story, []).append(article)
    for story, told in by_story.items():
        covered = [Coverage(a.entry, a.score, story) for a in told]
        yield from decide((), covered, (), settings.alerts, told[-1].entry.published_at)


def _send(conn: Connection, alert: Alert, draw: random.Random) -> None:
    at = alert.decided_at
    for to in DESTINATIONS:
        key = f"{alert.key} {to}"
        message = Message(
            key, alert.key, to, alert.title, alert.reason, "{}", MessageState.PENDING, 1, at, at,
            severity=alert.severity,
        )  # fmt: skip
        outbox.put(conn, [message])
        refused = draw.random() < GIVEN_UP
        outcome = Outcome.REFUSED if refused else Outcome.SENT
        outbox.settle(conn, Receipt(key, at, outcome, "400 Bad Request" if refused else ""), None)


def _label(row: Stated, now: datetime) -> StatementLabel:
    said = row.statement
    return StatementLabel(
        row.entry, row.version, said.milestone, said.quote, said.date, StatementVerdict.NOT_A_DEADLINE, now
    )


def _polled(feed: Feed, draw: random.Random, now: datetime) -> FeedState:
    """Nine of ten answer."""
    well = draw.random() < 0.9
    at = now - timedelta(minutes=draw.randrange(600))
    return FeedState(
        feed.name,
        feed.url,
        now + timedelta(minutes=draw.randrange(600)),
        health=Health.OK if well else draw.choice((Health.FAILING, Health.WAITING, Health.PARKED)),
        polled_at=at,
        ok_at=at if well else at - timedelta(days=3),
        interval=timedelta(hours=6),
        failures=0 if well else 5,
        outage=None if well else Outage.TIMEOUT,
        error=None if well else "No answer in 20 s.",
    )
