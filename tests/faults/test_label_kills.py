"""A statement labelled, its alert retracted, and the label taken back: killed at every point on the way.

After each kill the same program starts again and must end where one that was never killed ends: the label
there once, every message told, the one under way at most twice and under the same key.
"""

import shutil
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor import deliver, store
from monitor.policies import DeliverPolicy, Destination
from monitor.records import Change, Message, Picture, StatementVerdict
from monitor.store import codec, outbox, requests, sqlite, statement_labels
from monitor.store.tables import alerts, messages
from monitor.store.tables import statement_labels as labels
from monitor.wishes import label
from tests.children import ended, in_child
from tests.core.ledger_rows import row
from tests.faults.test_pipeline_kills import mortal, watched
from tests.flow.labelled_state import BY, given, ledger, publish, tell, telling

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

NOW = datetime(2024, 10, 1, 12, tzinfo=UTC)
TO = [Destination("one"), Destination("two")]
FIRST = row("2024-09-29", "2025-09", entry="a")
MOVED = row("2024-10-01", "2026-09", entry="b", change=Change.LATER)

Reached = Callable[[str], None]


def nowhere(_where: str) -> None:
    return None


def run(folder: Path, sink: Path, now: datetime, reached: Reached) -> None:
    """One start of the program: what was asked for is done, and what is due is sent."""

    def send(message: Message, pictures: Sequence[Picture] = (), answered: str = "") -> str:
        reached("before sending")
        with sink.open("a", encoding="utf-8") as file:
            file.write(f"{message.key}\n")
        reached("after sending")
        return ""

    with closing(store.open(folder, now)) as state:
        for asked in requests.take(folder):
            label(state, asked, (BY, telling(TO, now)), now)
            reached("before the request is forgotten")
        deliver.deliver(
            state, {"one": send, "two": send}, DeliverPolicy(), clock=lambda: now, jitter=lambda: 0.0
        )
    reached("stopped")


def outcome(folder: Path) -> dict[str, object]:
    """Everything recorded that has to be the same, however often the program was killed."""
    with closing(store.open(folder, NOW, readonly=True)) as state, state.read() as conn:
        assert sqlite.damage(conn) is None
        assert outbox.backlog(conn, NOW) == []
        assert requests.waiting(folder) == 0
        wanted = {
            "alerts": select(alerts.c.key, alerts.c.suppressed),
            "messages": select(messages.c.key, messages.c.state, messages.c.answers),
            "labels": select(labels.c.id, labels.c.about, labels.c.record.is_(None)),
        }
        found: dict[str, object] = {
            name: sorted(map(str, conn.execute(query))) for name, query in wanted.items()
        }
        return found | {"ledger": asdict(ledger(state))["current"]}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state whose shift was told, and in which a label is asked for."""
    folder = tmp_path_factory.mktemp("told") / "state"
    with closing(store.open(folder, NOW)) as state:
        publish(state, [FIRST, MOVED])
        tell(state, TO, NOW)
    run(folder, folder / "sink", NOW, nowhere)
    requests.put(
        folder, "label-statement", {"label": codec.dump(given(MOVED, StatementVerdict.WRONG_DATE, NOW))}
    )
    return folder


@pytest.fixture(scope="module")
def retracted(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with the alert retracted, and in which the label is to be taken back."""
    folder = tmp_path_factory.mktemp("retracted") / "state"
    shutil.copytree(told, folder)
    run(folder, folder / "sink", NOW, nowhere)
    with closing(store.open(folder, NOW)) as state, state.read() as conn:
        (said,) = statement_labels.all(conn)
    requests.put(folder, "unlabel-statement", {"about": said.about})
    return folder


@pytest.mark.parametrize(("before", "word"), [("told", "retract:"), ("retracted", "restore:")])
def test_killed_anywhere_a_label_is_given_once_and_told(
    before: str, word: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    start: Path = request.getfixturevalue(before)

    def copy(name: str) -> tuple[Path, Path]:
        folder = Path(shutil.copytree(start, tmp_path / name))
        (folder / "sink").unlink()
        return folder, folder / "sink"

    folder, sink = copy("whole")
    run(folder, sink, NOW, nowhere)
    expected, news = outcome(folder), sink.read_text().split()
    assert len(news) == 2
    assert all(key.startswith(word) for key in news)

    kills = 0
    while True:
        folder, sink = copy(f"killed{kills}")

        def dying(folder: Path = folder, sink: Path = sink, point: int = kills + 1) -> None:
            reached = mortal(point)
            watched(reached)
            run(folder, sink, NOW, reached)

        code = ended(in_child(dying))
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1

        def again(folder: Path = folder, sink: Path = sink) -> None:
            run(folder, sink, NOW + timedelta(minutes=30), nowhere)

        assert ended(in_child(again)) == 0
        assert outcome(folder) == expected
        sent = sink.read_text().split()
        assert set(sent) == set(news)
        # Both destinations may be under way.
        assert max(Counter(sent).values()) <= 2
    assert kills > 12
