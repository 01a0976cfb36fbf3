"""Vectors of slow encoders: made once per text and encoder, and never for the wrong one."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor import store
from monitor.recall import recalling
from monitor.store import vectors
from tests.core.relevance_topic import encode
from tests.flow.cli_home import NOW


class _Slow:
    """An encoder that counts what it is asked for."""

    dimensions = 96

    def __init__(self, identity: str) -> None:
        self.identity = identity
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return encode(texts)


def test_a_text_is_encoded_once_per_encoder(tmp_path: Path) -> None:
    one, other = _Slow("model@1"), _Slow("model@2")
    with closing(store.open(tmp_path, NOW)) as state:
        texts = ["troops leave", "القوات تغادر", "troops leave", ""]
        first = recalling(one, state)(texts)  # type: ignore[arg-type]
        assert one.asked == ["troops leave", "القوات تغادر", ""]
        again = recalling(one, state)(texts[::-1])  # type: ignore[arg-type]
        assert len(one.asked) == 3
        assert np.array_equal(again[::-1], first)
        assert np.allclose(first, encode(texts), atol=1e-3)
        recalling(other, state)(texts)  # type: ignore[arg-type]
        assert len(other.asked) == 3
        with state.read() as conn:
            assert vectors.get(conn, "model@1", []) == {}
            known = conn.exec_driver_sql("SELECT DISTINCT encoder FROM vectors").scalars().all()
        assert known == ["model@2"]
        assert recalling(other, state)([]).shape == (0, 96)  # type: ignore[arg-type]


def test_a_state_opened_for_reading_is_only_read(tmp_path: Path) -> None:
    store.open(tmp_path, NOW).close()
    slow = _Slow("model@1")
    with closing(store.open(tmp_path, NOW, readonly=True)) as state:
        for _ in range(2):
            assert recalling(slow, state)(["troops"]).shape == (1, 96)  # type: ignore[arg-type]
    assert slow.asked == ["troops", "troops"]
