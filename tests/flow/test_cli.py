"""The command line as a person meets it: listings, explanations, writes, and every expected error."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from monitor import store
from monitor.cli import app
from monitor.deliver import messages
from monitor.formats import Form, schema
from monitor.policies import Destination
from monitor.records import (
    Alert,
    AlertKind,
    Bound,
    Deadline,
    DueRange,
    Entry,
    Field,
    FullTextStatus,
    Modality,
    Passage,
    Precision,
    Quote,
    Rank,
    Score,
    ScoreReason,
    SeedPassage,
    Severity,
    Stated,
    Statement,
)
from monitor.store import alerts, entries, labels, outbox, requests, scores, statements
from tests.servers import Answer, Asked, Server

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
BODY = "قال وزير الدفاع إن المهمة تنتهي بحلول أيلول 2026."
WORDS = "المهمة تنتهي بحلول أيلول 2026"

MONITOR = """
[monitor]
seeds = "seeds"
state = "state"

[[destination]]
name = "desk"
url = "jsonl:alerts.jsonl"
"""
FEEDS = """
[[feed]]
name = "wire"
url = "https://wire.example/rss"
outlet = "Example Wire"
lang = "ar"
"""
ROOT = Path(__file__).parents[2]
MILESTONES = ROOT / "config/milestones.toml"
SEED = "التحالف الدولي يعلن انتهاء مهمته في العراق وانسحاب قواته بحلول أيلول 2025\n" * 2


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a small valid configuration and a seed, and no state."""
    config = tmp_path / "config"
    config.mkdir()
    (config / "monitor.toml").write_text(MONITOR)
    (config / "feeds.toml").write_text(FEEDS)
    (config / "milestones.toml").write_text(MILESTONES.read_text("utf-8"))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/one.txt").write_text(SEED)
    return tmp_path


