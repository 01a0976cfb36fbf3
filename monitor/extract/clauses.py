"""The clause of each date of a sentence (stage 6)."""

import re
from collections.abc import Iterator

from monitor.extract.closing import behind, closing
from monitor.extract.former import DAYS_OF_WORDS, is_former
from monitor.extract.mention import Mention
from monitor.extract.reading import Sentence
from monitor.extract.scene import Scene

__all__ = ["adds", "clauses", "opens"]

_PARTING = frozenset({",", ";"})
"""Marks at which, as at "and", the clause of one date may end and that of the next begin."""
_OPENING = frozenset({*_PARTING, "-", '"'})
"""Marks that may stand before a date that leads its clause."""
_TIED = re.compile(r"و\w{2}")
"""What adds something: "and", which Arabic writes with the next word."""
_MOVES = frozenset({"postponed", "extends", "extension"})
"""Labels of what is done to the plan, whoever does it."""
_STARTS = frozenset({"begin", "begun"})
"""Labels of a beginning, which a date that something is due by is not of."""
_BRIEF = 4
"""Tokens between two dates that are the second's alone: "and Harir by", "والثانية في"."""


def clauses(
    scene: Scene, sentence: Sentence, here: list[Mention]
) -> Iterator[tuple[Mention, tuple[int, int], int]]:
    """Each date with its clause: from the date before it to the next border after it.

    A date that leads its clause has what follows it, up to a comma or semicolon at which the next one begins.
    Any other has nothing behind an "and" right after it: "from Anbar by May and from Erbil by June". What a
    date is moved to has the clause of the one that it is moved from.
    """
    floor, former = sentence.first, False
    tokens = scene.reading.tokens
    cues = scene.reading.cued(sentence.first, sentence.last)
    joins = cues.get("date-of", ())  # "September is the month in which they leave"
    borders = [
        border
        for border in cues.get("clause", ())
        if not any(hit.first <= border.first < hit.last for hit in joins)
    ]
    joining = scene.reading.lexicon.words("and")
    opening = _OPENING | scene.reading.lexicon.words("and", "then")  # "and by June, ..."
    for number, mention in enumerate(here):
        at = scene.token(mention.relation_start)
        end = scene.token(mention.end)
        more = number + 1 < len(here)
        ceiling = scene.token(here[number + 1].relation_start) if more else sentence.last
        leads = end < ceiling and all(word.low in opening for word in tokens[floor:at])
        first = end + (leads and tokens[end].low == ",")
        stops = [border.first for border in borders if first <= border.first < ceiling]
        if more:
            marks = _PARTING if leads or tokens[end].low not in joining else _PARTING | joining
            stops += (one for one in range(first, ceiling) if tokens[one].low in marks)
        if leads and scene.slots.acts(first, ceiling):
            # "by May, as he said, they leave the base": what the date opens is still to come
            stops = [stop for stop in stops if scene.slots.acts(first, stop)]
        stop = min(stops, default=ceiling)
        if more and _passes_on(scene, floor, at, end, stop):
            stop = end
        begun = not _STARTS.isdisjoint(scene.reading.cued(floor, at))  # "speak of the start, and name May as"
        if (
            (number or begun)
            and "due-for" in scene.reading.cued(end, end + 1)
            and scene.slots.acts(end, stop)
        ):
            floor = at  # "June as the date for the first, May as the date for the second"
        parting = closing(scene, end, ceiling, borders) if more else ceiling
        stop = min(stop, parting)
        after = scene.token(here[number + 2].relation_start) if number + 2 < len(here) else sentence.last
        placed = behind(scene, floor, at, end, ceiling, after) if more and not leads else None
        stop = stop if placed is None else min(stop, placed)
        clause = (floor, max(stop, end))
        yield mention, clause, at
        former = former or is_former(scene, mention)
        spoken = former and mention.kind in DAYS_OF_WORDS
        again = spoken or is_former(scene, mention) or _said_again(scene, end, here[number + 1 : number + 2])
        if mention.resolved.period and not again:
            floor = stop if parting < ceiling or (leads and first < stop < ceiling) else placed or end


def adds(scene: Scene, at: int) -> bool:
    """Whether a token is "and", or has it before it."""
    low = scene.reading.tokens[at].low
    return low in scene.reading.lexicon.words("and") or _TIED.match(low) is not None


def _passes_on(scene: Scene, floor: int, at: int, end: int, stop: int) -> bool:
    """Whether what follows a date belongs to the next one: "Baghdad in May and Erbil in June".

    The clause has named what is done before the date, and "and" leads on.
    """
    if end >= stop or not scene.slots.acts(floor, at):
        return False
    return adds(scene, end) and (stop - end <= _BRIEF or not scene.slots.acts(end, stop))


def _said_again(scene: Scene, end: int, after: list[Mention]) -> bool:
    """Whether the next date only says the one before it again: "after Eid, i.e. in June"."""
    for mention in after:
        links = scene.reading.cued(end, scene.token(mention.relation_start)).get("that-is", ())
        return any(hit.first <= end + 1 for hit in links)
    return False


def opens(scene: Scene, clause: tuple[int, int], at: int) -> int:
    """Where what a date at token ``at`` is of is told from on, if what follows says who does what.

    Behind "while", and behind a phrase that leads: "After long talks, the coalition will leave by June".
    """
    floor, lexicon = clause[0], scene.reading.lexicon
    last = clause[1] if lexicon.verb_may_close else at  # "... die Koalition den Irak bis Juni verlassen"
    cues = scene.reading.cued(floor, at)
    starts = [hit.last for hit in reversed(cues.get("next-clause", ()))]
    words = scene.reading.tokens
    comma = next((one for one in range(floor, at) if words[one].low == ","), at)
    if any(hit.first <= floor + 1 or hit.last == comma < at for hit in cues.get("leads", ())):
        starts.append(comma + 1)  # "uzun görüşmelerin ardından, ..." closes with its word
    for start in starts:
        told = scene.slots.acting(start, last) or not _MOVES.isdisjoint(scene.reading.cued(start, last))
        if scene.slots.acts(start, last) and told:
            return start
    return floor
