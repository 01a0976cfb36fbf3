"""Charts of pages: drawn again only when they show something else, and never waited for but once."""

import threading
import time
from typing import Any

import pytest

from monitor.web import drawing
from monitor.web.drawing import Pictures


def show(pictures: Pictures, look: str, spec: dict[str, Any], every_s: float = 0.0) -> str:
    return pictures.show(look, spec, lambda: spec, "", every_s=every_s)


@pytest.fixture
def brush(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Draws a specification's ``n``; stands still while it is clear."""
    moving = threading.Event()
    moving.set()

    def drawn(spec: dict[str, Any], _label: str) -> str:
        assert moving.wait(10)
        return str(spec["n"])

    monkeypatch.setattr(drawing, "chart_svg", drawn)
    return moving


def test_an_old_chart_is_shown_while_the_next_is_drawn(brush: threading.Event) -> None:
    pictures = Pictures()
    assert show(pictures, "look", {"n": 1}) == "1"
    brush.clear()
    assert show(pictures, "look", {"n": 1}) == "1"
    assert [show(pictures, "look", {"n": 2}) for _ in range(3)] == ["1", "1", "1"]
    brush.set()
    until = time.monotonic() + 10
    while show(pictures, "look", {"n": 2}) != "2" and time.monotonic() < until:
        time.sleep(0.01)
    brush.clear()
    assert show(pictures, "look", {"n": 2}) == "2"


def test_a_chart_drawn_at_once_is_shown_at_once(
    brush: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "WAIT_S", 10)
    pictures = Pictures()
    assert show(pictures, "look", {"n": 1}) == "1"
    assert show(pictures, "look", {"n": 2}) == "2"
    assert show(pictures, "look", {"n": 3}, every_s=3600) == "2"
    assert show(pictures, "another", {"n": 4}, every_s=3600) == "4"


def test_a_chart_that_cannot_be_drawn_fails_each_time_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_spec: dict[str, Any], _label: str) -> str:
        raise ValueError("no such chart")

    pictures = Pictures()
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "chart_svg", broken)
        for _ in range(2):
            with pytest.raises(ValueError, match="no such chart"):
                show(pictures, "look", {"n": 1})
    monkeypatch.setattr(drawing, "chart_svg", lambda spec, _label: str(spec["n"]))
    assert show(pictures, "look", {"n": 1}) == "1"