class Told:
    """What a command said: exit code and the two streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Told]


@pytest.fixture
def run(home: Path) -> Run:
    def command(*words: str) -> Told:
        result = CliRunner().invoke(app, ["--config", str(home / "config"), *words], env={"COLUMNS": "200"})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Told(result.exit_code, result.stdout, result.stderr)

    return command


def statement() -> Statement:
    start = BODY.index(WORDS)
    quote = Quote(Field.BODY, start, start + len(WORDS), WORDS)
    due = DueRange(date(2026, 9, 1), date(2026, 9, 30), Precision.MONTH, Bound.BY)
    return Statement(
        "mission_end",
        "end",
        "coalition",
        "",
        "Iraq",
        due,
        Modality.ANNOUNCED,
        "وزير الدفاع",
        Rank.OFFICIAL,
        False,
        False,
        quote,
        None,
        "rule/one",
    )


def record(home: Path) -> None:
    """One relevant entry, its score, statement and alert, the message given up; and one irrelevant entry."""
    entry = Entry(
        id="abc123",
        version=1,
        feed="wire",
        outlet="Example Wire",
        origin="Example Wire",
        lang="ar",
        published_at=NOW,
        seen_at=NOW,
        title="نهاية \x1b[31mالمهمة",
        summary="",
        body=BODY,
        url="https://wire.example/1",
        digest="d1",
        fulltext=FullTextStatus.FEED,
    )
    other = replace(
        entry, id="abx999", title="Football", body="", digest="d2", published_at=NOW - timedelta(1)
    )
    score = Score(
        0.97,
        True,
        ScoreReason.ABOVE,
        Passage(Field.BODY, 0, len(BODY), BODY),
        SeedPassage("one.txt", SEED.strip()),
        ("المهمة",),
        "bundled@1",
        "the leaving points to the right actor",
    )
    said = Stated(
        "s1",
        statement(),
        "abc123",
        1,
        NOW,
        NOW,
        "Example Wire",
        "Example Wire",
        "ar",
        entry.title,
        entry.url,
        "st1",
    )
    deadline = Deadline("mission_end", said.statement.due, Modality.ANNOUNCED, Rank.OFFICIAL, said)
    alert = Alert(
        "shift:1",
        Severity.NEW_DATE,
        AlertKind.NEW,
        "mission_end",
        "abc123",
        entry.title,
        "Example Wire",
        "ar",
        entry.url,
        NOW,
        NOW,
        None,
        deadline,
        None,
        said.statement.quote,
        None,
        "وزير الدفاع",
        "First date on record.",
        (),
        ("Example Wire",),
        score,
    )
    with closing(store.open(home / "state", NOW)) as state, state.write() as conn:
        entries.add(conn, [entry, other])
        scores.save(
            conn, [("abc123", 1, score), ("abx999", 1, replace(score, value=0.01, relevant=False))], NOW
        )
        statements.add(conn, [said])
        alerts.add(conn, [alert])
        outbox.put(conn, messages([alert], [Destination("desk")], NOW, names={}))


@pytest.fixture
def recorded(home: Path) -> Path:
    record(home)
    return home


REF = alerts.ref("shift:1")


# --- nothing recorded yet


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


# --- listings


def test_entries(run: Run, recorded: Path) -> None:
    told = run("entries")
    assert "abc123" in told.out
    assert "0.97" in told.out
    assert "\x1b[31m" not in told.out
    assert [row["id"] for row in run("entries", "--json").rows()] == ["abc123", "abx999"]
    assert [row["id"] for row in run("entries", "--relevant", "--json").rows()] == ["abc123"]
    assert run("entries", "--feed", "nobody").out == "no entries yet\n"


def test_an_entry_explains_itself(run: Run, recorded: Path) -> None:
    told = run("entries", "show", "abc")
    assert "Score: 0.97, relevant (above-threshold)" in told.out
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
    assert "▶ 2026-03-02  by September 2026 (announced)" in told.out
    assert WORDS in told.out
    [row] = run("timeline", "--milestone", "mission_end", "--json").rows()
    assert (row["holds"], row["last_day"], row["entry"]) == (True, "2026-09-30", "abc123")
    assert run("timeline", "--milestone", "phase1").out == "no deadline stated yet\n"


def test_alerts(run: Run, recorded: Path) -> None:
    told = run("alerts")
    assert f"{REF}  2026-03-02 10:00  NEW DATE: " in told.out
    assert "Example Wire; desk pending" in told.out
    [row] = run("alerts", "--json").rows()
    assert (row["key"], row["kind"], row["entry"]) == ("shift:1", "new", "abc123")
    shown = run("alerts", "show", REF[:4])
    assert "Now: by September 2026" in shown.out
    assert "desk: pending after 0 attempt(s)" in shown.out
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


def test_seeds_say_what_was_kept(run: Run, home: Path) -> None:
    told = run("seeds")
    assert told.out.startswith("one.txt: 1 of 2 lines kept")
    kept, dropped = run("seeds", "--json").rows()
    assert (kept["kept"], dropped["kept"]) == (True, False)
    assert dropped["reason"]


# --- writes


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
        assert run("label", "abc123", "irrelevant").out.startswith("the running daemon labels irrelevant")
        assert run("alerts", "resend", REF).out == "the running daemon sends it to desk\n"
        assert "running (pid " in run("status").out
    asked = [(request.kind, dict(request.payload)) for request in requests.take(folder)]
    assert asked == [("label", {"entry": "abc123", "relevant": False}), ("resend", {"alert": "shift:1"})]


def test_a_test_message_reaches_every_destination(run: Run, home: Path) -> None:
    told = run("alerts", "test")
    assert (told.code, told.err) == (0, "desk: sent\n")
    [sent] = [json.loads(line) for line in (home / "state/alerts.jsonl").read_text("utf-8").splitlines()]
    assert sent["kind"] == "test"


def test_a_destination_that_takes_no_test_message_is_named(run: Run, home: Path) -> None:
    (home / "config/monitor.toml").write_text(
        MONITOR.replace("jsonl:alerts.jsonl", "json://127.0.0.1:9/?cto=1")
    )
    told = run("alerts", "test")
    assert told.code == 1
    assert told.err.startswith("monitor: desk: ")


# --- archives


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


# --- what is not there


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("alerts", "show", "ffff"), "no alert ffff; `monitor alerts` lists them", id="alert"),
        pytest.param(("alerts", "resend", "ffff"), "no alert ffff", id="resend"),
        pytest.param(("entries", "show", "zzz"), "no entry zzz; `monitor entries` lists them", id="entry"),
        pytest.param(("entries", "show", "ab"), "ab may mean abc123, abx999; give more of it", id="several"),
        pytest.param(("label", "zzz", "relevant"), "no entry zzz", id="label"),
    ],
)
def test_what_is_not_there_is_said(run: Run, recorded: Path, words: tuple[str, ...], message: str) -> None:
    told = run(*words)
    assert told.code == 1
    assert message in told.err
    assert told.err.count("\n") == 1


# --- OPML


OPML = """<?xml version="1.0"?>
<opml version="2.0"><body>
  <outline text="News">
    <outline text="Second &amp; Third" type="rss" xmlUrl="https://second.example/feed" language="en"/>
    <outline text="وكالة" xmlUrl="http://third.example/rss"/></outline>
  <outline text="Known" xmlUrl="https://www.wire.example/rss/"/>
  <outline text="No feed"/><outline text="Script" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


