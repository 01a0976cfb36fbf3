import logging
from pathlib import Path

import pytest

from monitor.errors import StateError
from monitor.store import requests
from monitor.store.requests import UserRequest


def test_requests_come_in_order_and_go_when_handled(tmp_path: Path) -> None:
    for n in range(5):
        requests.put(tmp_path, "label", {"entry": f"خبر-{n}", "relevant": bool(n % 2)})
    assert requests.waiting(tmp_path) == 5
    taken = list(requests.take(tmp_path))
    assert taken == [UserRequest("label", {"entry": f"خبر-{n}", "relevant": bool(n % 2)}) for n in range(5)]
    assert requests.waiting(tmp_path) == 0
    assert list((tmp_path / "requests").iterdir()) == []


def test_a_request_whose_handling_fails_stays_first(tmp_path: Path) -> None:
    requests.put(tmp_path, "one", {})
    requests.put(tmp_path, "two", {})
    handling = requests.take(tmp_path)
    assert next(handling).kind == "one"
    handling.close()  # what an exception in the loop's body comes to
    assert [r.kind for r in requests.take(tmp_path)] == ["one", "two"]


def test_a_half_written_file_is_not_seen(tmp_path: Path) -> None:
    requests.put(tmp_path, "whole", {})
    (tmp_path / "requests" / "00-half.part").write_text('{"kind": "ha')
    assert [r.kind for r in requests.take(tmp_path)] == ["whole"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{", id="not JSON"),
        pytest.param("[]", id="a list"),
        pytest.param('{"kind": 1, "payload": {}}', id="kind is no word"),
        pytest.param('{"kind": "label", "payload": []}', id="payload is no object"),
        pytest.param('{"kind": "label"}', id="no payload"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
    ],
)
def test_a_strange_file_is_put_aside_and_logged(
    tmp_path: Path, text: str | bytes, caplog: pytest.LogCaptureFixture
) -> None:
    requests.put(tmp_path, "good", {})
    strange = tmp_path / "requests" / "000-strange.json"
    strange.write_bytes(text.encode() if isinstance(text, str) else text)
    with caplog.at_level(logging.WARNING):
        assert [r.kind for r in requests.take(tmp_path)] == ["good"]
    assert (tmp_path / "requests" / "refused" / strange.name).exists()
    assert strange.name in caplog.text
    assert requests.waiting(tmp_path) == 0


def test_nothing_asked_yet(tmp_path: Path) -> None:
    assert list(requests.take(tmp_path)) == []
    assert requests.waiting(tmp_path) == 0


def test_a_state_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    with pytest.raises(StateError, match="not a directory"):
        requests.put(tmp_path / "state", "label", {})
