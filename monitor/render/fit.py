"""As much of an alert as its destination has room for: the quotes give way first, headline and link never."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from monitor.render.sheet import Sheet
from monitor.render.style import Room

QUOTE_LIMITS = (400, 250, 150, 80, 40)
"""Code points of a quote, tried one after the other where the whole does not fit."""


def fitted(sheet: Sheet, draw: Callable[[Sheet], str], room: Room) -> Sheet:
    """The fullest form of a sheet that fits when drawn.

    Where not even headline, link and reference fit, they are what is returned: a service that splits or
    refuses it loses less than one that is handed half a link.
    """
    shorter = sheet
    for shorter in _ever_shorter(sheet):
        if room.holds(draw(shorter)):
            break
    return shorter


def _ever_shorter(sheet: Sheet) -> Iterator[Sheet]:
    yield sheet
    for limit in QUOTE_LIMITS:
        yield cut(sheet, limit)
    sheet = cut(sheet, 0)
    yield sheet
    while sheet.closing:
        sheet = replace(sheet, closing=sheet.closing[:-1])
        yield sheet
    while sheet.opening:
        sheet = replace(sheet, opening=sheet.opening[:-1])
        yield sheet
    yield replace(sheet, sides=())
    yield replace(sheet, sides=(), hint=None, page=None)
    yield replace(sheet, sides=(), hint=None, page=None, remark="")


def cut(sheet: Sheet, limit: int) -> Sheet:
    """The sheet with quotes of at most ``limit`` code points. A side that then says nothing is left out."""
    sides = tuple(side.cut(limit) for side in sheet.sides)
    return replace(sheet, sides=tuple(side for side in sides if side.quote or side.when))
