"""Settings to running parts. No logic: whatever decides lives in the parts.

The ``build_*`` and ``open_*`` functions make single parts for commands; :func:`build` all of a daemon's.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from random import random
from typing import IO
from urllib.parse import urlsplit

from monitor import deliver, experience, extract, fulltext, memory
from monitor.backtest import Recorded, Variant, unscored
from monitor.errors import SendError
from monitor.fetch import HostPace, HttpFetch, Robots
from monitor.gather import WriteDigest, written
from monitor.handover import Delivered, Draw, Tell, no_pictures
from monitor.heartbeat import Heartbeat
from monitor.illustrate import Illustrator
from monitor.judge import Parts
from monitor.novelty import Origins
from monitor.parse import ParseWorker
from monitor.poll import Poller
from monitor.publish import Publisher, Telling
from monitor.recall import recalling
from monitor.records import Alert, Entry, Experience, Extraction, Message, Milestone, Score
from monitor.render import Look
from monitor.review import Reviewer
from monitor.scorer import Scorer, Sources
from monitor.send import Redactor, Sender, open_destination
from monitor.send.rate import rate_of
from monitor.settings import Settings
from monitor.settings.alike import score_alike
from monitor.store import Store, labels
from monitor.traffic import Traffic
from monitor.watch import TellHealth, Watch

Clock = Callable[[], datetime]
Score_ = Callable[[Sequence[Entry]], Sequence[Score]]

TOPIC_CACHE = "topic.cache"


@dataclass(frozen=True, slots=True)
class Running:
    """Everything that runs under one set of settings."""

    settings: Settings
    poller: Poller
    reviewer: Reviewer
    scorer: Scorer
    parts: Parts
    render: memory.Render
    senders: Mapping[str, Sender]
    deliver: Callable[..., Delivered]
    """:func:`monitor.deliver.deliver` with everything but its stop."""
    fingerprint: Callable[[str], str]
    publisher: Publisher
    watch: Watch
    heartbeat: Heartbeat
    _fetches: tuple[HttpFetch, ...]
    _parse: ParseWorker

    def warm(self) -> None:
        """Load what the first message of each destination needs, so that it does not wait for it."""
        for sender in self.senders.values():
            opened = getattr(sender, "open", None)
            if opened is not None:
                with suppress(SendError):  # the first message tells, and parks the destination
                    opened()

    def stop(self) -> None:
        """End exchanges under way and take up nothing more."""
        self.poller.stop()
        self.reviewer.stop()
        for fetch in self._fetches:
            fetch.close()

    def close(self) -> None:
        """Let go of what :meth:`stop` left open."""
        self._parse.close()


def build(settings: Settings, store: Store, clock: Clock, *, stream: IO[str] | None = None) -> Running:
    """All parts of a daemon.

    Args:
        settings: as checked.
        store: open for writing.
        clock: the time now, UTC.
        stream: what ``terminal`` destinations write to; standard output when None.
    """
    pace = HostPace(settings.fetch.pace)
    for_feeds = HttpFetch(settings.fetch, pace)
    for_pages = HttpFetch(settings.fetch, pace, crawling=True)
    for_heartbeat = HttpFetch(settings.fetch)
    parse = ParseWorker(settings.parse)
    scorer = build_scorer(settings, store)
    parts = build_parts(settings, scorer)
    render = partial(_messages, settings, clock)
    senders = open_senders(settings, stream=stream)
    address_of = partial(fingerprint, settings)
    watch = build_watch(settings, store)
    feeds = {feed.name: feed for feed in settings.feeds}
    return Running(
        settings=settings,
        poller=Poller(
            feeds,
            fetch=for_feeds,
            parse=parse,
            store=store,
            times=settings.cadence,
            policy=settings.poll,
            clock=clock,
            jitter=random,
        ),
        reviewer=Reviewer(
            feeds,
            fetch=for_pages,
            allowed=Robots(for_pages).allowed,
            read=fulltext.read_page,
            store=store,
            parts=parts,
            render=render,
            near=settings.relevance.digest_threshold,
            policy=settings.review,
            clock=clock,
        ),
        scorer=scorer,
        parts=parts,
        render=render,
        senders=senders,
        deliver=partial(
            deliver.deliver,
            store,
            senders,
            settings.deliver,
            clock=clock,
            jitter=random,
            write_digest=build_digest(settings),
            traffic=build_traffic(settings),
            draw=build_draw(settings, store, parts.milestones),
            fingerprint=address_of,
            tell=build_tell(settings),
        ),
        fingerprint=address_of,
        publisher=Publisher(store, build_telling(settings)),
        watch=watch,
        heartbeat=build_heartbeat(settings, store, watch, for_heartbeat),
        _fetches=(for_feeds, for_pages, for_heartbeat),
        _parse=parse,
    )


def build_scorer(settings: Settings, store: Store | None = None, *, keep: bool = True) -> Scorer:
    """The scorer, not loaded yet. With a store, the user's labels decide, and they and the
    user's ordinary entries are learnt from. Without ``keep`` the state is left as it is."""
    sources = Sources(
        settings.seeds,
        settings.topic,
        settings.encoder,
        settings.relevance,
        settings.state / TOPIC_CACHE,
        keep,
    )
    return Scorer(sources) if store is None else _scorer_of(sources, store)


