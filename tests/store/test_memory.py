"""What judging remembers of stories is the same after a restart."""

from dataclasses import replace

from sqlalchemy import Connection

from monitor import memory
from monitor.evaluation.corpus import items, milestones, oracle
from monitor.judge import Parts, judge
from monitor.store import entries
from tests.eval.figures import DATA

ITEMS = [item for item in items(DATA) if item.on_topic][-9:]
GOLD = {item.entry.id: item.gold for item in ITEMS}
PARTS = Parts(
    lambda batch: [replace(oracle(True), vector="ZW5jMAkBAA==") for _ in batch],
    lambda entry: GOLD[entry.id],
    milestones(DATA),
)


def test_told_articles_come_back_as_they_were(conn: Connection) -> None:
    batch = [item.entry for item in ITEMS]
    now = batch[-1].published_at
    entries.add(conn, batch)
    judgement = judge(batch, memory.EMPTY, PARTS, now)
    memory.record(conn, judgement, {(e.id, e.version): e for e in batch}, lambda *_: (), now)
    back = memory.load(conn, PARTS, batch).stories
    # What an article repeats is found anew: later copies count as well.
    assert {t.entry: replace(t, copy_of=None) for t in back} == {
        t.entry: replace(t, copy_of=None) for t in judgement.told
    }
    assert any(t.gist.dues and t.gist.vector for t in back)
    assert any(t.begun_at < t.published_at for t in back)
