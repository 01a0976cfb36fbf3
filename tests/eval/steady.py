"""A plan in the news for ten months: recaps, quotations and side matters, and two changes of it in between.

Most of what a feed carries of a running story repeats what is known. None of it may alert, and each change
must alert once, on the article that tells it. The articles are made from templates with a seeded draw, so
that sentences, speakers and dates meet as they have not met before.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from monitor.evaluation.corpus import an_entry, oracle
from monitor.records import Alert, AlertKind, Entry
from monitor.replay import replay
from monitor.settings import Settings
from monitor.wiring import build_parts

__all__ = ["HANDS", "Made", "figures", "season"]

HANDS = (
    "steady",
    "steady_other",
    "steady_third",
    "steady_fourth",
    "steady_fifth",
    "steady_sixth",
    "steady_seventh",
)
"""Files of templates: ours, and those of other hands, none of whom had seen what the rest wrote."""
_SEASONS, _OF_OTHERS = 4, 2
"""Seasons drawn from ours, and from another hand's."""
_LATE = timedelta(days=40)
"""How long after a change an alert of it is late, and no false one."""
_BEGIN = date(2024, 9, 27)
_DAYS = 300
"""How long a season lasts; the first phase is not over by then."""
_BETWEEN = 100
"""Days between two changes of the plan."""
_REPEATS = frozenset({AlertKind.COVERAGE, AlertKind.NEW, AlertKind.CONFIRMED, AlertKind.REFINED})
"""Kinds that are no change: what is new once, said again, or said more exactly."""
_PHASES = ("first", "second")
_WHOLE = {"phase2": "mission_end"}
"""With the end of the second phase the mission ends: either name is right."""


@dataclass(frozen=True, slots=True)
class Made:
    """An entry, and what it changes: kind and milestone, None for nothing."""

    entry: Entry
    change: tuple[AlertKind, str] | None = None


def season(seed: int, hand: str = HANDS[0]) -> list[Made]:
    """The articles of one season in order; the same seed gives the same ones."""
    templates = (Path(__file__).parent / f"{hand}.toml").read_text("utf-8")
    return list(_season(Random(seed), tomllib.loads(templates)))


def figures(settings: Settings) -> dict[str, float]:
    """Alerts of all seasons held against what was changed; relevance is taken as given."""
    return {name: value for hand in HANDS for name, value in _figures(hand, settings).items()}


def _figures(hand: str, settings: Settings) -> dict[str, float]:
    parts = build_parts(settings, score=lambda batch: [oracle(on_topic=True) for _ in batch])
    tracked = {rule.id for rule in settings.milestones if rule.tracked}
    required = found = late = false = 0
    for seed in range(_SEASONS if hand == HANDS[0] else _OF_OTHERS):
        made = season(seed, hand)
        alerts = [
            alert
            for alert in replay([one.entry for one in made], parts).alerts
            if alert.suppressed is None and alert.kind not in _REPEATS and alert.milestone in tracked
        ]
        days = {one.entry.id: one.entry.published_at for one in made}
        changes = {one.entry.id: one.change for one in made if one.change}
        on_time = {alert.entry for alert in alerts if _is_it(alert, changes.get(alert.entry or ""))}
        caught_up = {
            entry: alert.entry
            for alert in reversed(alerts)
            for entry, change in changes.items()
            if entry not in on_time
            and alert.entry is not None
            and timedelta() < days[alert.entry] - days[entry] <= _LATE
            and _is_it(alert, change)
        }
        required += len(changes)
        found += len(on_time)
        late += len(caught_up)
        false += len(alerts) - len(on_time) - len(caught_up)
    return {
        f"shifts.{hand}.required_on_time": found / required,
        f"shifts.{hand}.required_found": (found + late) / required,
        f"shifts.{hand}.false_alerts": float(false),
    }


def _is_it(alert: Alert, change: tuple[AlertKind, str] | None) -> bool:
    if change is None:
        return False
    kind, milestone = change
    return alert.kind is kind and alert.milestone in (milestone, _WHOLE.get(milestone))


