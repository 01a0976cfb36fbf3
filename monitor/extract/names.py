"""Where the name of a person begins and ends: beside an office or at a verb of saying."""

import re
from functools import cached_property
from operator import itemgetter

from monitor.extract.reading import Reading
from monitor.lang import Hit, Word

__all__ = ["Names", "is_adjective", "nameable"]

_TIME = frozenset({"month", "weekday", "day", "unit", "units", "dual", "this", "next", "last", "following"})


_ONLY_HOME = re.compile(r"(?:\d+\.home;?)+")
"""Labels of rule words that only place a text in the matter: who takes part may be among them by name."""
_RANGE = itemgetter(1, 2)
"""First token of a hit, and the one after its last."""
_LABELS = (
    *("office", "sources", "institution", "agency", "joint", "said", "said-weak", "role"),
    *("said-gap", "not-name", "name-gap", "name-link", "quoting", "seat", "housed"),
)
"""Labels of words that are asked for by place."""
_NAME_ENDS = frozenset((",", ":", "(", "ان", "بان", "عن", "قد", "انه", "في", "خلال", "عقب", "بعد", "اثر"))
_NAME_ENDS |= {
    "علي",
    "ل",
    "قوله",
    "قولها",
    "للصحفيين",
    "للصحافيين",
    "الي",
    "من",
    "مع",
    "لدي",
    "امام",
    "ردا",
    "قبل",
    "انها",
    '"',
    ".",
    "اليوم",
    "امس",
    "يوم",
}
"""Words that end a name of more than two parts."""
_INTO = frozenset(("في", "الي", "لدي", "ان", "انه", "انها", "بان", "بانه", "بانها", "بانهم"))
"""Words after which no holder of an office is named: what follows is a place, a time or what is said."""
_AT = frozenset(("في", "من", "لدي"))
"""Words between who works there and a university or institute."""
_TITLE = 5
"""How many tokens a quoted title in an office may have: المتحدث باسم "كتائب ..."."""


