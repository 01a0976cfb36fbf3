"""``monitor rebuild`` as a person types it: alone, beside a running daemon, stopped half-way."""

import json
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import rebuild, store, wiring
from monitor.daemon import Daemon
from monitor.records import Alert, Entry, Suppression
from monitor.settings import load
from monitor.store import Stage, alerts, drafts, entries, outbox, scores, statements
from tests.flow.cli_home import NOW, Run, started
from tests.flow.stage import KeywordScorer, until

ADDED = """
[[milestone]]
id = "harbour"
name = "End of the work in the harbour"
action.en = ["@leave"]
action.ar = ["@leave"]
actor.en = ["dredgers"]
actor.ar = ["الحفارات"]
home.en = ["harbour"]
home.ar = ["الميناء"]
"""
MISSION = "قال وزير الدفاع إن مهمة التحالف الدولي في العراق تنتهي بحلول أيلول 2026."
NEWS = {
    "m1": MISSION,
    "h1": "The dredgers will leave the harbour by March 2027, the minister said.",
    "h2": "قال الوزير إن الحفارات ستغادر الميناء بحلول نيسان 2028.",
}


def recorded_news(home: Path) -> None:
    """Relevant entries, most of them about a matter that no configured milestone takes up yet."""
    with closing(store.open(home / "state", NOW)) as state, state.write() as conn:
        told = entries.get(conn, "abc123")
        found = scores.get(conn, "abc123")
        assert told is not None
        assert found is not None
        for days, (name, body) in enumerate(NEWS.items(), 1):
            at = NOW + timedelta(days=days)
            lang = "en" if body.isascii() else "ar"
            new = replace(told, id=name, title="The news", body=body, lang=lang, digest=name, published_at=at)
            entries.add(conn, [new])
            scores.save(conn, [(name, 1, found)], NOW)
        entries.mark(conn, [(name, 1) for name in ("abc123", "abx999", *NEWS)], Stage.JUDGED, NOW)


def recorded_state(home: Path) -> tuple[set[tuple[str, str]], list[str], int]:
    """Milestone and entry of every row, keys of the alerts that were told, messages in the outbox."""
    with closing(store.open(home / "state", NOW, readonly=True)) as state, state.read() as conn:
        rows = {(s.statement.milestone, s.entry) for s in statements.by_milestone(conn)}
        told = [a.key for a in alerts.latest(conn, 100)]
        return rows, told, sum(len(outbox.of_alert(conn, key)) for key in told)


def hushed(home: Path) -> list[Alert]:
    """Decisions that only a rebuilt ledger gave rise to."""
    with closing(store.open(home / "state", NOW, readonly=True)) as state, state.read() as conn:
        return [a for a in alerts.latest(conn, 100, suppressed=True) if a.suppressed is Suppression.REBUILT]


@pytest.fixture
def story(recorded: Path, run: Run) -> Path:
    """A home whose ledger is read by the rules in use, with entries that a milestone to come takes up."""
    recorded_news(recorded)
    assert run("rebuild").code == 0
    return recorded


@pytest.fixture
def harbour(story: Path) -> Path:
    """The same, with that milestone."""
    config = story / "config/milestones.toml"
    config.write_text(config.read_text("utf-8") + ADDED, encoding="utf-8")
    return story


def test_the_same_rules_find_nothing_to_replace(story: Path, run: Run) -> None:
    before = recorded_state(story)
    told = run("rebuild")
    assert told.code == 0
    assert "0 gained, 0 lost, 0 changed" in told.out
    assert "nothing was replaced" in told.out
    assert recorded_state(story) == before


