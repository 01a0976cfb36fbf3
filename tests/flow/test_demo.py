"""The demonstration as a new user meets it, in a process of its own."""

import re
import signal
import socket
import struct
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from monitor.demo.clock import steps
from monitor.demo.newswire import WIRES, Newswire, load
from tests.flow.stage import CONFIG, NOW, until

pytestmark = pytest.mark.slow


def start(log: Path, *options: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "monitor", "--config", str(CONFIG), "demo", *options],
            stdout=out,
            stderr=subprocess.STDOUT,
            # A shell starts what runs in its background deaf to Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )


def test_it_tells_the_story_and_sums_it_up(told: Path) -> None:
    said = (told / "log").read_text("utf-8")
    assert "Traceback" not in said
    for kind in ("COVERAGE", "DENIED", "LATER", "NEW DATE"):
        assert f"│ {kind}" in said
    shifts = re.search(r"shifts alerted\s*│\s*(\d+)", said)
    assert shifts is not None
    assert int(shifts[1]) >= 5
    assert re.search(rf"entries seen\s*│\s*{len(load())}\b", said)
    assert (told / "state" / "alerts.jsonl").exists()


def test_ctrl_c_stops_it_cleanly_and_throws_the_state_away(tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = start(log)
    assert until(lambda: "╭" in log.read_text(), 120), log.read_text()
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0, log.read_text()
    told = log.read_text()
    assert "The story so far" in told
    assert "Traceback" not in told
    state = re.search(r"(/\S*monitor-demo-\w+)", told)
    assert state is not None
    assert not Path(state[1]).exists()


def test_a_reader_that_hangs_up_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """As the program does at Ctrl-C, with an answer under way."""
    wire = Newswire([replace(load()[0], body="x" * 20_000_000)], lambda: NOW + timedelta(days=10_000))
    wire.start()
    try:
        for _ in range(3):
            with socket.create_connection(wire.host.split(":")) as reader:
                reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                reader.sendall(f"GET /article/{load()[0].id} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                reader.recv(1)
        time.sleep(0.3)
    finally:
        wire.stop()
    assert capfd.readouterr().err == ""


def test_every_report_is_published_by_one_wire() -> None:
    for item in load():
        assert sum(wire.carries(item) for wire in WIRES) == 1, item.id


def test_the_clock_stops_at_every_report_or_at_the_last_of_a_bunch() -> None:
    published = [NOW, NOW + timedelta(hours=1), NOW + timedelta(days=100)]
    story = steps(published, NOW + timedelta(days=130), timedelta(hours=6), timedelta(days=45))
    assert story[0] < NOW
    assert story == sorted(story)
    assert published[1] in story
    assert published[2] in story
    assert published[0] not in story
    assert max(b - a for a, b in pairwise(story)) <= timedelta(days=45)
