"""What an address would bring, before it is added: asked as a poll would, scored, and thrown away."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass

from monitor import opml, wiring
from monitor.errors import EncoderError, SeedError
from monitor.records import Feed, Score
from monitor.scorer import Scorer
from monitor.settings import Settings
from monitor.store import Store
from monitor.trial import Trial
from monitor.web.site import Site

log = logging.getLogger(__name__)

SHOWN = 10
"""Entries shown and scored."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An address that answered with a feed."""

    feed: Feed
    """What it would be added as."""
    trial: Trial
    scores: Mapping[str, Score]
    """By entry; empty while nothing can be scored."""
    relevant: int
    """How many of those shown count as relevant."""


def preview(site: Site, url: str) -> Preview:
    """Ask an address, under the limits of every poll. As slow as the network.

    Raises:
        FetchError: no answer, refused, not allowed, or an answer that is an error in itself.
        ParseError: the answer is no feed.
    """
    settings = site.settings
    found = wiring.try_out(settings, Feed("preview", url, "", ""), site.now())
    address = found.moved_to or url
    proposed = opml.proposed(address, found.parsed.title, found.parsed.lang or "")
    feed = opml.renamed(proposed or Feed("feed", address, "", ""), {other.name for other in settings.feeds})
    shown = found.entries[:SHOWN]
    scores: dict[str, Score] = {}
    scorer = site.scorer()
    if scorer is not None:
        try:
            scores = {entry.id: score for entry, score in zip(shown, scorer(shown), strict=True)}
        except (EncoderError, SeedError):
            scores = {}
    return Preview(feed, found, scores, sum(score.relevant for score in scores.values()))


def scorer_beside(settings: Settings, store: Store) -> Scorer:
    """A scorer that leaves the state as it is, loading beside the caller: ready some seconds later."""
    scorer = wiring.build_scorer(settings, store, keep=False)

    def load() -> None:
        try:
            scorer.load()
        except (EncoderError, SeedError) as error:
            log.warning("nothing can be scored here: %s", error)

    threading.Thread(target=load, name="scorer", daemon=True).start()
    return scorer
