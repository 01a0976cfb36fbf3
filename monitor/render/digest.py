"""Several alerts that waited, in one message: how many, the news of each, none left out in silence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.render.clean import isolated
from monitor.render.compose import COMMAND
from monitor.render.phrases import Phrases
from monitor.render.sheet import Line, Sheet
from monitor.render.style import Room

QUOTE_LIMITS = (240, 120, 60, 0)


@dataclass(frozen=True, slots=True)
class Digest:
    """Sheets in the order in which they are told."""

    phrases: Phrases
    head: str
    title: str
    """One line: how many, of which kinds."""
    sheets: tuple[Sheet, ...]
    """What is told of each: where, the new words, link and reference."""
    reference: str
    rest: Line | None = None
    """How many more there was no room for, and how to list them."""


def digest_of(sheets: Sequence[Sheet], phrases: Phrases, reference: str, *, more: bool = False) -> Digest:
    """A digest with everything in it.

    Args:
        sheets: of every alert, in order; one that has only a title is told by it.
        phrases: the language.
        reference: of the digest.
        more: whether others were told just before, and these come on top.
    """
    kinds = Counter(sheet.head for sheet in sheets if sheet.head)
    counted = phrases.comma.join(f"{phrases.number(n)} {kind}" for kind, n in kinds.items())
    head = phrases.text["digest"]
    title = f"{head}{phrases.colon}{phrases.count('more_alerts' if more else 'alerts', len(sheets))}"
    return Digest(
        phrases=phrases,
        head=head,
        title=f"{title} ({counted})" if counted else title,
        sheets=tuple(_brief(sheet) for sheet in sheets),
        reference=reference,
    )


def fitted_digest(digest: Digest, draw: Callable[[Digest], str], room: Room) -> Digest:
    """The fullest form that fits when drawn: shorter quotes, then none, then headlines only, then fewer of
    them, with the number of those left out."""
    for shorter in _shorter(digest):
        if room.holds(draw(shorter)):
            return shorter
    fits, too_many = 0, len(digest.sheets) + 1
    while too_many - fits > 1:
        kept = (fits + too_many) // 2
        if room.holds(draw(_headlines(digest, kept))):
            fits = kept
        else:
            too_many = kept
    return _headlines(digest, fits)


def _brief(sheet: Sheet) -> Sheet:
    fresh = [side for side in sheet.sides if side.fresh] or list(sheet.sides)
    return replace(sheet, remark="", opening=sheet.opening[:2], sides=tuple(fresh[:1]), closing=(), hint=None)


def _shorter(digest: Digest) -> Iterator[Digest]:
    for limit in QUOTE_LIMITS:
        sides = [tuple(side.cut(limit) for side in sheet.sides) for sheet in digest.sheets]
        cut = [replace(s, sides=kept) for s, kept in zip(digest.sheets, sides, strict=True)]
        yield replace(digest, sheets=tuple(cut))


def _headlines(digest: Digest, kept: int) -> Digest:
    """The first headlines with their links, and how many more there are."""
    bare = tuple(replace(sheet, sides=(), opening=()) for sheet in digest.sheets[:kept])
    left = len(digest.sheets) - kept
    phrases = digest.phrases
    command = isolated(f"{COMMAND} alerts", phrases.direction)
    rest = Line(phrases.count("left", left), command) if left else None
    return replace(digest, sheets=bare, rest=rest)
