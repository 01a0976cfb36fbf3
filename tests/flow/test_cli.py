"""The command line as a person meets it: listings, explanations, writes, archives."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from monitor import store
from monitor.records import (
    AlertKind,
    Condition,
    ConditionKind,
    Feed,
    FeedState,
    Health,
    Outage,
    Outcome,
    Parked,
    Receipt,
)
from monitor.schemas import Form, schema
from monitor.store import conditions, feeds, labels, meta, outbox, parking, requests
from tests.flow.cli_home import BODY, MONITOR, NOW, REF, ROOT, WORDS, Run


@pytest.mark.parametrize(
    "words", [("alerts",), ("entries",), ("timeline",), ("label", "x", "relevant")], ids=" ".join
)
def test_reading_before_the_first_run_says_what_to_do(run: Run, words: tuple[str, ...]) -> None:
    told = run(*words)
    assert told.code == 3
    assert told.err == "monitor: nothing recorded yet: start with `monitor run`\n"


def test_status_and_feeds_before_the_first_run(run: Run, home: Path) -> None:
    told = run("status")
    assert told.code == 0
    assert "not running: start with `monitor run`" in told.out
    assert "nothing recorded yet" in told.out
    assert (
        run("feeds", "--json").rows()[0] | {"health": "new", "url": "https://wire.example/rss"}
        == run("feeds", "--json").rows()[0]
    )
    assert not (home / "state").exists()


def test_entries(run: Run, recorded: Path) -> None:
    told = run("entries")
    assert "abc123" in told.out
    assert "0.97" in told.out
    assert "\x1b[31m" not in told.out
    assert [row["id"] for row in run("entries", "--json").rows()] == ["abc123", "abx999"]
    assert [row["id"] for row in run("entries", "--relevant", "--json").rows()] == ["abc123"]
    assert run("entries", "--lang", "fr").out == "no entries yet\n"


def test_an_entry_explains_itself(run: Run, recorded: Path) -> None:
    told = run("entries", "show", "abc")
    assert "Score: 0.97, relevant (above threshold)" in told.out
    assert "Like seed one.txt" in told.out
    assert "by September 2026 (announced)" in told.out
    assert WORDS in told.out
    [found] = run("entries", "show", "abc123", "--json").rows()
    assert found["score"]["score"] == 0.97  # type: ignore[index]
    [stated] = found["statements"]  # type: ignore[misc]
    assert found["body"][stated["start"] : stated["end"]] == stated["quote"] == WORDS  # type: ignore[index]


def test_archives_go_round(run: Run, recorded: Path) -> None:
    archive = recorded / "all.jsonl"
    assert "2 entries written" in run("entries", "--export", str(archive)).err
    exported = [json.loads(line) for line in archive.read_text("utf-8").splitlines()]
    assert [row["id"] for row in exported] == ["abx999", "abc123"]
    assert exported[1]["body"] == BODY
    assert run("entries", "--export", "-").rows() == exported
    read = run("extract", str(archive), "--json").rows()
    assert [row["id"] for row in read] == ["abx999", "abc123"]
    assert any(d["first_day"] == "2026-09-01" for d in read[1]["dates"])  # type: ignore[attr-defined]


def test_timeline(run: Run, recorded: Path) -> None:
    told = run("timeline")
    assert "▶ 2026-03-02  ● NEW DATE: by September 2026 (announced)" in told.out
    assert WORDS in told.out
    [row] = run("timeline", "--milestone", "mission_end", "--json").rows()
    assert (row["holds"], row["last_day"], row["entry"]) == (True, "2026-09-30", "abc123")
    assert (row["confidence"], row["doubts"]) == (None, [])
    assert "confidence" not in told.out
    assert "confidence not judged" in run("timeline", "--all").out
    assert run("timeline", "--milestone", "phase1").out == "no deadline stated yet\n"
    assert (row["shift"], row["days_moved"], row["unconfirmed"]) == ("new", None, False)
    assert "بحلول أيلول 2026" in run("timeline", "--language", "ar").out


def test_the_slip_chart(run: Run, recorded: Path) -> None:
    chart = recorded / "slip.svg"
    told = run("timeline", "--chart", str(chart), "--language", "ar", "--theme", "dark")
    assert told.err == f"slip chart drawn in {chart}\n"
    assert "إنهاء مهمة التحالف الدولي في العراق" in chart.read_text("utf-8")
    for words, message in (
        (("--milestone", "phase1"), "not drawn, because no deadline is stated yet"),
        (("--theme", "pink"), "there is dark, light"),
        (("--language", "de"), "there is ar, en"),
    ):
        failed = run("timeline", "--chart", str(chart), *words)
        assert failed.code == 2
        assert message in " ".join(failed.err.split())
    unwritable = run("timeline", "--chart", str(recorded / "none/slip.png"))
    assert (unwritable.code, unwritable.out) == (2, "")
    assert "cannot be written: No such file or directory. Choose another place." in unwritable.err


def test_alerts(run: Run, recorded: Path) -> None:
    told = run("alerts")
    assert f"{REF}  2026-03-02 10:00  NEW DATE: " in told.out
    assert "Example Wire; waiting for desk" in told.out
    [row] = run("alerts", "--json").rows()
    assert (row["ref"], row["key"], row["kind"], row["entry"]) == (REF, "shift:1", "new", "abc123")
    assert row["sent"] == {"desk": "pending"}
    shown = run("alerts", "show", REF[:4])
    assert "Now: by September 2026" in shown.out
    assert "desk: pending, tried 0 times" in shown.out
    [full] = run("alerts", "show", "shift:1", "--json").rows()
    assert full["attempts"] == []


def test_status(run: Run, recorded: Path) -> None:
    told = run("status")
    assert "entries: 2, relevant 1" in told.out
    assert "outbox desk: 1 waiting" in told.out
    assert f"{REF}  NEW DATE: " in told.out
    [report] = run("status", "--json").rows()
    assert report["running"] is False
    assert report["counts"]["alerts"] == 1  # type: ignore[index]
    assert set(report["versions"]) >= {"monitor", "python", "sqlite", "torch"}  # type: ignore[arg-type]


def test_status_tells_what_is_wrong_with_the_monitor_itself(run: Run, recorded: Path) -> None:
    beat = {"at": NOW.isoformat(), "beat": "fail", "causes": ["disk"], "error": "HTTP 404"}
    [report] = run("status", "--json").rows()
    assert (report["conditions"], report["wrong"], report["heartbeat"]) == ([], [], None)
    assert (report["outbox"][0]["waiting"], report["outbox"][0]["held"]) == (1, 0)
    assert "wrong:" not in run("status").out
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        found = [
            Condition(ConditionKind.DISK, "", NOW, "12 MB", NOW, opened_at=NOW),
            *(Condition(ConditionKind.SILENT, f"f{n}", NOW, "", NOW, opened_at=NOW) for n in range(5)),
            Condition(ConditionKind.ENCODER, "", NOW, "not told yet", NOW),
        ]
        conditions.save(conn, found)
        meta.put(conn, meta.HEARTBEAT, json.dumps(beat))
        [message] = outbox.of_alert(conn, "shift:1")
        later = datetime.now(UTC) + timedelta(hours=1)
        outbox.put(conn, [replace(message, key="shift:2@desk", next_attempt_at=later)])
    told = run("status").out
    assert "wrong: the disk is nearly full (Since: " in told
    assert "wrong: 5 feeds silent: f0, f1, f2 and 2 more (Since: " in told
    assert "(disk); not taken: HTTP 404" in told
    assert "1 waiting" in told
    assert ", 1 held, 0 given up" in told
    [report] = run("status", "--json").rows()
    assert [one["kind"] for one in report["conditions"]].count("silent") == 5
    assert report["heartbeat"] == beat


def test_status_names_the_feeds_in_trouble(run: Run, recorded: Path) -> None:
    feed = Feed("wire", "https://wire.example/rss", "Example Wire", "Example Wire")
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        feeds.sync(conn, [feed], NOW, lambda f, at: FeedState(f.name, f.url, at))
        feeds.save(
            conn,
            FeedState(
                "wire",
                feed.url,
                NOW,
                health=Health.FAILING,
                failures=3,
                outage=Outage.DNS,
                error="no such name",
            ),
        )
    assert "feeds: 1 (1 failing)\n    wire: failing, no such name" in run("status").out
    assert "no such name" in run("feeds").out
    [row] = run("feeds", "--json").rows()
    assert (row["health"], row["failures"], row["outage"]) == ("failing", 3, "dns")


def test_status_is_short_where_everything_is_down(run: Run, recorded: Path) -> None:
    names = [f"wire{n}" for n in range(7)]
    (recorded / "config/feeds.toml").write_text(
        "".join(
            f'[[feed]]\nname = "{n}"\nurl = "https://{n}.example/"\noutlet = "{n}"\nlang = "ar"\n'
            for n in names
        )
    )
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        wires = [Feed(n, f"https://{n}.example/", n, n) for n in names]
        feeds.sync(conn, wires, NOW, lambda f, at: FeedState(f.name, f.url, at))
        for f in wires:
            down = FeedState(
                f.name, f.url, NOW, health=Health.FAILING, failures=1, outage=Outage.DNS, error="no"
            )
            feeds.save(conn, down)
    told = run("status").out
    assert "feeds: 7 (7 failing)" in told
    assert "and 2 more: `monitor feeds` shows all" in told
    assert "is this machine connected" in told


def test_seeds_say_what_was_kept(run: Run, home: Path) -> None:
    told = run("seeds")
    assert told.out.startswith("one.txt: 1 of 2 lines kept")
    kept, dropped = run("seeds", "--json").rows()
    assert (kept["kept"], dropped["kept"]) == (True, False)
    assert dropped["reason"]


def test_seeds_that_disagree_are_named(run: Run, home: Path) -> None:
    shutil.copy(ROOT / "config" / "topic.toml", home / "config")
    shutil.copytree(ROOT / "seeds", home / "seeds", dirs_exist_ok=True)
    (home / "seeds" / "one.txt").write_text(
        "Football: the final of the cup\nThe striker scored twice before half-time and the crowd went home "
        "happy.\nThe coach praised his players and said the season was the best for the club in ten years.\n",
        "utf-8",
    )
    told = run("seeds", "--passages")
    assert "one.txt: 3 of 3 lines kept; 0 of 3 passages serve as examples" in told.out
    assert "(nothing leaves or ends in it)" in told.out
    assert told.out.count("Warning: ") == 1
    assert (
        "Warning: no passage of one.txt tells the event" in told.out
        or "Warning: one.txt is unlike" in told.out
    )
    rows = run("seeds", "--passages", "--dropped", "--json").rows()
    assert {row["kept"] for row in rows} == {False}


def test_a_label_is_kept(run: Run, recorded: Path) -> None:
    assert run("label", "abx", "relevant").out == "labelled relevant: Football\n"
    with closing(store.open(recorded / "state", NOW, readonly=True)) as state, state.read() as conn:
        assert labels.get(conn, "abx999") is True
    assert [row["label"] for row in run("entries", "--json").rows()] == [None, "relevant"]


def test_resend_puts_the_message_back(run: Run, recorded: Path) -> None:
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        [leased] = outbox.lease(conn, NOW, 1, 60, "test")
    with closing(store.open(recorded / "state", NOW)) as state, state.write() as conn:
        outbox.release(conn, [leased.key], NOW)
    assert "queued for desk" in run("alerts", "resend", REF).out


def test_writes_are_handed_to_a_running_daemon(run: Run, recorded: Path) -> None:
    folder = recorded / "state"
    with store.lock(folder, NOW):
        assert run("label", "abc123", "irrelevant").out.startswith(
            "passed to the running daemon: labelled irrelevant"
        )
        assert run("alerts", "resend", REF).out == "the running daemon sends it to desk\n"
        assert "running (pid " in run("status").out
    asked = [(request.kind, dict(request.payload)) for request in requests.take(folder)]
    assert asked == [("label", {"entry": "abc123", "relevant": False}), ("resend", {"alert": "shift:1"})]


def test_a_test_message_reaches_every_destination(run: Run, home: Path) -> None:
    told = run("alerts", "test")
    assert told.code == 0
    sent = [json.loads(line) for line in (home / "state/alerts.jsonl").read_text("utf-8").splitlines()]
    assert [one["kind"] for one in sent] == list(AlertKind)
    assert all(one["key"].startswith("sample:") for one in sent)
    assert [line.split(" sent in ")[0] for line in told.err.splitlines()] == [
        f"desk: {kind}" for kind in AlertKind
    ]
    [receipt] = run("alerts", "test", "desk", "--kind", "later", "--json").rows()
    assert (receipt["destination"], receipt["outcome"], receipt["detail"]) == ("desk", "sent", "")
    assert run("alerts", "test", "nobody").code == 2


def test_what_was_given_up_and_who_is_parked(run: Run, recorded: Path) -> None:
    assert run("alerts", "dead").out == "nothing given up, no destination parked\n"
    folder = recorded / "state"
    with closing(store.open(folder, NOW)) as state, state.write() as conn:
        [leased] = outbox.lease(conn, NOW, 1, 60, "test")
        outbox.settle(conn, Receipt(leased.key, NOW, Outcome.REFUSED, "HTTP 413: too much"), None)
        parking.park(conn, Parked("boss", NOW, "HTTP 403: no", "x"))
    told = run("alerts", "dead").out
    assert "boss is parked since" in told
    assert "HTTP 413: too much" in told
    assert [row["message"] for row in run("alerts", "dead", "--json").rows()] == [leased.key]
    assert "outbox boss: parked" in run("status").out
    assert run("status", "--json").rows()[0]["parked"][0]["destination"] == "boss"
    assert run("alerts", "unpark", "desk").code == 1
    assert run("alerts", "unpark", "boss").out == "boss is parked no more\n"
    assert run("alerts", "resend").code == 2
    assert run("alerts", "resend", "--dead", "--to", "boss").code == 1
    assert run("alerts", "resend", "--dead").out.startswith("queued for desk")
    assert run("alerts", "dead").out == "nothing given up, no destination parked\n"


def test_a_destination_that_takes_no_test_message_is_named(run: Run, home: Path) -> None:
    (home / "config/monitor.toml").write_text(
        MONITOR.replace("jsonl:alerts.jsonl", "json://127.0.0.1:9/?cto=1")
    )
    told = run("alerts", "test")
    assert told.code == 1
    assert told.err.startswith("monitor: desk: ")


STORY = (
    ("n1", "2026-03-01", "ar", "وزير الدفاع: التحالف الدولي ينهي مهمته في العراق بحلول أيلول 2026"),
    ("n2", "2026-03-02", "ar", "أسعار النفط ترتفع في الأسواق العالمية"),
    ("n3", "2026-03-05", "en", "US-led coalition to leave Iraq by the end of 2027, defence minister says"),
)


@pytest.mark.slow
def test_an_archive_is_scored_read_and_replayed(run: Run, home: Path) -> None:
    shutil.rmtree(home / "seeds")
    shutil.copytree(ROOT / "seeds", home / "seeds")
    shutil.copy(ROOT / "config/topic.toml", home / "config")
    archive = home / "story.jsonl"
    with archive.open("w", encoding="utf-8") as file:
        for id_, day, lang, title in STORY:
            row = {"id": id_, "published": day, "outlet": f"outlet {id_}", "lang": lang, "title": title}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    scored = run("score", str(archive), "--json", "--fields", "title").rows()
    assert [(row["id"], row["relevant"]) for row in scored] == [("n1", True), ("n2", False), ("n3", True)]
    read = run("extract", str(archive), "--json").rows()
    replayed = run("replay", str(archive), "--json", "--all").rows()
    forms: dict[Form, list[dict[str, object]]] = {"score": scored, "extract": read, "alert": replayed}
    for form, rows in forms.items():
        for row in rows:
            jsonschema.validate(row, schema(form))
    told = [row for row in replayed if row["suppressed"] is None]
    assert {row["entry"] for row in told} == {"n1", "n3"}
    shown = run("replay", str(archive))
    assert shown.out.splitlines()[-1].startswith("3 entries, 2 relevant, ")
    assert run("score", str(archive)).out.splitlines()[-1] == "3 entries, 2 relevant"
