"""``label`` and ``labels``: what a person says about statements, by command and by a running daemon."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from monitor import store
from monitor.evaluation.corpus import items
from monitor.store import alerts, statement_labels
from tests.flow.cli_home import NOW, REF, WORDS, Run

ONE = "abc123"


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        (("right",), {"label": "right"}),
        (("not-a-deadline", "--note", "a budget"), {"label": "not-a-deadline", "note": "a budget"}),
        (
            ("wrong-date", "--date", "2027-02"),
            {"label": "wrong-date", "correct_first_day": "2027-02-01", "correct_last_day": "2027-02-28"},
        ),
        (
            ("wrong-speaker", "-s", "1", "--speaker", "رئيس الوزراء"),
            {"label": "wrong-speaker", "correct_speaker": "رئيس الوزراء"},
        ),
        (("background",), {"label": "background"}),
    ],
)
def test_a_statement_is_labelled_listed_and_unlabelled(
    recorded: Path, run: Run, words: tuple[str, ...], listed: dict[str, str]
) -> None:
    assert run("label", ONE, *words).code == 0
    (row,) = run("labels", "--json").rows()
    assert {"entry": ONE, "words": WORDS, "milestone": "mission_end", **listed}.items() <= row.items()
    assert listed["label"] in run("labels").out
    assert f"labelled {listed['label']}" in run("entries", "show", ONE).out
    assert "label taken back" in run("label", ONE, "undo", "--statement", "1").out
    assert run("labels", "--json").rows() == []
    assert "not labelled" in run("label", ONE, "undo", "--statement", "1").out


def test_a_wrong_statement_is_out_and_its_alert_taken_back(recorded: Path, run: Run) -> None:
    told = run("label", ONE, "wrong-date", "--note", "the budget ends then")
    assert "labelled wrong-date" in told.out
    assert "no deadline stated yet" not in run("timeline").out
    (row,) = run("timeline", "--json").rows()
    assert (row["counts"], row["holds"], row["label"], row["note"]) == (
        False,
        False,
        "wrong-date",
        "the budget ends then",
    )
    assert "out, labelled wrong-date: the budget ends then" in run("timeline").out
    (alert,) = run("alerts", "--json").rows()
    assert alert["suppressed"] == "retracted"
    assert "retracted; withdrawn before it left for desk" in run("alerts").out
    assert run("alerts", "resend", REF).code == 1
    run("label", ONE, "undo", "-s", "1")
    (alert,) = run("alerts", "--json").rows()
    assert alert["suppressed"] is None
    assert alert["sent"] == {"desk": "pending"}
    (row,) = run("timeline", "--json").rows()
    assert (row["counts"], row["holds"], row["label"]) == (True, True, None)


def test_a_corrected_statement_counts_as_corrected(recorded: Path, run: Run) -> None:
    run("label", ONE, "wrong-date", "--date", "2027")
    (row,) = run("timeline", "--json").rows()
    assert (row["counts"], row["holds"], row["last_day"]) == (True, True, "2027-12-31")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("label", ONE, "right", "--date", "2027"), "put right what is wrong"),
        (("label", ONE, "wrong-date", "--date", "spring"), "is no date; write 2026, 2026-09"),
        (("label", ONE, "wrong-date", "--date", "2026-13"), "is no date; write 2026, 2026-09"),
        (("label", ONE, "wrong-date", "-s", "7"), "name one with --statement 1 to 1"),
        (("label", "abx999", "wrong-date"), "states nothing about a milestone"),
        (("label", ONE, "relevant", "--note", "x"), "go with labels of statements"),
        (("label", ONE, "wrong-date", "--milestone", "nope"), "nope"),
    ],
)
def test_what_cannot_be_labelled(recorded: Path, run: Run, words: tuple[str, ...], told: str) -> None:
    answer = run(*words)
    assert answer.code == 2
    assert told in answer.err
    assert run("labels", "--json").rows() == []


def test_labels_become_cases_of_an_annotated_set(recorded: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "set"
    run("label", "abx999", "irrelevant")
    for words, statements, wrong in [
        (("right",), [("2026-09-30", True)], 0),
        (("wrong-date", "--date", "2027-02"), [("2027-02-28", True)], 0),
        (("not-a-deadline",), [], 1),
    ]:
        run("label", ONE, *words)
        assert run("labels", "export", "--out", str(out)).code == 0
        found = {item.entry.id: item for item in items(out)}
        assert {id_: item.on_topic for id_, item in found.items()} == {ONE: True, "abx999": False}
        gold = found[ONE].raw
        assert [(s["end"], s["checked"]) for s in gold["statements"]] == statements
        assert len(gold["wrong"]) == wrong
    assert json.loads((out / "shifts.json").read_text())["required"] == []
    assert run("eval", str(out)).code == 0


def test_a_running_daemon_makes_the_change(recorded: Path, run: Run) -> None:
    from monitor.daemon import once
    from monitor.settings import load

    with store.lock(recorded / "state", NOW):
        assert "passed to the running daemon" in run("label", ONE, "wrong-date").out
    assert run("labels", "--json").rows() == []
    settings = load(recorded / "config", env={})
    once(settings)
    with closing(store.open(settings.state, NOW, readonly=True)) as state, state.read() as conn:
        (said,) = statement_labels.all(conn)
        assert said.label.verdict == "wrong-date"
        (alert,) = alerts.latest(conn, 5, suppressed=True, milestone="mission_end")
        assert alert.suppressed == "retracted"