def test_a_milestone_added_is_told_by_name_with_quotes_and_nothing_is_sent(harbour: Path, run: Run) -> None:
    rows, told, sent = recorded_state(harbour)
    shown = run("rebuild")
    assert shown.code == 0, shown.err
    assert "gained  NEW DATE: End of the work in the harbour: March 2027" in shown.out
    assert "LATER: End of the work in the harbour: March 2027 → April 2028" in shown.out
    assert "leave the harbour by March 2027" in shown.out
    assert "ستغادر الميناء" in shown.out
    assert "2 gained, 0 lost, 0 changed" in shown.out
    assert recorded_state(harbour) == (rows | {("harbour", "h1"), ("harbour", "h2")}, told, sent)
    assert {a.kind.value for a in hushed(harbour) if a.milestone == "harbour"} >= {"new", "later"}


def test_a_dry_run_only_shows_and_the_next_rebuild_takes_it_up(
    harbour: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = recorded_state(harbour)
    shown = run("rebuild", "--dry-run")
    assert "2 gained" in shown.out
    assert "Nothing is changed" in shown.out
    assert recorded_state(harbour) == before
    assert "a new one was begun" in run("status").out
    monkeypatch.setattr(rebuild, "_extracted", lambda extract, entry: pytest.fail("read twice"))
    again = run("rebuild")
    assert "entries were read before; going on from there" in again.err
    assert "is in force" in again.out
    assert not (harbour / "state" / drafts.FILE).exists()


def test_the_way_back(harbour: Path, run: Run) -> None:
    before, quiet = recorded_state(harbour), hushed(harbour)
    run("rebuild")
    assert hushed(harbour) != quiet
    back = run("rebuild", "--undo")
    assert back.code == 0
    assert "0 gained, 2 lost, 0 changed" in back.out
    assert recorded_state(harbour) == before
    assert hushed(harbour) == quiet
    none = run("rebuild", "--undo")
    assert none.code == 3
    assert "no former ledger" in none.err


def test_for_programs(harbour: Path, run: Run) -> None:
    *differences, summary = run("rebuild", "--json").rows()
    assert [d["change"] for d in differences] == ["gained", "gained"]
    assert [d["was"] for d in differences] == [None, None]
    new = differences[0]["now"]
    assert isinstance(new, dict)
    assert (new["kind"], new["milestone"], new["entry"]) == ("new", "harbour", "h1")
    assert new["headline"] == "NEW DATE: End of the work in the harbour: March 2027"
    assert "leave the harbour" in new["quote"]
    assert summary == {
        "change": "summary",
        "entries": 4,
        "statements": summary["statements"],
        "statements_before": summary["statements_before"],
        "gained": 2,
        "lost": 0,
        "changed": 0,
        "failures": [],
        "fate": "in-force",
    }


def test_an_entry_that_cannot_be_read_is_named(
    harbour: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.extract import article

    real = article.extract

    def extract(entry: Entry, **more: object) -> object:
        if entry.id == "h1":
            raise ValueError("no harbour")
        return real(entry, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(article, "extract", extract)
    shown = run("rebuild")
    assert shown.code == 0
    assert (
        "1 could not be read and keep the statements they had:\n    h1 version 1: ValueError: no harbour"
        in (shown.out)
    )


@pytest.mark.parametrize("more", ["--dry-run", "--rescore"])
def test_undo_goes_alone(recorded: Path, run: Run, more: str) -> None:
    assert run("rebuild", "--undo", more).code == 2


def test_without_any_state(home: Path, run: Run) -> None:
    told = run("rebuild")
    assert (told.code, "nothing recorded yet" in told.err) == (3, True)


def test_scored_anew(story: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "build_scorer", lambda settings, store=None: KeywordScorer())
    *_, summary = run("rebuild", "--rescore", "--json").rows()
    # None of them speaks of the coalition in its title.
    assert (summary["entries"], summary["fate"]) == (0, "in-force")


@pytest.fixture
def daemon(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    """A daemon that turns, without feeds."""
    monkeypatch.setattr(wiring, "build_scorer", lambda settings, store=None: KeywordScorer())
    # Commands log to the streams of the test that ran them.
    logging.getLogger().handlers.clear()
    running = Daemon(replace(load(harbour / "config"), feeds=()), turn_s=0.1)
    running.open()
    running.start()
    yield running
    running.stop()


def test_a_running_daemon_puts_it_in_force(daemon: Daemon, harbour: Path, run: Run) -> None:
    assert "not all of it was read by the rules in use" in run("status").out
    shown = run("rebuild")
    assert (shown.code, "is in force" in shown.out) == (0, True), shown.out + shown.err
    assert ("harbour", "h1") in recorded_state(harbour)[0]
    assert not (harbour / "state" / drafts.FILE).exists()
    assert "not all of it was read" not in run("status").out
    back = run("rebuild", "--undo")
    assert (back.code, "in force again" in back.out) == (0, True), back.err
    assert ("harbour", "h1") not in recorded_state(harbour)[0]
    refused = run("rebuild", "--undo")
    assert refused.code == 3


def test_what_a_running_daemon_judges_meanwhile_is_in_the_new_ledger(
    daemon: Daemon, harbour: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rebuild.compare

    def late(*parts: object) -> rebuild.Rebuilt:
        with daemon.store.write() as conn:
            told = entries.get(conn, "h1")
            assert told is not None
            body = "The dredgers will leave the harbour by May 2029, the minister said."
            entries.add(conn, [replace(told, id="h3", title="Coalition", body=body, digest="h3", aliases=())])
        assert until(lambda: _is_judged(daemon, "h3"))
        return real(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(rebuild, "compare", late)
    assert run("rebuild").code == 0
    assert ("harbour", "h3") in recorded_state(harbour)[0]


def _is_judged(daemon: Daemon, entry: str) -> bool:
    with daemon.store.read() as conn:
        return scores.get(conn, entry) is not None


def test_a_running_daemon_of_other_rules_is_told_to_read_its_configuration_again(
    daemon: Daemon, harbour: Path, run: Run
) -> None:
    config = harbour / "config/milestones.toml"
    words = config.read_text("utf-8").replace('["dredgers"]', '["dredgers", "barges"]')
    config.write_text(words, encoding="utf-8")
    refused = run("rebuild")
    assert refused.code == 3
    assert f"kill -HUP {os.getpid()}" in refused.err
    daemon.reload(replace(load(harbour / "config"), feeds=()))
    assert run("rebuild").code == 0


MANY = 2 * rebuild.BATCH + 100
"""Entries of several batches: after the first is read, there is time to stop the rebuild before its last."""


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_or_killed_it_goes_on_where_it_stopped(story: Path, how: signal.Signals) -> None:
    with closing(store.open(story / "state", NOW)) as state, state.write() as conn:
        told, found = entries.get(conn, "abc123"), scores.get(conn, "abc123")
        assert told is not None
        assert found is not None
        many = [
            replace(
                told,
                id=f"n{n}",
                digest=f"{n}",
                body=f"{MISSION} {n}\n" * 8,
                published_at=NOW + n * timedelta(1),
            )
            for n in range(MANY)
        ]
        entries.add(conn, many)
        scores.save(conn, [(e.id, 1, found) for e in many], NOW)
    before = recorded_state(story)
    process = started(story, "rebuild", "--json")
    draft = story / "state" / drafts.FILE

    def some_read() -> bool:
        return _readings(draft) > 0

    assert until(some_read, 60)
    process.send_signal(how)
    _, err = process.communicate(timeout=60)
    assert process.returncode == (130 if how is signal.SIGINT else -how)
    assert how is signal.SIGKILL or "goes on from there" in err
    assert recorded_state(story) == before
    again = started(story, "rebuild", "--json")
    out, err = again.communicate(timeout=300)
    assert again.returncode == 0, err
    assert "were read before; going on from there" in err
    summary = json.loads(out.splitlines()[-1])
    assert (summary["entries"], summary["fate"]) == (MANY + 4, "in-force")


def _readings(draft: Path) -> int:
    import sqlite3

    try:
        with closing(sqlite3.connect(f"file:{draft}?mode=ro", uri=True)) as conn:
            return int(conn.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.Error:
        return 0
