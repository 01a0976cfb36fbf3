"""Figures of reading: statements, modality, speakers, counts, sites; dates of the seeds.

Matching, as the set's own notes say it: a statement is found when its milestone (or an alternative) and its
last day (for *from* its first day) agree, or, undated, its modality or one as weak; judged intervals within a
month.
"""

import json
import re
import time
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from monitor.evaluation import coarsening
from monitor.evaluation.corpus import as_entry
from monitor.extract import MilestoneRule, extract
from monitor.extract.dates import mentions
from monitor.extract.mention import to_record
from monitor.extract.reading import read_field
from monitor.extract.sites import one_name
from monitor.lang import lexicon
from monitor.records import Extraction, Field, Statement
from monitor.settings import Settings

Row = dict[str, Any]

PUBLISHED = {
    "000": "2024-09-06",
    "001": "2024-03-03",
    "002": "2024-01-25",
    "003": "2021-12-10",
    "004": "2024-08-16",
}
_WEAK = {"planned", "proposed", "agreed", "announced"}


def figures(folder: Path, settings: Settings) -> dict[str, float]:
    """The figures of extraction on a set; those of dates only when the seeds are those annotated there."""
    rules = settings.milestones
    on, off = rows(folder / "on_topic.jsonl"), rows(folder / "off_topic.jsonl")
    started = time.process_time()
    read = [(row, extract(as_entry(row), rules, settings.lexicons)) for row in on]
    spent = time.process_time() - started
    found = statements(read)
    found |= slots(read)
    found["silent_coarsening"] = float(coarsening.of_statements(read))
    off_read = [extract(as_entry(row), rules, settings.lexicons) for row in off]
    found["off_topic_tracked"] = float(sum(tracked(extraction, rules) for extraction in off_read))
    found["articles_per_second"] = len(on) / max(spent, 1e-9)
    annotated = all(any(settings.seeds.glob(f"{name}_*")) for name in PUBLISHED)
    if annotated and (folder / "seed_timex.jsonl").exists():
        dates = expressions(rows(folder / "seed_timex.jsonl"), settings.seeds)
        found["silent_coarsening"] += dates.pop("silent_coarsening")
        found |= dates
    return found


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def tracked(found: Extraction, rules: Iterable[MilestoneRule]) -> int:
    """Statements on milestones that may alert."""
    loud = {rule.id for rule in rules if rule.tracked}
    return sum(statement.milestone in loud for statement in found.statements)


def fits(found: Statement, gold: Row) -> bool:
    """Whether a statement is the labelled one."""
    if found.milestone not in [gold["milestone"], *gold.get("alt_milestones", [])]:
        return False
    first = gold["bound"] == "from"
    wanted = gold["start"] if first else gold["end"]
    if wanted is None:
        both = {found.modality.value, gold["modality"]}
        return found.due is None and (len(both) == 1 or both <= _WEAK)
    if found.due is None:
        return False
    day = found.due.first_day if first else found.due.last_day
    away = abs((day - date.fromisoformat(wanted)).days)
    return away == 0 or (bool(gold.get("fuzzy")) and away <= 31)


def statements(read: list[tuple[Row, Extraction]]) -> dict[str, float]:
    """Found foreground statements, and of the found ones: background, modality, bound, speaker."""
    hits = made = wanted = 0
    right = dict.fromkeys(("background", "modality", "bound", "speaker"), 0)
    asked = dict.fromkeys(right, 0)
    for row, extraction in read:
        pairs = pair(list(extraction.statements), row["statements"])
        made += sum(not statement.background for statement in extraction.statements)
        wanted += sum(not gold["background"] for gold in row["statements"])
        for found, gold in pairs:
            hits += not gold["background"]
            checks = {
                "background": found.background == gold["background"],
                "modality": found.modality.value == gold["modality"],
            }
            if person(gold["said_by"]) or "source" in gold["said_by"]:
                checks["speaker"] = same_speaker(found.speaker, gold["said_by"])
            if gold["bound"] and found.due:
                checks["bound"] = found.due.bound.value == gold["bound"]
            for name, ok in checks.items():
                right[name] += ok
                asked[name] += 1
    found_f1 = 2 * hits / max(made + wanted, 1)
    return {
        "statements_f1": found_f1,
        "statements_precision": hits / max(made, 1),
        "statements_recall": hits / max(wanted, 1),
        **{name: right[name] / max(asked[name], 1) for name in right},
    }


def pair(found: list[Statement], gold: list[Row]) -> list[tuple[Statement, Row]]:
    """Labelled statements with the ones that found them, each used once, equal background first."""
    pairs: list[tuple[Statement, Row]] = []
    open_ = list(gold)
    for strict in (True, False):
        for row in list(open_):
            same = [s for s in found if fits(s, row) and (not strict or s.background == row["background"])]
            if same:
                pairs.append((same[0], row))
                found.remove(same[0])
                open_.remove(row)
    return pairs


