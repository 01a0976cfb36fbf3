"""What the user asked to be quiet about, as tables: silences with an end, acknowledgements until a change."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from routed_alerts import NOW, alert, deadline

from monitor.records import (
    Acknowledgement,
    Alert,
    AlertKind,
    Matcher,
    Severity,
    Silence,
    Suppression,
)
from monitor.routing import hush, shift_that_stands, still_holding

HOUR = timedelta(hours=1)


ALL = Matcher()


def silence(matcher: Matcher = ALL, start: datetime = NOW, hours: float = 10, number: int = 1) -> Silence:
    return Silence(number, matcher, start + hours * HOUR, "travelling", start)


@pytest.mark.parametrize(
    ("one", "quiet"),
    [
        pytest.param(silence(), True, id="everything"),
        pytest.param(silence(Matcher(kind=(AlertKind.LATER,))), True, id="this-kind"),
        pytest.param(silence(Matcher(kind=(AlertKind.NEW,))), False, id="another-kind"),
        pytest.param(silence(Matcher(language=("en",))), False, id="another-language"),
        pytest.param(silence(start=NOW + HOUR), False, id="not-yet"),
        pytest.param(silence(start=NOW - 10 * HOUR), False, id="over"),
        pytest.param(silence(start=NOW - 10 * HOUR, hours=10.1), True, id="nearly-over"),
        pytest.param(replace(silence(), ended_at=NOW), False, id="its-end-was-handled"),
    ],
)
def test_silences(one: Silence, quiet: bool) -> None:
    (decided,) = hush([alert()], [one], {}, NOW).alerts
    assert decided.suppressed is (Suppression.SILENCED if quiet else None)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        *[
            (kind, False)
            for kind in (
                AlertKind.REMINDER,
                AlertKind.SILENCE,
                AlertKind.CONFIRMED,
                AlertKind.DIVERGENCE,
                AlertKind.DISAGREEMENT,
                AlertKind.SETTLED,
            )
        ],
        *[
            (kind, True)
            for kind in (
                AlertKind.NEW,
                AlertKind.LATER,
                AlertKind.EARLIER,
                AlertKind.REFINED,
                AlertKind.DENIED,
                AlertKind.POSTPONED,
                AlertKind.BEGUN,
                AlertKind.COMPLETED,
                AlertKind.CORRECTED,
                AlertKind.LAPSED,
            )
        ],
    ],
)
def test_an_acknowledged_milestone_is_quiet_until_it_changes(kind: AlertKind, told: bool) -> None:
    known = {"mission_end": Acknowledgement("mission_end", NOW, "shift:0")}
    reminder = alert(AlertKind.REMINDER, "reminder:2")
    found = hush([alert(kind), reminder], [], known, NOW)
    quiet = None if told else Suppression.ACKNOWLEDGED
    assert [a.suppressed for a in found.alerts] == [quiet, quiet]
    assert found.ended == (("mission_end",) if told else ())


@pytest.mark.parametrize(
    ("one", "ended"),
    [
        pytest.param(alert(milestone="phase1"), (), id="another-milestone"),
        pytest.param(alert(AlertKind.COVERAGE), (), id="coverage-is-about-none"),
        pytest.param(alert(suppressed=Suppression.KIND_OFF), ("mission_end",), id="changed-though-not-told"),
        pytest.param(alert(suppressed=Suppression.SAME_NEWS), (), id="only-a-repetition"),
        pytest.param(alert(suppressed=Suppression.HELD), (), id="not-believed-yet"),
    ],
)
def test_what_ends_an_acknowledgement(one: Alert, ended: tuple[str, ...]) -> None:
    known = {"mission_end": Acknowledgement("mission_end", NOW, None)}
    found = hush([one], [], known, NOW)
    assert found.ended == ended
    assert found.alerts == (one,)


def test_a_change_in_a_silence_is_silenced_and_ends_the_acknowledgement() -> None:
    known = {"mission_end": Acknowledgement("mission_end", NOW, None)}
    found = hush([alert()], [silence()], known, NOW)
    assert ([a.suppressed for a in found.alerts], found.ended) == ([Suppression.SILENCED], ("mission_end",))


SEPT, DEC, NEXT = (deadline(day) for day in (date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31)))
OVER = silence()


def kept(n: int, kind: AlertKind = AlertKind.LATER, hours: float = 1, **changes: object) -> Alert:
    made = alert(kind, f"shift:{n}", decided_at=NOW + hours * HOUR, suppressed=Suppression.SILENCED)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decisions", "told"),
    [
        pytest.param([kept(1)], [1], id="still-holds"),
        pytest.param([kept(1), kept(2, hours=2)], [2], id="only-the-last-of-two"),
        pytest.param([kept(1), kept(2, hours=12, suppressed=None)], [], id="moved-again-and-told"),
        pytest.param([kept(1), kept(2, suppressed=Suppression.KIND_OFF)], [], id="moved-again-untold"),
        pytest.param([kept(1), kept(2, suppressed=Suppression.SAME_NEWS)], [1], id="repeated"),
        pytest.param([kept(1), kept(2, milestone="phase1")], [1, 2], id="two-milestones"),
        pytest.param([kept(1), kept(2, AlertKind.BEGUN)], [1, 2], id="an-event-on-the-way"),
        pytest.param([kept(1, AlertKind.BEGUN), kept(2, AlertKind.COMPLETED)], [2], id="done-meanwhile"),
        pytest.param([kept(1, AlertKind.REMINDER)], [], id="a-reminder-has-passed"),
        pytest.param([kept(1, AlertKind.CONFIRMED)], [], id="a-repetition-has-passed"),
        pytest.param([kept(1, AlertKind.COVERAGE)], [], id="coverage-has-passed"),
        pytest.param([kept(1, AlertKind.DISAGREEMENT)], [1], id="a-disagreement-stays"),
        pytest.param([kept(1, suppressed=None)], [], id="was-told"),
        pytest.param([kept(1, suppressed=Suppression.ACKNOWLEDGED)], [], id="was-acknowledged"),
        pytest.param([kept(1, hours=-1)], [], id="before-the-silence"),
        pytest.param([kept(1, entry="gone")], [], id="rests-on-words-that-do-not-count"),
        pytest.param(
            [kept(1, before=SEPT, after=DEC), kept(2, AlertKind.EARLIER, before=DEC, after=SEPT)],
            [],
            id="there-and-back",
        ),
        pytest.param(
            [kept(1, before=SEPT, after=DEC), kept(2, before=DEC, after=NEXT)], [2], id="there-and-further"
        ),
    ],
)
def test_what_is_told_when_a_silence_ends(decisions: list[Alert], told: list[int]) -> None:
    found = still_holding([OVER], [], decisions, {"gone"})
    assert [a.key for a in found] == [f"shift:{n}" for n in told]
    assert {a.suppressed for a in found} <= {None}


def test_what_another_silence_still_covers_waits_for_its_end() -> None:
    other = silence(Matcher(severity=(Severity.SHIFT,)), hours=20, number=2)
    assert still_holding([OVER], [other], [kept(1)], ()) == ()
    assert [a.key for a in still_holding([other], [], [kept(1)], ())] == ["shift:1"]


def test_the_shift_that_stands_is_the_last_that_changed_something() -> None:
    decisions = [kept(1), kept(2, AlertKind.CONFIRMED), kept(3, suppressed=Suppression.SAME_NEWS)]
    assert shift_that_stands(decisions) == "shift:1"
    assert shift_that_stands([]) is None
