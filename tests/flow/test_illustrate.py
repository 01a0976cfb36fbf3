"""The slip chart beside news of a milestone: drawn when it is sent, once, and never in its way."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from email.parser import BytesParser
from pathlib import Path

import pytest

from monitor import charts, store
from monitor.deliver import deliver
from monitor.errors import ChartError
from monitor.illustrate import Illustrator
from monitor.ledger import LedgerPolicy
from monitor.policies import DeliverPolicy
from monitor.records import Message, MessageKind, MessageState, Milestone, Picture
from monitor.render import Look
from monitor.store import Store, outbox
from tests.flow.cli_home import MONITOR, NOW, Run
from tests.servers import Answer, Server

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz01234"
PNG = b"\x89PNG\r\n\x1a\n"
LOOKS = {"desk": Look("en"), "boss": Look("en"), "arabic": Look("ar")}
NAMES = {"en": {"mission_end": "End of the mission"}, "ar": {"mission_end": "نهاية المهمة"}}


@pytest.fixture
def state(recorded: Path) -> Iterator[Store]:
    with closing(store.open(recorded / "state", NOW)) as opened:
        yield opened


def illustrator(state: Store, *milestones: str) -> Illustrator:
    known = [Milestone(name, name) for name in milestones or ("mission_end",)]
    return Illustrator(state, known, LedgerPolicy(), LOOKS, NAMES)


def recorded_message(state: Store, **changes: object) -> Message:
    with state.read() as conn:
        [message] = outbox.of_alert(conn, "shift:1")
    return replace(message, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "pictures"),
    [
        ({}, ["End of the mission"]),
        ({"destination": "arabic"}, ["نهاية المهمة"]),
        ({"kind": MessageKind.RETRACTION}, ["End of the mission"]),
        ({"kind": MessageKind.UPDATE}, []),
        ({"kind": MessageKind.HEALTH, "alert": None}, []),
        ({"destination": "configured no more"}, []),
        ({"alert": "unheard of"}, []),
    ],
)
def test_what_has_a_picture(state: Store, changes: dict[str, object], pictures: list[str]) -> None:
    drawn = illustrator(state)(recorded_message(state, **changes))
    assert [one.words for one in drawn] == pictures
    assert all(one.data.startswith(PNG) and one.mime == "image/png" for one in drawn)


def test_a_milestone_that_is_configured_no_more_has_none(state: Store) -> None:
    assert illustrator(state, "another")(recorded_message(state)) == ()


def test_it_is_drawn_once_for_all_destinations_of_a_language(
    state: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []

    def png(chart: object) -> bytes:
        drawn.append(chart)
        return PNG

    monkeypatch.setattr(charts, "png", png)
    draw = illustrator(state)
    for name in ("desk", "boss", "arabic"):
        draw(recorded_message(state, destination=name))
    assert len(drawn) == 2


@pytest.mark.parametrize("error", [ChartError("no font"), MemoryError("none left")])
def test_news_goes_without_a_picture_that_cannot_be_drawn(
    state: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def png(chart: object) -> bytes:
        raise error

    monkeypatch.setattr(charts, "png", png)
    taken = sent(state, Taking())
    assert [(state_, list(pictures)) for state_, pictures in taken] == [(MessageState.LEASED, [])]
    assert "no chart goes with shift:1" in caplog.text


def test_only_destinations_that_take_pictures_are_drawn_for(state: Store) -> None:
    [(_, pictures)] = sent(state, Taking())
    assert [one.name for one in pictures] == ["timeline.png"]
    with state.write() as conn:
        outbox.resend(conn, "shift:1", NOW)
    plain = Taking()
    plain.pictures = False
    [(_, pictures)] = sent(state, plain)
    assert list(pictures) == []


class Taking:
    """Takes messages with their pictures."""

    def __init__(self) -> None:
        self.pictures = True
        self.taken: list[tuple[MessageState, Sequence[Picture]]] = []

    def __call__(self, message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        self.taken.append((message.state, pictures))
        return ""


def sent(state: Store, to: Taking) -> list[tuple[MessageState, Sequence[Picture]]]:
    done = deliver(
        state,
        {"desk": to},
        DeliverPolicy(),
        clock=lambda: NOW,
        jitter=lambda: 0.0,
        draw=illustrator(state),
    )
    assert done.sent == 1
    return to.taken


def test_samples_show_a_chart_as_well(run: Run, home: Path, server: Server) -> None:
    send, photo = f"/bot{TOKEN}/sendMessage", f"/bot{TOKEN}/sendPhoto"
    taken = Answer(200, json.dumps({"ok": True, "result": {"message_id": 7}}).encode())
    server.add(send, taken)
    server.add(photo, taken)
    file = home / "config/monitor.toml"
    file.write_text(MONITOR.replace("jsonl:alerts.jsonl", f"tgram://{TOKEN}/4242/?api={server.url}"))
    assert run("alerts", "test", "desk", "--kind", "later").code == 0
    assert server.paths() == [send, photo]
    head = b"Content-Type: " + server.asked[1].headers["content-type"] + b"\r\n\r\n"
    parts = BytesParser().parsebytes(head + server.asked[1].body).get_payload()
    assert any(part.get_payload(decode=True).startswith(PNG) for part in parts)
    assert run("alerts", "test", "desk", "--kind", "coverage").code == 0
    assert server.paths().count(photo) == 1