_INSTITUTIONS = """parliament coalition ministry government office official officials house statement
agreement cell command pentagon us baghdad factions letter memorandum cable background recap and"""
_NO_PERSON = frozenset(_INSTITUTIONS.split())


def person(name: str) -> bool:
    """Whether a labelled speaker is one person by name; an office alone ("military spokesman") is none."""
    name = name.partition(" (")[0]
    words = [word.removesuffix("'s").lower() for word in name.split()]
    named = all(word[0].isupper() or word.startswith("al-") for word in name.split())
    return len(words) > 1 and named and not set(words) & _NO_PERSON


def same_speaker(found: str, gold: str) -> bool:
    """Whether both name the same speaker; names in two scripts are compared by their consonants."""
    gold = gold.partition(" (")[0]
    if "source" in gold:
        return found in ("sources", "")
    one, other = skeleton(found), skeleton(gold)
    return bool(other) and other.split()[-1] in one.split()


_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهويءئؤگچپ"
_SOUNDS = "b t th j h kh d th r z s sh s d t z ' gh f q k l m n h w y - y w k j b"
_ARABIC = dict(zip(_LETTERS, _SOUNDS.split(), strict=True))


def skeleton(name: str) -> str:
    """The consonants of a name, in Latin letters: السوداني and al-Sudani alike."""
    bare = " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in name.split())
    latin = "".join(_ARABIC.get(char, "" if char in "اأإآةى" else char) for char in bare)
    latin = unicodedata.normalize("NFKD", latin.lower()).replace("-", " ").replace("'", "")
    words = []
    for word in latin.split():
        sound = re.sub(r"[^a-z]", "", word)
        if sound in ("al", "l", "el") and word is not latin.split()[-1]:
            continue
        sound = (
            sound.replace("ou", "w").replace("ck", "k").replace("c", "k").replace("q", "k").replace("p", "b")
        )
        sound = sound.replace("g", "j").replace("v", "f").replace("dh", "z").replace("th", "t")
        words.append(re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]", "", sound)))
    return " ".join(filter(None, words))


def slots(read: list[tuple[Row, Extraction]]) -> dict[str, float]:
    """F1 of troop numbers and of sites, a labelled site under the one name that the lexicon has for it."""
    counts, sites = [0, 0, 0], [0, 0, 0]
    for row, extraction in read:
        for tally, one, other in (
            (counts, *_numbers(extraction, {c["n"] for c in row["troop_counts"]})),
            (sites, {s.name for s in extraction.sites}, {one_name(s, lexicon("en")) for s in row["sites"]}),
        ):
            tally[0] += len(one & other)
            tally[1] += len(one)
            tally[2] += len(other)
    return {"counts_f1": f1(*counts), "sites_f1": f1(*sites)}


def _numbers(extraction: Extraction, wanted: set[int]) -> tuple[set[int], set[int]]:
    """The numbers found, and those labelled; a range is found by the end that is labelled, or by both."""
    found: set[int] = set()
    for count in extraction.counts:
        ends = {count.n, count.n if count.n_max is None else count.n_max}
        found |= ends & wanted or {count.n}
    return found, wanted


def f1(hits: int, made: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / max(made + wanted, 1)


def expressions(gold: list[Row], seeds: Path) -> dict[str, float]:
    """Time expressions of the seeds: relaxed, strict and interval F1, dated deadlines, coarsening."""
    coarse = 0
    relaxed = strict = interval = made = dated = wanted_dated = deadlines = right = 0
    for name, day in PUBLISHED.items():
        text = next(seeds.glob(f"{name}_*")).read_text(encoding="utf-8")
        reading = read_field(Field.BODY, text, lexicon("ar"))
        found = [
            (reading.normal.source(m.start, m.end), m) for m in mentions(reading, date.fromisoformat(day))
        ]
        made += len(found)
        dated += sum(m.first is not None for _, m in found)
        for row in (row for row in gold if row["seed"] == name):
            wanted_dated += row["value_start"] is not None
            due = row["role"] == "deadline" and row["value_end"] is not None
            deadlines += due
            hit = next(
                (pair for pair in found if pair[0][0] < row["end"] and row["start"] < pair[0][1]), None
            )
            if hit is None:
                continue
            found.remove(hit)
            span, mention = hit
            relaxed += 1
            coarse += coarsening.of_expressions([(to_record(reading, mention), row)])
            strict += span == (row["start"], row["end"])
            if row["value_start"] is not None:
                interval += (str(mention.first), str(mention.last)) == (row["value_start"], row["value_end"])
                right += due and str(mention.last) == row["value_end"]
    return {
        "dates_relaxed_f1": f1(relaxed, made, len(gold)),
        "dates_strict_f1": f1(strict, made, len(gold)),
        "dates_interval_f1": f1(interval, dated, wanted_dated),
        "deadlines_last_day": right / max(deadlines, 1),
        "silent_coarsening": float(coarse),
    }