def build_score(settings: Settings) -> Score_:
    """A loaded scorer, for archives: no labels, no recorded state."""
    scorer = build_scorer(settings)
    scorer.load()
    return scorer


def build_extract(settings: Settings) -> Callable[[Entry], Extraction]:
    """Reads statements by the configured milestones and words."""
    return partial(extract.extract, rules=settings.milestones, lexicons=settings.lexicons)


def build_explained(settings: Settings) -> Callable[[Entry], tuple[Extraction, Sequence[str]]]:
    """Reads statements as :func:`build_extract`, and tells for each date why no statement is dated by it."""
    from monitor.extract.article import conclude, stages
    from monitor.extract.unbound import unbound

    def read(entry: Entry) -> tuple[Extraction, Sequence[str]]:
        of = stages(entry, settings.milestones, settings.lexicons)
        found = conclude(of, settings.milestones)
        return found, unbound(of, found.statements)

    return read


def build_parts(settings: Settings, score: Score_ | None = None) -> Parts:
    """What judging needs; a scorer is loaded when none is given."""
    return Parts(
        score=score or build_score(settings),
        extract=build_extract(settings),
        milestones=tuple(extract.milestone_of(rule) for rule in settings.milestones),
        rules=extract.identity_of(settings.milestones, settings.lexicons),
        ledger=settings.ledger,
        alerts=settings.alerts,
        stories=settings.story,
        origins=Origins(settings.origins),
    )


def build_telling(settings: Settings, language: str = "") -> Telling:
    """What files for other programs are made by, in the language of the program unless another is named."""
    language = language or settings.language
    return Telling(
        milestones=tuple(extract.milestone_of(rule) for rule in settings.milestones),
        names=settings.names_in(language),
        ledger=settings.ledger,
        language=language,
        policy=settings.export,
    )


def build_variants(
    present: Settings, changed: Settings, store: Store, recorded: Recorded
) -> tuple[Variant, Variant]:
    """Both sides of a backtest. A scorer is loaded only where the recorded scores do not do: slow then."""
    alike = score_alike(present, changed)
    scorers = [build_scorer(settings, store, keep=False) for settings in (present, changed)]
    if alike:
        scorers[1] = scorers[0]
    for scorer in scorers if not alike or unscored(recorded, None) else ():
        if not scorer.ready:
            scorer.load()
    sides = (
        Variant(
            build_parts(settings, scorer), settings.relevance.threshold, None if alike else scorer.identity
        )
        for settings, scorer in zip((present, changed), scorers, strict=True)
    )
    return next(sides), next(sides)