def test_opml_in_and_out(run: Run, home: Path) -> None:
    (home / "in.opml").write_text(OPML)
    dry = run("feeds", "import", str(home / "in.opml"), "--dry-run")
    assert "https://second.example/feed" in dry.out
    assert len(run("feeds", "--json").rows()) == 1
    told = run("feeds", "import", str(home / "in.opml"))
    assert told.err.startswith("2 feed(s) added, 1 known already")
    found = {row["name"]: row for row in run("feeds", "--json").rows()}
    assert set(found) == {"wire", "second-third", "third-example"}
    assert found["second-third"]["lang"] == "en"
    assert found["third-example"]["outlet"] == "وكالة"
    assert found["third-example"]["origin"] == "News"
    assert run("feeds", "import", str(home / "in.opml")).err.startswith("0 feed(s) added, 3 known already")
    assert FEEDS.strip() in (home / "config/feeds.toml").read_text("utf-8")

    run("feeds", "export", str(home / "out.opml"))
    (home / "config/feeds.toml").write_text(FEEDS)
    run("feeds", "import", str(home / "out.opml"))
    again = {row["url"]: row["outlet"] for row in run("feeds", "--json").rows()}
    assert again == {row["url"]: row["outlet"] for row in found.values()}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param("<opml><body>", "in.opml:1: is not well-formed XML", id="cut-off"),
        pytest.param("<rss/>", "is no OPML file: its root is <rss>", id="no-opml"),
        pytest.param(None, "in.opml: cannot be read: No such file or directory", id="missing"),
    ],
)
def test_bad_opml(run: Run, home: Path, document: str | None, message: str) -> None:
    if document is not None:
        (home / "in.opml").write_text(document)
    told = run("feeds", "import", str(home / "in.opml"))
    assert told.code == 2
    assert message in told.err


# --- expected errors


def spoil_key(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + "\n[poll]\nworkerz = 3\n")


def spoil_toml(home: Path) -> None:
    (home / "config/feeds.toml").write_text("[[feed]\n")


def empty_seeds(home: Path) -> None:
    (home / "seeds/one.txt").unlink()


def spoil_destination(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR.replace("jsonl:alerts.jsonl", "pigeon://loft"))


def no_destination(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR.partition("[[destination]]")[0])


def missing_model(home: Path) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + '\n[encoder]\nmodel = "./models/none"\n')


def state_in_a_file(home: Path) -> None:
    (home / "state").write_text("")


