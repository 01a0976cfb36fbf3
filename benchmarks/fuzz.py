"""Mutated texts through the reading: nothing raises, no text takes long, every quote stands in its text.

``python -m benchmarks.fuzz [N] [SEED]`` mutates the texts of the development set N times (100,000 when not
told otherwise): pieces deleted, doubled, swapped; digits, bidirectional controls, combining marks and
half quotation marks put in. It prints what raised and the slowest text, and fails when anything raised.
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

from monitor.evaluation.corpus import as_entry
from monitor.evaluation.extraction import rows
from monitor.extract import extract
from monitor.records import Entry
from tests.core.rules import shipped

DATA = Path("tests/eval/data")
INSERTS = [
    *("\u202b", "\u200f", "\u2066", "\u064b\u0651\u0650", "\u0301", "\u0640", "\u200c", "\x00", "😀"),
    *("«", "»", '"', "\u201d", "(", "\n", ". ", "، ", "-", "/", "/0/"),
    *("0000", "9999", "31 ", "32 ", "99999999999999", "٣١", "۱۴۰۴"),
    *(
        " بين ",
        " و",
        " من ",
        " حتى ",
        " نهاية ",
        " within ",
        " between ",
        " and a half ",
        " last ",
        " first day ",
    ),
]


def mutated(text: str, chance: random.Random) -> str:
    """``text`` with one to six random changes."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        size = chance.choice((1, 3, 10, 60))
        match chance.randrange(5):
            case 0:
                text = text[:at] + text[at + size :]
            case 1:
                text = text[:at] + chance.choice(INSERTS) + text[at:]
            case 2:
                text = text[: at + size] + text[at : at + size] * chance.randint(1, 3) + text[at + size :]
            case 3:
                text = text[at : at + 5 * size] + text[:at] + text[at + 5 * size :]
            case _:
                text = text[:at] + str(chance.randrange(10 ** chance.randint(1, 9))) + text[at:]
    return text


def main(count: int = 100_000, seed: int = 1) -> int:
    """Run ``count`` mutations; the exit code says whether anything raised."""
    rules = shipped()
    entries = [as_entry(row) for name in ("on_topic", "off_topic") for row in rows(DATA / f"{name}.jsonl")]
    chance = random.Random(seed)
    for origin in entries:  # lexicons load and words are met once
        extract(origin, rules)
    slowest, where, failed = 0.0, "", 0
    for number in range(count):
        origin = chance.choice(entries)
        start = chance.randrange(max(1, len(origin.body) - 300))
        text = mutated(origin.body[start : start + chance.choice((120, 300, 600))], chance)
        entry = _with(origin, mutated(origin.title, chance), text)
        begun = time.process_time()
        try:
            found = extract(entry, rules)
            for quote in [m.quote for m in found.dates] + [s.quote for s in found.statements]:
                if entry.text(quote.field)[quote.start : quote.end] != quote.text or not quote.text:
                    raise AssertionError(quote)
        except Exception as error:  # what raised is what is looked for, whatever it is
            failed += 1
            print(f"{number}: {type(error).__name__}: {error}\n{entry.title!r}\n{text!r}")
        spent = time.process_time() - begun
        if spent > slowest:
            slowest, where = spent, text
    print(f"{count} mutations, {failed} raised; slowest {1000 * slowest:.1f} ms, {len(where)} characters:")
    print(repr(where))
    return int(failed > 0)


def _with(entry: Entry, title: str, body: str) -> Entry:
    return replace(entry, title=title, body=body)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