def _season(draw: Random, templates: dict[str, Any]) -> Iterator[Made]:
    dates = {"first": _month(_BEGIN, 12), "second": _month(_BEGIN, 24)}
    day = _BEGIN
    yield Made(_entry(0, day, draw.choice(("ar", "en")), "start", dates, {}, draw, templates))
    turns = iter((_BETWEEN, 2 * _BETWEEN))
    turn = next(turns)
    number = 1
    while (day - _BEGIN).days < _DAYS:
        day += timedelta(days=draw.randint(1, 2))
        lang = draw.choice(("ar", "en"))
        if (day - _BEGIN).days < turn:
            yield Made(_entry(number, day, lang, "", dates, {}, draw, templates))
        else:
            turn = next(turns, 10 * _DAYS)
            phase = draw.choice(_PHASES)
            was = dates[phase]
            soon = _month(day, 5) > was  # what is due soon is only put off
            kind = AlertKind.LATER if soon else draw.choice((AlertKind.LATER, AlertKind.EARLIER))
            moved = {**dates, phase: _month(was, draw.randint(2, 3) * (1 if kind is AlertKind.LATER else -1))}
            named = {"was": was, "new": moved[phase]}
            made = _entry(number, day, lang, f"{kind}_{phase}", dates, named, draw, templates)
            yield Made(made, (kind, f"phase{_PHASES.index(phase) + 1}"))
            dates = moved
        number += 1


def _entry(
    number: int,
    day: date,
    lang: str,
    event: str,
    dates: dict[str, date],
    named: dict[str, date],
    draw: Random,
    templates: dict[str, Any],
) -> Entry:
    words = templates[lang]
    slots = {name: _said(words, at) for name, at in (dates | named).items()}
    slots["day"] = words["weekday"][day.weekday()]
    if event:
        title, _, body = _filled(draw.choice(words[event]), slots).partition(" | ")
    else:
        title = draw.choice(words["title"])
        pieces = [_say(words, slots, day, draw) for _ in range(draw.randint(1, 2))]
        pieces += [
            _filled(draw.choice(words[name]), slots | _around(words, day, draw))
            for name in ("told", "beside")
        ]
        if draw.random() < 0.25:
            pieces.append(draw.choice(words["upheld"]))
        draw.shuffle(pieces)
        body = " ".join([_filled(draw.choice(words["lead"]), slots), *pieces])
    at = datetime(day.year, day.month, day.day, 9 + number % 8, tzinfo=UTC)
    outlet = f"outlet {draw.randrange(20)}"
    return an_entry(f"steady-{number:04}", outlet, lang, at, title, "", body)


def _say(words: dict[str, Any], slots: dict[str, str], day: date, draw: Random) -> str:
    """A sentence that says one date of the plan as it stands."""
    plan = _filled(draw.choice(words[f"plan_{draw.choice(_PHASES)}"]), slots)
    who = draw.choice(words["who"])
    spoken = {"plan": plan, "Plan": _capital(plan), "who": who, "Who": _capital(who)}
    return _filled(draw.choice(words["say"]), slots | spoken | _around(words, day, draw))


def _around(words: dict[str, Any], day: date, draw: Random) -> dict[str, str]:
    """A month gone by, mostly without its year, and one to come."""
    past, coming = _month(day, -draw.randint(1, 4)), _month(day, draw.randint(1, 3))
    bare = draw.random() < 0.7
    return {"past": _said(words, past, bare=bare), "next": _said(words, coming)}


def _filled(template: str, slots: dict[str, str]) -> str:
    return template.format(**slots)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(words: dict[str, Any], at: date, *, bare: bool = False) -> str:
    month: str = words["month"][at.month - 1]
    return month if bare else f"{month} {at.year}"


def _month(at: date, away: int) -> date:
    """The first day of the month that many months away."""
    months = at.year * 12 + at.month - 1 + away
    return date(months // 12, months % 12 + 1, 1)