def state_is_no_database(home: Path) -> None:
    (home / "state").mkdir()
    (home / "state/monitor.db").write_text("this is not a database, and long enough to be looked at " * 40)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        pytest.param(spoil_key, "unknown key 'workerz'. Did you mean", id="unknown-key"),
        pytest.param(spoil_toml, "feeds.toml:1", id="no-toml"),
        pytest.param(empty_seeds, "holds no seed documents", id="empty-seeds"),
        pytest.param(spoil_destination, "not an address that Apprise can send to", id="unknown-destination"),
        pytest.param(no_destination, "[destination]: there is none. Add one", id="no-destination"),
        pytest.param(missing_model, "./models/none is no folder", id="missing-model"),
        pytest.param(state_in_a_file, "state is no folder", id="state-in-a-file"),
        pytest.param(state_is_no_database, "monitor.db", id="state"),
    ],
)
def test_check_finds_it(run: Run, home: Path, spoil: Callable[[Path], None], message: str) -> None:
    assert run("check").code == 0
    spoil(home)
    told = run("check")
    assert told.code == 2
    assert message in told.out
    assert "1 problem found." in told.out
    [row] = run("check", "--json").rows()
    assert set(row) == {"file", "line", "key", "message", "fix"}


@pytest.mark.parametrize("words", [("status",), ("feeds",), ("alerts",), ("run",), ("once",)], ids=" ".join)
def test_a_bad_configuration_is_one_message(run: Run, home: Path, words: tuple[str, ...]) -> None:
    spoil_key(home)
    told = run(*words)
    assert told.code == 2
    assert told.out == ""
    assert "monitor.toml" in told.err
    assert "'workerz'" in told.err
    assert "Traceback" not in told.err


def test_a_missing_configuration_folder_is_named(home: Path) -> None:
    told = CliRunner().invoke(app, ["--config", str(home / "nowhere"), "status"])
    assert told.exit_code == 2
    assert "nowhere: is no folder. Name the configuration folder with --config" in told.stderr


def test_empty_seeds_stop_what_needs_them(run: Run, home: Path) -> None:
    empty_seeds(home)
    archive = home / "a.jsonl"
    archive.write_text('{"id":"1","published":"2026-01-01","title":"t"}\n')
    for words in (("seeds",), ("score", str(archive)), ("replay", str(archive))):
        told = run(*words)
        assert (told.code, "holds no seed documents" in told.err) == (2, True)


@pytest.mark.parametrize("command", ["replay", "score", "extract"])
def test_archives_that_cannot_be_read(run: Run, home: Path, command: str) -> None:
    missing = run(command, str(home / "nowhere.jsonl"))
    assert (missing.code, "nowhere.jsonl" in missing.err) == (2, True)
    (home / "bad.jsonl").write_text("{}\nnonsense\n")
    bad = run(command, str(home / "bad.jsonl"))
    assert bad.code == 2
    assert "bad.jsonl:2: is no JSON" in bad.err


def test_fields_are_checked(run: Run, home: Path) -> None:
    (home / "a.jsonl").write_text('{"id":"1","published":"2026-01-01","title":"t"}\n')
    told = run("score", str(home / "a.jsonl"), "--fields", "headline")
    assert told.code == 2
    assert "name some of body, summary, title" in told.err


def test_a_text_file_is_read_with_its_day(run: Run, home: Path) -> None:
    (home / "article.txt").write_text("عنوان\n" + BODY, "utf-8")
    told = run("extract", str(home / "article.txt"), "--published", "2026-03-02")
    assert told.code == 0
    assert "2026-09-30" in told.out
    (home / "article.txt").write_bytes(b"\xff\xfe\x00bad")
    assert "is not UTF-8 text" in run("extract", str(home / "article.txt"), "--published", "2026-03-02").err


def test_a_feed_that_cannot_be_tried_says_why(run: Run) -> None:
    told = run("feeds", "test", "http://127.0.0.1:1/feed")
    assert told.code == 1
    assert told.err.startswith("monitor: ")
    assert told.err.count("\n") == 1


def test_a_second_daemon_leaves_at_once(run: Run, recorded: Path) -> None:
    with store.lock(recorded / "state", NOW):
        told = run("once")
    assert told.code == 3
    assert "another monitor (pid " in told.err


# --- the process itself


