"""Messages as the settings want them written: to whom, in which words, when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypedDict

from monitor import deliver, memory
from monitor.followup import Retold, followed, retold
from monitor.gather import WriteDigest, written
from monitor.records import Alert, Message
from monitor.render import Look
from monitor.settings import Settings

Clock = Callable[[], datetime]


class Words(TypedDict):
    """What messages are written by."""

    names: Mapping[str, Mapping[str, str]]
    """Language -> milestone id -> name, of the languages in use."""
    looks: Mapping[str, Look]
    """Destination name -> how it is written to."""


def words_of(settings: Settings) -> Words:
    """What all messages are written by."""
    looks = build_looks(settings)
    names = {look.language: settings.names_in(look.language) for look in looks.values()}
    return {"names": names, "looks": looks}


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
    return partial(written, **words_of(settings))


def news(settings: Settings, clock: Clock, new: Sequence[Alert], lately: memory.Lately) -> Sequence[Message]:
    """New alerts."""
    words, to, calm = words_of(settings), settings.destinations, settings.calm
    return deliver.messages(new, to, clock(), routes=settings.routes, calm=calm, lately=lately, **words)


def again(settings: Settings, clock: Clock, one: Retold, lately: memory.Lately) -> Sequence[Message]:
    """An alert that is taken back, or holds after all."""
    return retold(one, settings.destinations, clock(), lately, calm=settings.calm, **words_of(settings))


def more(settings: Settings, clock: Clock, one: memory.Followed, lately: memory.Lately) -> Sequence[Message]:
    """An alert that more carry."""
    to, every, words = settings.destinations, settings.deliver.update_every, words_of(settings)
    urls = {d.name: settings.address(d.url) for d in to}
    return followed(one, to, clock(), lately, every=every, calm=settings.calm, urls=urls, **words)
