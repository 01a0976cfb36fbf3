"""Towns and provinces that are a site only where forces are in them or leave them.

Their names mean a government or the place of a meeting more often: "between Baghdad and Washington", "met in
Baghdad".
"""

from bisect import bisect_right
from collections.abc import Mapping

from monitor.extract.reading import Reading
from monitor.lang import Hit

__all__ = ["Towns"]

_PROVINCE = "province:"
"""Tells where a base is when it stands alone; in a list it is one of the places that are left."""
_LABELS = ("town:", _PROVINCE)
_NEAR = 3
"""Tokens between those who are there and the word for "in"."""
_FAR = 12
"""Tokens between a verb of leaving and those who leave."""
_LONGEST = 8
"""Members of a list that are looked at, so that the time stays linear."""
_BORDERS = frozenset(',.;:()"\n')


class Towns:
    """The towns of a field that are sites.

    ``sites``: the bases named in it, ``none``: phrases in which a town is none, and towns
    that are none in this text.
    """

    def __init__(
        self, reading: Reading, cues: Mapping[str, list[Hit]], sites: list[Hit], none: list[Hit]
    ) -> None:
        self._reading, self._words = reading, reading.tokens
        self._list = {",", *reading.lexicon.words("and", "or")}
        towns = [hit for label, hits in cues.items() if label.startswith(_LABELS) for hit in hits]
        self._hits: list[Hit] = []
        past = 0
        for hit in sorted((*towns, *sites, *none), key=lambda hit: (hit.first, -hit.last)):
            if hit.last > past:
                past = hit.last
                if hit.label.startswith(_LABELS):
                    self._hits.append(hit)
        self._starts = [sentence.first for sentence in reading.sentences] if self._hits else []
        self._bases = {hit.first for hit in cues.get("base-word", ())}
        self._sites = {hit.first for hit in sites}
        self._ends = {hit.last: hit for hit in (*sites, *self._hits)}
        self._begins = {hit.first: hit for hit in (*self._hits, *sites)}

    def found(self) -> list[Hit]:
        """The hits of towns that are sites."""
        return [hit for hit in self._hits if self._is_site(hit)]

    def _is_site(self, hit: Hit) -> bool:
        sentence = self._reading.sentences[bisect_right(self._starts, hit.first) - 1]
        cues = self._reading.cued(sentence.first, sentence.last)
        chain = self._chain(hit)
        if hit.label.startswith(_PROVINCE) and len(chain) == 1:
            return False
        first = chain[0].first
        before = self._reading.timed(max(first - 2, sentence.first), first)
        if hit.last < len(self._words) and self._words[hit.last].low == "'":
            return False  # "at Baghdad's invitation"
        if any(other.label == "relation:between" for other in before):
            return False
        if any(other.label.startswith("site:") and other.label != "site:Erbil" for other in chain):
            return True
        return self._in(cues, first, sentence.first) or self._left(cues, first, sentence.first)

    def _chain(self, hit: Hit) -> list[Hit]:
        """The sites and towns that a list names with a town: "Baghdad, Anbar and Ain al-Asad"."""
        chain = [hit]
        while len(chain) < _LONGEST and (before := self._before(chain[0].first)) is not None:
            chain.insert(0, before)
        while len(chain) < _LONGEST and (after := self._after(chain[-1].last)) is not None:
            chain.append(after)
        return chain

    def _before(self, at: int) -> Hit | None:
        """The site or town that the list names right before the one at a token, words for a base aside."""
        at = self._skipped(at, -1)
        tied = at < len(self._words) and self._words[at].low[0] == "و"
        if not tied:
            if at < 1 or self._words[at - 1].low not in self._list:
                return None
            at -= 1
            at -= at > 0 and self._words[at - 1].low in self._list
        return self._ends.get(self._skipped(at, -1))

    def _after(self, at: int) -> Hit | None:
        if at < len(self._words) and self._words[at].low[0] != "و":
            at = self._skipped(at, 1)
        if at >= len(self._words):
            return None
        if self._words[at].low in self._list:
            at += 1
            at += at < len(self._words) and self._words[at].low in self._list
        elif self._words[at].low[0] != "و":
            return None
        return self._begins.get(self._skipped(at, 1))

    def _skipped(self, at: int, step: int) -> int:
        """Past one or two words for a base: "Ain al-Asad air base"."""
        for _ in range(2):
            place = at if step > 0 else at - 1
            if not 0 <= place < len(self._words):
                break
            if place not in self._bases:
                break
            at += step
        return at

    def _in(self, cues: dict[str, list[Hit]], first: int, start: int) -> bool:
        """Whether forces or what is theirs stand right before, with a word for "in" between.

        What is theirs may be left or given up, too: "from bases", "moved its headquarters from Baghdad".
        """
        inner = next((hit.first for hit in cues.get("town-in", ()) if hit.last == first), None)
        outer = next((hit.first for hit in cues.get("town-from", ()) if hit.last == first), None)
        at = outer if inner is None else inner
        if at is None:
            return False
        theirs = list(cues.get("based", ()))
        if inner is not None and "meeting" not in cues:
            theirs += cues.get("stationed", ())
        for hit in theirs:
            near = start <= hit.last <= at <= hit.last + (_NEAR if inner is not None else 0)
            if near and not self._barred(cues, hit, at) and not self._named(hit, at):
                return True
        return False

    def _left(self, cues: dict[str, list[Hit]], first: int, start: int) -> bool:
        """Whether forces leave the town: "the withdrawal from Baghdad", "غادرت القوات بغداد"."""
        lead = next((hit.first for hit in cues.get("town-from", ()) if hit.last == first), None)
        if lead is None:
            return self._quit(cues, first, start)
        sure = {hit.first for hit in cues.get("town-withdrawal", ())}
        for hit in cues.get("town-left", ()):
            if hit.last <= lead <= hit.last + _NEAR and not self._barred(cues, hit, lead):
                return hit.first in sure or self._theirs(cues, start, hit.first, lead)
        return False

    def _quit(self, cues: dict[str, list[Hit]], first: int, start: int) -> bool:
        """Whether a verb has the town as its object: "left Baghdad", "غادرت القوات بغداد"."""
        forces = {hit.first for hit in cues.get("stationed", ())}
        for hit in cues.get("town-quit", ()):
            near = hit.last == first or (hit.last in forces and first <= hit.last + _NEAR)
            if near and not self._barred(cues, hit, first):
                return self._theirs(cues, start, hit.first, first)
        return False

    def _theirs(self, cues: dict[str, list[Hit]], start: int, verb: int, at: int) -> bool:
        """Whether it is forces that leave, and no visitor."""
        theirs = [*cues.get("stationed", ()), *cues.get("based", ())]
        if not any(start <= hit.first < at and verb - hit.last < _FAR for hit in theirs):
            return False
        return not any(verb - _FAR < hit.last <= at for hit in cues.get("no-force", ()))

    def _named(self, hit: Hit, at: int) -> bool:
        """Whether a word for a base belongs to the name of a site: "Ain al-Asad base in"."""
        return self._skipped(hit.last, -1) in self._ends or not self._sites.isdisjoint(range(hit.last, at))

    def _barred(self, cues: dict[str, list[Hit]], hit: Hit, at: int) -> bool:
        """Whether what stands between is of somebody else, or parts them."""
        if any(word.low in _BORDERS for word in self._words[hit.last : at]):
            return True
        others = (*cues.get("no-force", ()), *cues.get("people", ()))
        if any(hit.first <= other.first < at or other.first <= hit.first < other.last for other in others):
            return True
        return any(hit.last <= other.first < at for other in cues.get("town-in", ()))