def modules_of(home: Path, *words: str) -> set[str]:
    """Modules that a command has imported when it ends."""
    code = (
        "import sys\n"
        f"sys.argv = ['monitor', '--config', {str(home / 'config')!r}, *{list(words)!r}]\n"
        "from monitor.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as left:\n    code = left.code\n"
        "print(chr(10) + ' '.join(sys.modules), code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    *modules, left = done.stdout.splitlines()[-1].split()
    assert left in ("0", "None"), done.stderr
    return set(modules)


HEAVY = {"torch", "sentence_transformers", "transformers", "sklearn", "httpx", "feedparser", "trafilatura"}


def test_help_imports_next_to_nothing(home: Path) -> None:
    loaded = modules_of(home, "--help")
    assert not loaded & (HEAVY | {"sqlalchemy", "pydantic", "numpy", "apprise", "babel", "monitor.settings"})


@pytest.mark.parametrize(
    "words",
    [("check",), ("status",), ("feeds",), ("alerts",), ("entries",), ("timeline",), ("alerts", "show", REF)],
    ids=" ".join,
)
def test_reading_commands_load_no_encoder_and_no_network(recorded: Path, words: tuple[str, ...]) -> None:
    assert not modules_of(recorded, *words) & HEAVY


@pytest.fixture
def long_run(home: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "monitor", "--config", str(home / "config"), "run"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_interrupting_the_daemon_is_a_clean_end(long_run: subprocess.Popen[str]) -> None:
    assert long_run.stderr is not None
    for line in long_run.stderr:
        if "watching 1 feeds" in line:
            break
    long_run.send_signal(signal.SIGINT)
    _, rest = long_run.communicate(timeout=60)
    assert long_run.returncode == 0
    assert "Traceback" not in rest


# --- one address, tried


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>قناة &#x202E;المثال</title>
<item><guid>1</guid><title>خبر أول</title><link>/one</link>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item>
<item><guid>2</guid><title>Second</title><link>/two</link></item></channel></rss>""".encode()


def test_a_trial_shows_what_a_poll_would_see(run: Run, home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    server.add("/old", Answer(301, headers={"Location": "/rss"}))
    server.add("/rss", Answer(200, RSS, {"Content-Type": "application/rss+xml", "ETag": '"v1"'}))
    told = run("feeds", "test", server.url + "/old")
    assert told.code == 0
    assert "2 entries" in told.out
    assert f"moved for good to {server.url}/rss" in told.out
    assert 'etag: "v1"' in told.out
    assert "\u202e" not in told.out
    rows = run("feeds", "test", server.url + "/rss", "--json").rows()
    assert [row["url"] for row in rows] == [f"{server.url}/one", f"{server.url}/two"]
    assert not (home / "state").exists()


def test_a_trial_of_a_page_that_is_no_feed(run: Run, home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    server.add(
        "/page", Answer(200, b"<!doctype html><html><body>news</body></html>", {"Content-Type": "text/html"})
    )
    told = run("feeds", "test", server.url + "/page")
    assert told.code == 1
    assert told.out == ""
    assert told.err.startswith("monitor: ")


def started(home: Path, *words: str, **env: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "monitor", "--config", str(home / "config"), *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **env}
    )


def test_a_terminal_without_arabic_is_no_crash(recorded: Path) -> None:
    process = started(recorded, "entries", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert "abc123" in out
    process = started(recorded, "entries", "--json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    out, err = process.communicate(timeout=60)
    assert json.loads(out.splitlines()[0])["title"].endswith("المهمة")


def test_interrupting_a_command_is_a_clean_end(home: Path, server: Server) -> None:
    (home / "config/monitor.toml").write_text(MONITOR + f'\n[fetch]\nallow = ["{server.allow}"]\n')
    asked = threading.Event()

    def never(_: Asked) -> Answer:
        asked.set()
        return Answer(delay_s=60)

    server.add("/slow", never)
    process = started(home, "feeds", "test", server.url + "/slow")
    assert asked.wait(60)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "monitor: stopped\n")


def test_a_reader_that_leaves_early_is_no_crash(recorded: Path) -> None:
    process = started(recorded, "entries", "--json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(60)