def open_senders(settings: Settings, *, stream: IO[str] | None = None) -> dict[str, Sender]:
    """Destination name to sender, addresses with their secrets filled in."""
    redact = Redactor(settings.secrets.values())
    return {
        d.name: open_destination(settings.address(d.url), base=settings.state, stream=stream, redact=redact)
        for d in settings.destinations
    }


def build_traffic(settings: Settings) -> Traffic:
    """How fast destinations are written to, and when one is left alone."""
    rates = {d.name: rate_of(settings.address(d.url)) for d in settings.destinations}
    return Traffic(settings.deliver.breaker, {name: rate for name, rate in rates.items() if rate is not None})


def build_draw(settings: Settings, store: Store, milestones: Sequence[Milestone]) -> Draw:
    """The pictures that go with messages."""
    if not settings.deliver.pictures:
        return no_pictures
    looks = build_looks(settings)
    return Illustrator(store, milestones, settings.ledger, looks, _names(settings, looks))


def build_tell(settings: Settings) -> Tell:
    """What other destinations are told of one that is parked."""
    looks = build_looks(settings)
    return partial(deliver.notices, destinations=settings.destinations, looks=looks)


def build_watch(settings: Settings, store: Store) -> Watch:
    """Looks after the monitor itself."""
    looks = build_looks(settings)
    tell: TellHealth = partial(deliver.health_messages, destinations=settings.destinations, looks=looks)
    return Watch(store, [d.name for d in settings.destinations], settings.health, tell)


def build_heartbeat(settings: Settings, store: Store, watch: Watch, fetch: HttpFetch) -> Heartbeat:
    """Tells an address that work is done; whoever knows the address could do so too: it is kept secret."""
    policy = settings.heartbeat
    there = replace(policy, url=settings.address(policy.url), fail_url=settings.address(policy.fail_url))
    own = [part for url in (there.url, there.fail_url) for part in urlsplit(url)[2:4] if len(part) > 1]
    redact = Redactor(settings.secrets.values()).knowing(own)
    return Heartbeat(store, watch, there, settings.health, fetch, redact)


def fingerprint(settings: Settings, name: str) -> str:
    """Something that changes with a destination's address, secrets too, and from which nobody learns it."""
    url = next((settings.address(d.url) for d in settings.destinations if d.name == name), "")
    return hashlib.scrypt(url.encode(), salt=name.encode(), n=2**12, r=8, p=1, dklen=16).hex()


def build_looks(settings: Settings) -> dict[str, Look]:
    """Destination name to language, style and room, by its address with the secrets filled in; with the
    address of the page, where the daemon serves it."""
    page = settings.web.link if settings.web.serve else ""
    return {
        d.name: replace(deliver.look_of(d, settings.language, settings.address(d.url)), page=page)
        for d in settings.destinations
    }


def build_digest(settings: Settings) -> WriteDigest:
    """How messages that waited are told as one, each destination in its language and style."""
    looks = build_looks(settings)
    return partial(written, names=_names(settings, looks), looks=looks)


@contextmanager
def open_fetch(settings: Settings) -> Iterator[HttpFetch]:
    """The guarded network, for one command."""
    with closing(HttpFetch(settings.fetch)) as fetch:
        yield fetch


def _messages(
    settings: Settings, clock: Clock, alerts: Sequence[Alert], lately: memory.Lately
) -> Sequence[Message]:
    looks = build_looks(settings)
    names = _names(settings, looks)
    return deliver.messages(
        alerts,
        settings.destinations,
        clock(),
        names=names,
        looks=looks,
        routes=settings.routes,
        calm=settings.calm,
        lately=lately,
    )


def _names(settings: Settings, looks: Mapping[str, Look]) -> dict[str, Mapping[str, str]]:
    """Language -> milestone id -> name, of the languages in use."""
    return {look.language: settings.names_in(look.language) for look in looks.values()}


def _scorer_of(sources: Sources, store: Store) -> Scorer:
    def said() -> Mapping[str, bool]:
        with store.read() as conn:
            return labels.all(conn)

    def seen() -> Experience:
        with store.read() as conn:
            return experience.load(conn)

    return Scorer(sources, said, seen, partial(recalling, store=store))
