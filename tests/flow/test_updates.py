"""One event in six outlets: one alert, which grows; and how each kind of destination is told of its end."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.daemon import Daemon
from monitor.policies import Destination, Updates
from monitor.records import MessageKind, StatementVerdict
from monitor.relabel import relabel, take_back
from monitor.send.address import Editing, edits
from monitor.store import alerts, outbox, statement_labels, statements
from tests.flow.labelled_state import given
from tests.flow.stage import NOW, Clock, KeywordScorer, News, feed, rss, settings_for
from tests.flow.test_send_chats import BOT, SEND, TOKEN
from tests.flow.test_send_mail import Mailbox, at, box
from tests.servers import Answer, Server

__all__ = ["box"]

WIRE = (
    "Coalition mission in Iraq will end by September 2027, defence minister announces",
    "BAGHDAD (Reuters) - Iraq's defence minister Thabit al-Abbasi announced on Friday that the international "
    "coalition will end its mission in Iraq by September 2027.",
)
SOURCES = (
    "Coalition mission in Iraq to end only by September 2027, sources say",
    "Two sources said on Friday that the coalition will end its mission in Iraq by September 2027.",
)
OWN = [
    (
        "Iraq says coalition will end its mission by September 2027",
        "Thabit al-Abbasi, the defence minister, told our correspondent that the coalition will end its "
        "mission in Iraq by September 2027.",
    ),
    (
        "Defence minister: coalition mission in Iraq to end by September 2027",
        "In an interview Thabit al-Abbasi said the coalition ends its mission in Iraq by September 2027.",
    ),
    (
        "التحالف الدولي ينهي مهمته في العراق بحلول أيلول 2027",
        "أعلن وزير الدفاع ثابت العباسي أن التحالف الدولي سينهي مهمته في العراق بحلول أيلول 2027.",
    ),
]
BEFORE = News(
    "old",
    "Coalition to end its mission in Iraq by September 2026, defence minister says",
    "Defence minister Thabit al-Abbasi said the coalition will end its mission in Iraq by September 2026.",
    NOW - timedelta(days=2),
)
OUTLETS = ("wire", "paper", "radio", "herald", "courier", "dijla")
HALF_HOUR = timedelta(minutes=30)


@pytest.fixture(autouse=True)
def keyword_scorer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "build_scorer", lambda settings, store=None: KeywordScorer())


class Stage:
    """Six feeds, one daemon, and a clock."""

    def __init__(
        self, server: Server, folder: Path, *to: Destination, before: Sequence[News] = (BEFORE,)
    ) -> None:
        self.server, self.clock = server, Clock()
        self.published: dict[str, list[News]] = {name: [] for name in OUTLETS}
        for name in OUTLETS:
            server.add(f"/{name}", lambda _asked, name=name: Answer(body=rss(*self.published[name])))
        feeds = [feed(server, name, fulltext=False) for name in OUTLETS]
        self.settings = replace(settings_for(server, folder, *feeds), destinations=to)
        self.daemon = Daemon(self.settings, clock=self.clock)
        self.daemon.open(at_once=True)
        self.daemon.load_scorer(self.daemon.running)
        self.published["wire"] += before
        self.turn()
        self.clock.go_on(timedelta(hours=7))

    def publish(self, name: str, text: tuple[str, str]) -> None:
        self.published[name].insert(0, News(f"{name}-1", *text, published=self.clock()))

    def turn(self) -> None:
        poller = self.daemon.running.poller
        while poller.start() or poller.busy:
            poller.record(wait_s=0.2)
        self.daemon.review()
        self.daemon.sweep()
        self.daemon.deliver()

    def label(self, verdict: StatementVerdict) -> None:
        """Everything that states the new date is labelled."""
        again = wiring.build_relabel(self.settings, self.clock)
        with self.daemon.store.write() as conn:
            for row in statements.by_milestone(conn):
                if row.statement.due is not None and row.statement.due.last_day.year == 2027:
                    relabel(conn, given(row, verdict, self.clock()), *again, self.clock())

    def unlabel(self) -> None:
        again = wiring.build_relabel(self.settings, self.clock)
        with self.daemon.store.write() as conn:
            for said in statement_labels.all(conn):
                take_back(conn, said.about, *again, self.clock())


@pytest.fixture
def stages() -> Iterator[list[Stage]]:
    made: list[Stage] = []
    yield made
    for stage in made:
        stage.daemon.stop()


def everybody(stage: Stage) -> None:
    for name in OUTLETS[:3]:
        stage.publish(name, WIRE)
    for name, text in zip(OUTLETS[3:], OWN, strict=True):
        stage.publish(name, text)


def posted(server: Server, path: str) -> list[dict[str, object]]:
    return [json.loads(asked.body) for asked in server.asked if asked.path == path]


def test_six_outlets_three_of_them_wire_copies_are_one_alert(
    server: Server, tmp_path: Path, stages: list[Stage]
) -> None:
    server.add("/hook", Answer(200))
    stage = Stage(server, tmp_path, Destination("hook", f"webhook:{server.url}/hook"))
    stages.append(stage)
    everybody(stage)
    stage.turn()
    (told,) = [m for m in posted(server, "/hook") if m["severity"] == "shift"]
    alert = told["alert"]
    assert isinstance(alert, dict)
    assert (alert["kind"], len(alert["outlets"]), len(alert["origins"])) == ("later", 6, 4)
    assert "6 outlets" in str(told["text"])


def test_an_alert_that_grows_is_edited_where_that_works_and_told_once_elsewhere(
    server: Server, tmp_path: Path, stages: list[Stage]
) -> None:
    server.add("/thread", Answer(200))
    edit = SEND.replace("sendMessage", "editMessageText")
    server.add("/hook", Answer(200))
    for path in (SEND, edit):
        server.add(path, Answer(200, b'{"ok":true,"result":{"message_id":7}}'))
    stage = Stage(
        server,
        tmp_path,
        Destination("hook", f"webhook:{server.url}/hook"),
        Destination("chat", f"tgram://{TOKEN}/4242/?api={server.url}"),
        Destination("thread", f"webhook:{server.url}/thread", updates=Updates.THREAD),
    )
    stages.append(stage)
    for name, text in zip(OUTLETS, (WIRE, WIRE, WIRE, *OWN), strict=True):
        stage.publish(name, text)
        stage.turn()
        stage.clock.go_on(timedelta(minutes=7))
    for _ in range(8):
        stage.turn()
        stage.clock.go_on(timedelta(minutes=10))
    shifts = [m for m in posted(server, "/hook") if m["severity"] == "shift"]
    assert len(shifts) == 1
    assert [m for m in posted(server, "/hook") if m["kind"] != "alert"] == []
    edits_made = [str(m["text"]) for m in posted(server, edit) if "LATER" in str(m["text"])]
    # Five more outlets in 35 minutes: an edit and the rest of it, not five.
    assert 1 <= len(edits_made) <= 2
    assert "6 outlets" in re.sub(r"<[^>]+>", "", edits_made[-1])
    assert all(m["message_id"] == 7 for m in posted(server, edit))
    (first, *updates) = [m for m in posted(server, "/thread") if "2027" in str(m["title"])]
    assert 1 <= len(updates) <= 2
    assert {(m["kind"], m["answers"]) for m in updates} == {("update", first["key"])}
    with stage.daemon.store.read() as conn:
        (alert,) = [a for a in alerts.latest(conn, None) if a.kind == "later"]
        kinds = [m.kind for m in outbox.of_alert(conn, alert.key) if m.destination == "hook"]
    assert (len(alert.outlets), len(alert.origins), kinds) == (6, 4, [MessageKind.ALERT])


def test_an_official_who_confirms_what_sources_told_updates_the_alert(
    server: Server, tmp_path: Path, stages: list[Stage]
) -> None:
    server.add("/thread", Answer(200))
    stage = Stage(
        server,
        tmp_path,
        Destination("thread", f"webhook:{server.url}/thread", updates=Updates.THREAD),
        before=(),
    )
    stages.append(stage)
    stage.publish("paper", SOURCES)
    stage.turn()
    stage.clock.go_on(timedelta(hours=2))
    stage.publish("herald", OWN[0])
    for _ in range(3):
        stage.turn()
        stage.clock.go_on(timedelta(minutes=20))
    first, *updates = [m for m in posted(server, "/thread") if "2027" in str(m["title"])]
    assert (first["alert"]["kind"], first["alert"]["unconfirmed"]) == ("new", True)  # type: ignore[index]
    assert [(m["kind"], m["answers"]) for m in updates] == [("update", first["key"])]
    assert updates[0]["alert"]["unconfirmed"] is False  # type: ignore[index]
    assert "Thabit al-Abbasi" in str(updates[0]["text"])


def test_a_retraction_answers_the_alert_at_every_destination(
    server: Server, box: Mailbox, tmp_path: Path, stages: list[Stage]
) -> None:
    server.add("/hook", Answer(200))
    server.add(SEND, Answer(200, b'{"ok":true,"result":{"message_id":7}}'))
    server.add("/chat.postMessage", Answer(200, b'{"ok":true,"channel":"C9","ts":"17.01"}'))
    stage = Stage(
        server,
        tmp_path,
        Destination("hook", f"webhook:{server.url}/hook"),
        Destination("mail", at(box)),
        Destination("chat", f"tgram://{TOKEN}/4242/?api={server.url}"),
        Destination("slack", f"slack://{BOT}/news?api={server.url}"),
    )
    stages.append(stage)
    everybody(stage)
    stage.turn()
    (shift,) = [m for m in posted(server, "/hook") if m["severity"] == "shift"]
    (mailed,) = [m for m in box.mails if "LATER" in m["Subject"]]
    stage.label(StatementVerdict.WRONG_DATE)
    stage.turn()
    stage.turn()
    (back,) = [m for m in posted(server, "/hook") if m["kind"] == "retraction"]
    assert back["answers"] == shift["key"]
    assert str(back["title"]).startswith("RETRACTED: LATER")
    assert "Stands at: by September 2026" in str(back["text"])
    assert back["alert"]["suppressed"] == "retracted"  # type: ignore[index]
    (mail,) = [m for m in box.mails if m["Subject"].startswith("RETRACTED")]
    assert mail["In-Reply-To"] == mailed["Message-ID"]
    (chat,) = [m for m in posted(server, SEND) if "RETRACTED" in str(m["text"])]
    assert chat["reply_parameters"]["message_id"] == 7  # type: ignore[index]
    (slack,) = [m for m in posted(server, "/chat.postMessage") if "RETRACTED" in str(m["text"])]
    assert slack["thread_ts"] == "17.01"
    # No false shift back to the old date.
    assert len([m for m in posted(server, "/hook") if m["kind"] == "alert" and m["severity"] == "shift"]) == 1
    stage.unlabel()
    stage.turn()
    (again,) = [m for m in posted(server, "/hook") if m["kind"] == "update"]
    assert again["answers"] == back["key"]


@pytest.mark.parametrize(
    ("url", "editing"),
    [
        ("tgram://token/1", Editing.SURE),
        ("slack://xoxb-1-2-3/news", Editing.SURE),
        ("slack://T1/B1/C1", Editing.NEVER),
        ("ntfys://ntfy.sh/desk", Editing.PERHAPS),
        ("mailto://example.org", Editing.NEVER),
        ("webhook:https://example.org", Editing.NEVER),
    ],
)
def test_what_can_be_edited(url: str, editing: Editing) -> None:
    assert edits(url) is editing
