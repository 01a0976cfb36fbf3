"""``pin``, ``pins`` and ``backtest`` as a person uses them."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from monitor import store
from monitor.records import AlertKind, Suppression
from monitor.relevance import RelevancePolicy
from monitor.store import alerts, pins, requests
from monitor.wishes import grant
from tests.flow.cli_home import NOW, REF, SEED, Run

KEY = "mission_end:new:2026-09-30:b7f332f4cd58"
"""The key under which any replay tells the recorded shift."""
PINNED = "NEW DATE: End of the coalition's mission in Iraq: September 2026"


@pytest.fixture
def changed(home: Path) -> Path:
    """The same configuration once more, to be changed."""
    return copytree(home / "config", home / "changed")


def told(home: Path, **changes: object) -> str:
    """One more decision like the recorded one; its reference."""
    with closing(store.open(home / "state", NOW)) as state, state.write() as conn:
        [known] = alerts.latest(conn, 1)
        alerts.add(conn, [replace(known, key="another", **changes)])  # type: ignore[arg-type]
    return alerts.ref("another")


def test_a_pin_is_made_shown_and_taken_away(run: Run, recorded: Path) -> None:
    assert run("pins").out == "nothing pinned: `monitor pin ALERT` pins a told shift\n"
    assert run("pin", REF, "--undo").out == f"not pinned: {PINNED}\n"
    assert run("pin", REF[:4]).out == f"pinned: {PINNED}\n"
    assert run("pin", REF).out == f"pinned already: {PINNED}\n"
    assert PINNED in run("pins").out
    [row] = run("pins", "--json").rows()
    assert (row["ref"], row["key"], row["entries"], row["last_day"]) == (
        REF,
        "shift:1",
        ["abc123"],
        "2026-09-30",
    )
    assert "; pinned\n" in run("alerts").out
    assert run("pin", REF, "--undo").out == f"pin taken away: {PINNED}\n"
    assert run("alerts", "--json").rows()[0]["pinned"] is False


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"suppressed": Suppression.STALE}, "it was not told (stale)"),
        ({"kind": AlertKind.COVERAGE}, "it tells of coverage, not of a shift"),
    ],
)
def test_what_cannot_be_pinned(run: Run, recorded: Path, changes: dict[str, object], why: str) -> None:
    ref = told(recorded, **changes)
    refused = run("pin", ref)
    assert (refused.code, refused.err) == (1, f"monitor: alert {ref} cannot be pinned: {why}\n")


def test_a_running_daemon_makes_the_pin(run: Run, recorded: Path) -> None:
    for words, count in ((("pin", REF), 1), (("pin", REF, "--undo"), 0)):
        with store.lock(recorded / "state", NOW):
            assert run(*words).out.startswith("passed to the running daemon: ")
            [asked] = requests.take(recorded / "state")
        with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
            assert grant(conn, asked, RelevancePolicy(), NOW) is False
            assert len(pins.all(conn)) == count


def test_the_same_configuration_changes_nothing(run: Run, recorded: Path, changed: Path) -> None:
    run("pin", REF)
    before = {p.name: p.read_bytes() for p in (recorded / "state").iterdir() if p.suffix == ".db"}
    found = run("backtest", str(changed))
    assert found.code == 0
    assert "2 entries, replayed as " in found.out
    assert "anew" not in found.out
    assert "Gained: none" in found.out
    assert "Pinned: 1, all told" in found.out
    assert {p.name: p.read_bytes() for p in (recorded / "state").iterdir() if p.suffix == ".db"} == before
    [report] = run("backtest", str(changed), "--json").rows()
    assert (report["entries"], report["kept"], report["gained"], report["lost"]) == (2, 1, [], [])


def test_a_lost_pin_is_named_and_fails(run: Run, recorded: Path, changed: Path) -> None:
    run("pin", REF)
    (changed / "alerts.toml").write_text("[alerts.kinds]\nnew = false\n")
    found = run("backtest", str(changed))
    assert found.code == 1
    assert "Gained: 1" in found.out
    assert "+ 2026-03-02 10:00  COVERAGE: نهاية" in found.out.replace("\u2068", "").replace("\u2069", "")
    assert f"- 2026-03-02 10:00  {PINNED}" in found.out
    assert found.out.endswith(f"Pinned: 1, 1 would be lost:\n! 2026-03-02 10:00  {PINNED}\n")
    [report] = run("backtest", str(changed), "--json").rows()
    assert [row["key"] for row in report["lost"]] == [KEY]  # type: ignore[attr-defined]
    [pin] = report["pins"]  # type: ignore[misc]
    assert (pin["ref"], pin["present"], pin["changed"]) == (REF, True, False)
    assert run("backtest", str(changed), "--since", "2026-03-03", "--json").rows()[0]["lost"] == []


def test_other_milestones_and_seeds_are_read_and_scored_anew(run: Run, recorded: Path, changed: Path) -> None:
    milestones = changed / "milestones.toml"
    milestones.write_text(milestones.read_text("utf-8").replace("mission_end", "the_end"), "utf-8")
    (changed / "monitor.toml").write_text('[monitor]\nseeds = "other"\n')
    (recorded / "other").mkdir()
    (recorded / "other/one.txt").write_text(SEED.replace("2025", "2027"))
    found = run("backtest", str(changed))
    assert "would; all were scored and read anew" in found.out
    assert sorted(p.name for p in (recorded / "state").iterdir() if "cache" in p.name) == []


def test_without_a_configuration_or_a_state_it_says_so(run: Run, home: Path, changed: Path) -> None:
    assert run("backtest", str(changed)).code == 3
    assert "is no folder" in run("backtest", str(home / "nowhere")).err
