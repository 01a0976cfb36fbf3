"""One field of an entry, read: its normal form, tokens, sentences and cue words.

The input of every later stage.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from monitor.lang import Hit, Lexicon, PhraseBook, Word
from monitor.records import Field, Quote
from monitor.text import Normal, normalise, sentences

_LONGEST = 250
"""Tokens of a sentence; what is longer is no prose, and is cut so that work stays linear."""

_DATELINE = 10
"""Tokens within which a line of origin in capitals ends with its dash."""

_HEADER = 6
"""Tokens of a line of its own, with no full stop, up to which it tells where the text is from."""
_STOPS = frozenset(".!?:;")

_NAMED = 3
"""Tokens after a word within which the quoted name of an outlet ends."""
_FIRST = itemgetter(1)
"""First token of a hit."""
_OPENS = itemgetter(2)
"""First token of a sentence."""
_RANGE = itemgetter(1, 2)
"""First token of a hit, and the one after its last."""

_WHO = frozenset({"office", "sources", "sources:official", "institution", "agency", "role", "spokes"})
"""Labels of who speaks."""

__all__ = ["Reading", "Sentence", "read_field"]


class Sentence(NamedTuple):
    """A sentence: offsets into the normal text, a half-open range of tokens, and its place."""

    start: int
    end: int
    first: int
    last: int
    number: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A field's text with everything that stages share."""

    name: Field
    normal: Normal
    tokens: list[Word]
    sentences: tuple[Sentence, ...]
    lexicon: Lexicon
    cues: tuple[Hit, ...]
    starts: list[int]
    """First token of each cue, for bisection."""
    times: list[Hit]
    """Words of time, in order of first token."""
    rules: list[Hit]
    """Words of the milestones' rules that it was read for, in order of first token."""
    offsets: list[int]
    """Start of each token."""
    masks: tuple[Hit, ...]
    """Phrases whose words mean something else than alone: no cue or rule word inside them counts."""
    naming: list[Hit]
    """Words that only tell where names begin and end, in order of first token: no other stage asks."""

    def quote(self, start: int, end: int) -> Quote:
        """The words of the original that a range of the normal text stands for."""
        first, last = self.normal.source(start, end)
        return Quote(self.name, first, last, self.normal.original[first:last])

    def original(self, start: int, end: int) -> str:
        """The text of that quote."""
        first, last = self.normal.source(start, end)
        return self.normal.original[first:last]

    known: dict[tuple[int, int], dict[str, list[Hit]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Cues of the windows that were asked for: stages ask for the same sentence again and again."""

    def end(self, last: int) -> int:
        """Where a range of tokens ends whose last one stands before token ``last``."""
        return self.offsets[last - 1] + len(self.tokens[last - 1].text)

    def cued(self, first: int, last: int) -> dict[str, list[Hit]]:
        """Cues that begin within a range of tokens, by label. Not to be changed by who asks."""
        window = (first, last)
        known = self.known.get(window)
        if known is not None:
            return known
        found: dict[str, list[Hit]] = {}
        start = bisect_left(self.starts, first)
        for hit in self.cues[start : bisect_left(self.starts, last, start)]:
            label = hit[0]
            if label in found:
                found[label].append(hit)
            else:
                found[label] = [hit]
        self.known[window] = found
        return found

    def around(self, at: int, before: int, after: int) -> dict[str, list[Hit]]:
        """Cues that begin up to ``before`` tokens ahead of a token or less than ``after`` behind it.

        All in its sentence: what stands near in another one is no neighbour.
        """
        here = self.holding(at)
        return self.cued(max(here.first, at - before), min(here.last, at + after))

    def holding(self, at: int) -> Sentence:
        """The sentence with a token."""
        return self.sentences[max(0, bisect_right(self.sentences, at, key=_OPENS) - 1)]

    def timed(self, first: int, last: int) -> list[Hit]:
        """Words of time that lie within a range of tokens."""
        low = bisect_left(self.times, first, key=_FIRST)
        high = bisect_left(self.times, last, lo=low, key=_FIRST)
        return [hit for hit in self.times[low:high] if hit.last <= last]

    def named(self, at: int) -> list[Hit]:
        """What tells at a token where names begin and end."""
        low = bisect_left(self.naming, at, key=_FIRST)
        return self.naming[low : bisect_left(self.naming, at + 1, lo=low, key=_FIRST)]

    def text(self, start: int, end: int) -> str:
        return self.normal.text[start:end]

    def unquoted(self, hits: list[Hit]) -> list[Hit]:
        """The hits that do not stand in the quoted name of an outlet: لـ"لبنان 24", قناة "الغد"."""
        words = self.tokens
        return [hit for hit in hits if words[hit[1] - 1].low != '"' or not self._outlet(hit[1], hit[2])]

    def _outlet(self, first: int, last: int) -> bool:
        """Whether what a quotation mark leads is the name of an outlet."""
        if first < 2 or '"' not in [word.low for word in self.tokens[last : last + _NAMED]]:
            return False
        return self.tokens[first - 2].low == "ل" or "agency" in self.cued(first - 2, first - 1)

    @property
    def dateline(self) -> int:
        """Tokens of the line of origin that heads the text, "ERBIL, Kurdistan Region -"; 0 without one."""
        if self.name is Field.TITLE or not self.sentences:
            return 0
        head = self.sentences[0]
        alone = len(self.sentences) > 1 and self.sentences[1].paragraph > 0 and head.last <= _HEADER
        if alone and self.tokens[head.last - 1].text not in _STOPS:
            return head.last  # a line of its own: "بغداد/ الأناضول"
        agency = len(self.tokens) > 1 and self.tokens[1].text == "("  # "أربيل (كوردستان24)- "
        capitals = self.tokens[0].text.isupper() and len(self.tokens[0].text) > 2
        for at, token in enumerate(self.tokens[1 : _DATELINE if agency or capitals else 3], 1):
            parted = self.offsets[at] > self.end(at) or (agency and self.tokens[at - 1].text == ")")
            if token.text in "-–—" and parted:
                return at
        return 0


def read_field(name: Field, text: str, lexicon: Lexicon, book: PhraseBook | None = None) -> Reading:
    """Stages 1 and 2: normal form, tokens, sentences, cues.

    ``book``: the lexicon's words with those of the milestones' rules, as a binding holds them; without it
    no word of a rule is found.
    """
    normal = normalise(text)
    words, offsets, (times, cues, naming, *rules) = (book or lexicon.book).find(normal.text)
    spans: list[Sentence] = []
    paragraph, before = 0, 0
    for number, (start, end) in enumerate(sentences(normal.text)):
        if number and "\n" in normal.text[before:start]:
            paragraph += 1
        before = end
        first, last = bisect_left(offsets, start), bisect_right(offsets, end - 1)
        for cut in range(first, last, _LONGEST):
            stop = min(cut + _LONGEST, last)
            tail = offsets[stop - 1] + len(words[stop - 1].text)
            spans.append(Sentence(offsets[cut], tail, cut, stop, len(spans), paragraph))
    cues = _undenied(cues)
    masks = tuple([hit for hit in cues if hit[0].endswith("mask")])
    hits = _to_come(unmasked(cues, masks), words)
    return Reading(
        name,
        normal,
        words,
        tuple(spans),
        lexicon,
        tuple(hits),
        list(map(_FIRST, hits)),
        times,
        rules[0] if rules else [],
        offsets,
        masks,
        unmasked(naming, [mask for mask in masks if mask.label != "upheld-mask"]),
    )


def _undenied(hits: list[Hit]) -> list[Hit]:
    """The hits without those that begin where a denial is negated: "has not denied"."""
    spans = [(hit.first, hit.last) for hit in hits if hit[0] == "undenied-mask"]
    if not spans:
        return hits
    return [hit for hit in hits if not any(first < hit.first < last for first, last in spans)]


def _to_come(hits: list[Hit], words: list[Word]) -> list[Hit]:
    """The hits, and a cue of the future for each verb that bears its Arabic sign: "سيرحل"."""
    signs = {
        first: Hit("future", first, first + 1, cut)
        for _, first, _, cut in [hit for hit in hits if hit[3]]
        if words[first].low[cut - 1] == "س"
    }
    if signs:
        for hit in hits:
            if hit.label == "future":
                signs.pop(hit.first, None)
    return sorted([*hits, *signs.values()], key=_RANGE) if signs else hits


def unmasked(hits: list[Hit], masks: Sequence[Hit]) -> list[Hit]:
    """The hits, sorted by first token, that do not begin inside a mask; of two masks the later one counts."""
    if not masks:
        return hits
    found: list[Hit] = []
    at = 0
    for mask, after in zip(masks, (*map(_FIRST, masks[1:]), masks[-1].last), strict=True):
        start = bisect_left(hits, mask.first, lo=at, key=_FIRST)
        end = min(mask.last, after)
        found += hits[at:start]
        at = bisect_left(hits, end, lo=start, key=_FIRST)
        found += [hit for hit in hits[start:at] if hit.label.endswith("mask") or _leads(hit, mask)]
    return found + hits[at:]


def _leads(hit: Hit, mask: Hit) -> bool:
    """Whether a hit at the first word of a mask counts for all that.

    The verb of a denial, by which somebody speaks ("the Pentagon denied any delay"), who speaks where the
    verb leads (نفى وزير الدفاع وجود خطة), and what is not ruled out, which may be.
    """
    if mask.label == "upheld-mask" and hit.label in _WHO:
        return True
    denying = hit.label == "said" and mask.label == "upheld-mask"
    return hit.first == mask.first and (denying or hit.label == "might")