class Names:
    """The names of one text as ranges of tokens, whoever they stand for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = reading.tokens
        self.arabic = not reading.lexicon.capitals
        self.known: dict[str, str] = {}
        """Last word of a name to the whole name, of persons named so far, in earlier fields too."""
        cues = reading.cued(0, len(self.words))
        self.at: dict[str, dict[int, Hit]] = {
            label: {hit[1]: hit for hit in cues.get(label, ())} for label in _LABELS
        }
        for hit in reading.naming:
            self.at[hit[0]][hit[1]] = hit
        self.office_ends = {hit.last for hit in self.at["office"].values()}
        self.told_ends = {hit.last for label in ("said", "said-gap") for hit in self.at[label].values()}
        """Tokens after a verb of saying, or after what may stand between it and a name: "وفق ما ذكره"."""

    def is_word(self, at: int, *kinds: str) -> bool:
        """Whether a token is a whole word of some kinds."""
        return at < len(self.words) and self.words[at].low in self.reading.lexicon.words(*kinds)

    @cached_property
    def timed(self) -> set[int]:
        """Tokens that are words of time, so no part of a name without an office."""
        return {
            at
            for hit in self.reading.times
            if hit.label.split(":")[0] in _TIME
            for at in range(hit.first, hit.last)
        }

    @cached_property
    def cuts(self) -> dict[int, int]:
        """Tokens to the letters of proclitics that lead them."""
        led = [hit for hits in (self.reading.cues, self.reading.naming) for hit in hits if hit[3]]
        return {hit.first: hit.cut for hit in sorted(led, key=_RANGE)[::-1]}

    @cached_property
    def placed(self) -> set[int]:
        """Tokens that the lexicon knows as something else than a name."""
        known = ("office", "sources", "institution", "agency", "said", "not-name", "joint", "role")
        return self.timed.union(*(self.at[label] for label in known))

    def quote(self, first: int, last: int, cut: int | None = None) -> str:
        """The words of the original without the proclitics that lead them: ``cut`` letters, where known."""
        start = self.reading.offsets[first] + (self.cuts.get(first, 0) if cut is None else cut)
        return " ".join(self.reading.original(start, self.reading.end(last)).split())

    def arabic_name(self, at: int, limit: int) -> tuple[int, int] | None:
        """One or two words after an office and its adjectives, or the known last name of a person."""
        office = self.at["office"].get(at)
        if office is None and at in self.told_ends and self.told(at, limit):
            return at, self.named_until(at, limit)
        if office is None and self.leading(at, limit):
            return at, at + 1
        if office is not None and self.reading.lexicon.name_before_office:
            return self.named_before(at)
        if office is None:
            if not self.known:
                return None
            for stem in (self.words[at].low, self.words[at].low[1:]):
                if stem in self.known and len(stem) > 3:
                    return at, at + 1
            return None
        apposed = self.apposed(office, limit)
        if apposed:
            return apposed
        at = self.named_from(office, limit)
        if at >= limit or not nameable(self.words[at]) or at in self.at["said"] or at in self.timed:
            return None
        if self.words[at - 1].low in _INTO:
            return None
        low = self.words[at].low
        if (at in self.at["not-name"] or low in _NAME_ENDS) and not self.namesake(at):
            return None
        if at in self.masked or at in self.at["agency"] or low.startswith("لل"):
            return None  # who is told
        last = self.named_until(at, limit)
        return None if last == at + 1 and at > office.last and self.noun(at, limit) else (at, last)

    def noun(self, at: int, limit: int) -> bool:
        """Whether a lone word behind an office and its place leads a noun: "السفير في بغداد مسار إنهاء"."""
        after = at + 1
        if after >= limit or self.words[at].low.startswith("ال") or self.words[after].low in _NAME_ENDS:
            return False
        told = any(after in self.at[label] for label in ("said", "said-weak", "agency"))
        return after in self.at["not-name"] and not told

    def named_from(self, office: Hit, limit: int) -> int:
        """The token after an office with what belongs to it, where the name of its holder begins."""
        at = office.last
        while at < limit:
            low = self.words[at].low
            hit = self.at["office"].get(at) or self.at["institution"].get(at)
            if hit is not None:
                at = hit.last
            elif at > office.last and self.namesake(at):
                break
            elif low == '"':
                last = next(
                    (n for n in range(at + 1, min(limit, at + _TITLE)) if self.words[n].low == low), 0
                )
                if not last:
                    return limit  # what is said begins
                if all(map(self.unmarked, range(at + 1, last))):
                    return at + 1  # a name in quotation marks
                at = last + 1
            elif low in _INTO and low not in ("في", "الي", "لدي"):
                return limit
            elif low in _AT and at + 1 in self.at["housed"]:
                at = self.housed(at + 2, limit)
            elif at in self.at["name-gap"] or self.adjective(at) or self.kind(at, office) or _is_where(low):
                at += 1
            else:
                break
        return at

    def housed(self, at: int, limit: int) -> int:
        """The token after the name of a university or institute: "في جامعة بغداد"."""
        if at < limit and nameable(self.words[at]):
            at += 1
        while at < limit and (self.adjective(at) or self.words[at].low.startswith("لل")):
            at += 1
        return at

    def adjective(self, at: int) -> bool:
        """Whether a word has the article, as an adjective of an office has: not "ألينا"."""
        low = self.words[at].low
        return is_adjective(low) and not (low.startswith("ال") and self.quote(at, at + 1, 0)[:1] in "أإآ")

    def apposed(self, office: Hit, limit: int) -> tuple[int, int] | None:
        """A name that a comma sets off before an office, or after one with what it belongs to.

        "حسين علاوي، مستشار رئيس الوزراء" and "الناطق باسم القائد العام، صباح النعمان، عن".
        """
        at = office.first
        if at > 2 and self.words[at - 1].low == "," and not office.cut:
            first = at - 1
            while first and at - 1 - first < 4 and self.unmarked(first - 1):
                if at - 1 - first >= 2 and first not in self.at["name-link"]:
                    break
                first -= 1
            if at - 1 - first >= 2:
                return first, at - 1
        stop = next(
            (n for n in range(office.last, min(limit, office.last + 9)) if self.words[n].low == ","), 0
        )
        if not stop or any(n in self.at["said"] for n in range(office.last, stop)):
            return None
        last = stop + 1
        while last < limit and last - stop < 6 and (self.unmarked(last) or self.namesake(last)):
            last += 1
        ends = last < limit and self.words[last].low in _NAME_ENDS
        return (stop + 1, last) if ends and 3 <= last - stop <= 5 else None

    @cached_property
    def masked(self) -> set[int]:
        """Tokens inside phrases that mean something else; in a denial stands who denies: "نفى X وجود خطة"."""
        masks = (mask for mask in self.reading.masks if mask.label != "upheld-mask")
        return {at for mask in masks for at in range(mask.first, mask.last)}

    @cached_property
    def marked(self) -> set[int]:
        """Tokens that mean anything to the lexicon or to the rules: none is taken for a name without more."""
        reading = self.reading
        home = {label for label in {hit[0] for hit in reading.rules} if _ONLY_HOME.fullmatch(label)}
        free = home.union(("office", "name-link", "daypart"))
        hits = [*reading.cues, *reading.naming, *reading.times, *reading.masks, *reading.rules]
        found = {hit[1] for hit in hits if hit[0] not in free}
        for _, first, last, _ in [hit for hit in hits if hit[2] - hit[1] > 1 and hit[0] not in free]:
            found.update(range(first, last))
        return found

    def unmarked(self, at: int) -> bool:
        return nameable(self.words[at]) and at not in self.marked

    def kind(self, at: int, office: Hit) -> bool:
        """Whether a word tells what kind an indefinite office is of: "متحدث حكومي", "نائبا كرديا"."""
        low = self.words[at].low
        one = office.last == office.first + 1 and "ال" not in self.words[office.first].low[: office.cut + 2]
        return one and low.endswith(("ي", "يا", "يه")) and len(low) > 4 and not self.namesake(at)

    def named_before(self, office: int) -> tuple[int, int] | None:
        """Two words before an office, where Persian has the name: "فؤاد حسین وزیر", "حسین علاوی، مشاور"."""
        last = office - (office > 0 and self.words[office - 1].low == ",")
        first = last
        while first and last - first < 2 and nameable(self.words[first - 1]):
            if first - 1 in self.at["not-name"] or first - 1 in self.at["said"]:
                break
            first -= 1
        return (first, last) if last - first == 2 else None

    def named_until(self, at: int, limit: int) -> int:
        """The token after a name of two parts; "عبد" or "بن" and what it leads count once."""
        last, parts = at + 1, 1
        while last < limit and last - at < 5 and nameable(self.words[last]):
            ends = any(last in self.at[label] for label in ("said", "not-name", "agency"))
            if (ends or self.words[last].low in _NAME_ENDS) and not self.namesake(last):
                break
            linked = last - 1 in self.at["name-link"] or self.words[last].low == "الله"
            if parts >= 2 and not linked and not (parts == 2 and self.surname(last)):
                return self.ended(last, min(limit, at + 5)) or last
            parts += not linked
            last += 1
        return last

    def ended(self, at: int, limit: int) -> int | None:
        """The token after the third and fourth part of a name, where a border follows at once."""
        last = at
        whole = self.words[at - 1].low.startswith("ال") and at - 2 not in self.at["name-link"]
        while last < limit and not whole and self.unmarked(last):
            if self.words[last].low in _NAME_ENDS:
                break
            last += 1
        if last == at or last >= len(self.words):
            return None
        ends = self.words[last].low in _NAME_ENDS
        ends |= any(last in self.at[label] for label in ("said", "said-weak", "agency"))
        return last if ends else None

    def surname(self, at: int) -> bool:
        """Whether a word after two names can be the last one: "ثابت محمد العباسي"."""
        low = self.words[at].low
        return low.startswith("ال") and low.endswith("ي") and len(low) > 5 and self.proper(at)

    def namesake(self, at: int) -> bool:
        """Whether a word that may be another is a name: "علي", not "على"; "باسم العوادي"."""
        if self.words[at].low == "باسم":
            return at + 1 < len(self.words) and self.surname(at + 1)
        return self.words[at].low == "علي" and self.quote(at, at + 1).endswith("ي")

    def told(self, at: int, limit: int) -> bool:
        """Whether a name without an office stands between a verb of saying and what is said.

        "قال حسين علاوي، مستشار ...", the same without a comma, and "أكد يارالله أن ..."
        """
        if not (self.proper(at) or self.namesake(at)):
            return False
        last = self.named_until(at, limit)
        if last >= limit or not all(map(self.proper, range(at + 1, last))):
            return False
        after = self.words[last].low
        if last - at >= 2 and last in self.at["office"]:
            return True
        if after == "," and last - at >= 2:
            near = range(last + 1, min(last + 4, limit))
            return any(place in self.at[label] for label in ("office", "role") for place in near)
        told = after in ("ان", "انه", "بان")
        told |= last in self.at["agency"] and not self.words[at].low.endswith("ته")
        told |= after in _NAME_ENDS and last == at + 1 and self.surname(at)
        return told and len(self.words[at].low) > 3

    def leading(self, at: int, limit: int) -> bool:
        """Whether a last name opens a clause right before its verb of saying: "السوداني يؤكد أن"."""
        if at + 1 >= limit or not (at + 1 in self.at["said"] or at + 1 in self.at["said-weak"]):
            return False
        return self.surname(at) and (at == 0 or not nameable(self.words[at - 1]))

    def proper(self, at: int) -> bool:
        """Whether a word can be part of a name: none that the lexicon knows as something else."""
        return at not in self.placed and nameable(self.words[at])


def is_adjective(word: str) -> bool:
    """What follows an office: "العراقي", "الأميركي", "الدفاع", and nouns with an owner ("مدير إعلامها")."""
    if word.endswith("ها") and len(word) > 4:
        return True
    return word.startswith(("ال", "وال")) and len(word) > 4


def _is_where(word: str) -> bool:
    """Where an office is held, written as one word: "القيادي في الحشد بالأنبار"."""
    return word.startswith("بال") and len(word) > 5


def nameable(token: Word) -> bool:
    return token.text.isalpha() and len(token.text) > 1
