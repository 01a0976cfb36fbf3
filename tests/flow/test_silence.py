"""Silences and acknowledgements over a real state: by command, by a running daemon, and what follows."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cli_home import NOW as RECORDED_AT
from cli_home import Run
from test_gather import Clock, Desk, alert, decide, run

from monitor import memory, store
from monitor.cadence import CadencePolicy
from monitor.deliver import messages
from monitor.judge import Parts
from monitor.policies import Destination
from monitor.records import (
    Alert,
    AlertKind,
    Extraction,
    Matcher,
    Message,
    MessageKind,
    MessageState,
    Severity,
    Silence,
    Suppression,
)
from monitor.relevance import RelevancePolicy
from monitor.store import Store, acknowledgements, alerts, codec, outbox, requests, silences, waiting
from monitor.store.requests import UserRequest
from monitor.sweep import sweep
from monitor.wishes import grant

START = datetime(2026, 3, 2, 20, tzinfo=UTC)
TO = [Destination("desk")]
HOUR = timedelta(hours=1)


@pytest.fixture
def cli(request: pytest.FixtureRequest) -> Run:
    """The command line: the fixture ``run`` of this folder."""
    found: Run = request.getfixturevalue("run")
    return found


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    with closing(store.open(tmp_path / "state", START)) as opened:
        yield opened


def silent(state: Store, hours: float, matcher: Matcher, at: datetime = START) -> Silence:
    with state.write() as conn:
        return silences.add(conn, Silence(0, matcher, at + hours * HOUR, "travelling", at))


def clock_turn(state: Store, now: datetime) -> tuple[Alert, ...]:
    """What the daemon does every few minutes."""

    def render(new: Sequence[Alert], lately: memory.Lately) -> Sequence[Message]:
        return messages(new, TO, now, names={}, lately=lately)

    parts = Parts(lambda _: (), lambda _: Extraction((), (), (), ()), ())
    return sweep(state, parts, render, CadencePolicy(), now).alerts


def test_a_silenced_shift_is_told_once_after_the_silence(state: Store) -> None:
    clock, desk = Clock(), Desk()
    silent(state, 10, Matcher(severity=(Severity.SHIFT,)))
    decide(state, clock(), alert(1, AlertKind.LATER), alert(2), to=TO)
    run(state, clock, desk=desk)
    assert desk.news == ["shift:2"]
    with state.read() as conn:
        assert [a.suppressed for a in alerts.latest(conn, 5, suppressed=True)] == [None, Suppression.SILENCED]
    for hours in (5, 9.9, 10, 10.1, 30):
        clock.now = START + hours * HOUR
        clock_turn(state, clock())
        run(state, clock, desk=desk)
        assert desk.news == (["shift:2"] if hours < 10 else ["shift:2", "shift:1"])
    with state.read() as conn:
        assert [a.key for a in alerts.latest(conn, 5)] == ["shift:2", "shift:1"]
        (ended,) = silences.all(conn)
        assert ended.ended_at == START + 10 * HOUR


def test_a_silenced_shift_that_no_longer_holds_is_not_told(state: Store) -> None:
    clock, desk = Clock(), Desk()
    silent(state, 10, Matcher(kind=(AlertKind.LATER,)))
    decide(state, clock(), alert(1, AlertKind.LATER), to=TO)
    decide(state, clock(), alert(2, AlertKind.DENIED), to=TO)
    clock.now = START + 11 * HOUR
    assert clock_turn(state, clock()) == ()
    run(state, clock, desk=desk)
    assert desk.news == ["shift:2"]


def test_a_silence_ended_by_hand_is_a_silence_that_ended(state: Store) -> None:
    clock, desk = Clock(), Desk()
    made = silent(state, 10, Matcher())
    decide(state, clock(), alert(1, AlertKind.LATER), to=TO)
    with state.write() as conn:
        assert silences.expire(conn, made.id, START + HOUR)
        assert not silences.expire(conn, made.id, START + HOUR)
        assert silences.running(conn, START + HOUR) == ()
    clock.now = START + HOUR
    assert [a.key for a in clock_turn(state, clock())] == ["shift:1"]
    assert clock_turn(state, clock()) == ()
    run(state, clock, desk=desk)
    assert desk.news == ["shift:1"]


def test_a_crash_at_the_end_of_a_silence_tells_it_once(state: Store) -> None:
    clock, desk = Clock(), Desk()
    silent(state, 1, Matcher())
    decide(state, clock(), alert(1, AlertKind.LATER), to=TO)
    clock.now = START + HOUR

    def render(new: Sequence[Alert], _: memory.Lately) -> Sequence[Message]:
        raise RuntimeError("the process ends here")

    with pytest.raises(RuntimeError), state.write() as conn:
        memory.after_silence(conn, render, clock())
    clock_turn(state, clock())
    run(state, clock, desk=desk)
    assert desk.news == ["shift:1"]


def test_an_acknowledged_milestone_keeps_quiet_until_it_changes(state: Store) -> None:
    clock, desk = Clock(), Desk()
    decide(state, clock(), alert(1, AlertKind.LATER), to=TO)
    with state.write() as conn:
        memory.acknowledge(conn, "mission_end", clock())
        assert acknowledgements.all(conn)["mission_end"].shift == "shift:1"
    for n, kind in enumerate(
        (AlertKind.REMINDER, AlertKind.CONFIRMED, AlertKind.LATER, AlertKind.REMINDER), 2
    ):
        decide(state, clock(), alert(n, kind), to=TO)
    run(state, clock, desk=desk)
    assert desk.news == ["shift:1", "shift:4", "shift:5"]
    with state.read() as conn:
        assert acknowledgements.all(conn) == {}


MADE = Silence(0, Matcher(language=("ar",)), START + HOUR, "why", START)


def test_the_running_daemon_grants_what_commands_ask(state: Store) -> None:
    def ask(kind: str, **payload: object) -> None:
        with state.write() as conn:
            assert grant(conn, UserRequest(kind, payload), RelevancePolicy(), START) is False

    for _ in range(2):  # a crash hands a request over twice
        ask("silence", silence=codec.dump(MADE))
        ask("acknowledge", milestone="mission_end")
    with state.read() as conn:
        (one,) = silences.running(conn, START)
        assert (one.matcher, one.reason) == (MADE.matcher, "why")
        assert list(acknowledgements.all(conn)) == ["mission_end"]
    ask("silence", silence="nonsense")
    ask("expire", silence="nonsense")
    ask("expire", silence=one.id)
    ask("unacknowledge", milestone="mission_end")
    with state.read() as conn:
        assert (silences.running(conn, START), acknowledgements.all(conn)) == ((), {})


# --- commands ---


def test_silences_by_command(cli: Run, recorded: Path) -> None:
    told = cli(
        "silence", "add", "--milestone", "mission_end", "--kind", "later", "--for", "3d", "--reason", "x"
    )
    assert told.out.startswith("silence 1: kind later, milestone mission_end until ")
    cli("silence", "add", "--all", "--until", "2999-01-01T03:00+03:00", "--reason", "إجازة")
    first, second = cli("silence", "list", "--json").rows()
    assert (first["silence"], first["running"], first["matcher"]["kind"]) == (1, True, ["later"])
    assert (second["until"], second["reason"]) == ("2999-01-01T00:00:00+00:00", "إجازة")
    assert "everything: " in cli("silence", "list").out
    assert cli("silence", "expire", "2").out == "silence 2 is over\n"
    assert [row["silence"] for row in cli("silence", "list", "--json").rows()] == [1]
    assert [row["running"] for row in cli("silence", "list", "--all", "--json").rows()] == [True, False]
    assert cli("silence", "expire", "2").code == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(("--for", "1d", "--reason", "x"), "say what it is about", id="about-nothing"),
        pytest.param(("--all", "--kind", "new", "--for", "1d", "--reason", "x"), "--all is all", id="both"),
        pytest.param(("--all", "--reason", "x"), "give its end", id="no-end"),
        pytest.param(
            ("--all", "--for", "1d", "--until", "2999-01-01", "--reason", "x"), "give its end", id="two"
        ),
        pytest.param(("--all", "--for", "soon", "--reason", "x"), "cannot read", id="no-duration"),
        pytest.param(("--all", "--until", "2020-01-01", "--reason", "x"), "over already", id="past"),
        pytest.param(("--all", "--for", "1d", "--reason", " "), "is empty", id="no-reason"),
        pytest.param(("--all", "--for", "1d"), "--reason", id="reason-is-asked-for"),
        pytest.param(("--milestone", "mission", "--for", "1d", "--reason", "x"), "mission_end", id="unknown"),
        pytest.param(("--kind", "laterr", "--for", "1d", "--reason", "x"), "laterr", id="unknown-kind"),
    ],
)
def test_what_is_no_silence(cli: Run, recorded: Path, words: tuple[str, ...], complaint: str) -> None:
    told = cli("silence", "add", *words)
    assert told.code == 2
    assert complaint in told.err
    assert cli("silence", "list").out == "no silences\n"


def test_acknowledging_by_command(cli: Run, recorded: Path) -> None:
    assert cli("ack", "mission_end").out == "mission_end: acknowledged until it changes\n"
    assert cli("silence", "list").out.endswith("mission_end, until it changes\n")
    (row,) = cli("silence", "list", "--json").rows()
    assert (row["acknowledged"], row["shift"]) == ("mission_end", "shift:1")
    assert cli("ack", "mission_end", "--undo").out == "mission_end: no longer acknowledged\n"
    assert cli("ack", "mission_end", "--undo").code == 1
    assert cli("ack", "mission").code == 2


def test_a_running_daemon_is_asked(cli: Run, recorded: Path) -> None:
    folder = recorded / "state"
    with store.lock(folder, RECORDED_AT):
        told = cli("silence", "add", "--all", "--for", "1d", "--reason", "x")
        assert told.out.startswith("passed to the running daemon: silence about everything until ")
        assert cli("ack", "mission_end").out.startswith("passed to the running daemon: ")
    asked = [(request.kind, sorted(request.payload)) for request in requests.take(folder)]
    assert asked == [("silence", ["silence"]), ("acknowledge", ["milestone"])]


ROUTES = """
[calm]
zone = "Asia/Baghdad"
digest = "daily"
[[route]]
kind = ["coverage"]
to = ["file"]
[[route]]
severity = ["shift"]
to = ["desk"]
"""


def test_the_route_of_each_kind_is_shown(cli: Run, home: Path) -> None:
    with (home / "config/monitor.toml").open("a") as file:
        file.write('[[destination]]\nname = "file"\nurl = "jsonl:b.jsonl"\nseverities = ["shift", "event"]\n')
    (home / "config/alerts.toml").write_text(ROUTES)
    rows = {row["kind"]: row for row in cli("alerts", "route", "coverage", "later", "new", "--json").rows()}
    assert [(r["destination"], r["route"], r["reason"]) for r in rows.values()] == [
        (None, "route 1", None),
        ("desk", "route 2", "through"),
        ("desk", None, "digest"),
    ]
    assert datetime.fromisoformat(rows["new"]["at"]).astimezone(UTC).strftime("%H:%M") == "05:00"
    text = cli("alerts", "route").out
    assert "coverage      nobody: no destination it is routed to wants coverage" in text
    assert {line.split()[0] for line in text.splitlines() if line[:1].strip()} == {k.value for k in AlertKind}
    for row in cli("alerts", "route", "refined", "--language", "ar", "--origins", "2", "--json").rows():
        assert row["destination"] in ("desk", "file")


def test_alerts_say_where_those_in_a_digest_are(cli: Run, recorded: Path) -> None:
    with closing(store.open(recorded / "state", RECORDED_AT)) as state, state.write() as conn:
        (member,) = outbox.of_alert(conn, "shift:1")
        digest = replace(member, key="digest:desk:1", alert=None, kind=MessageKind.DIGEST)
        waiting.merge(conn, digest, [member])
    assert "waiting for desk" in cli("alerts").out
    (row,) = cli("alerts", "--json").rows()
    assert row["sent"] == {"desk": MessageState.PENDING.value}
    assert "desk: merged, in a digest" in cli("alerts", "show", "shift:1").out
    assert json.loads(cli("alerts", "show", "shift:1", "--json").out)["attempts"] == []
