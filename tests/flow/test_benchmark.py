"""The polling benchmark works, and what it counts is right: requests, parses, commits, manners."""

from benchmarks.polling import BEGIN, run
from benchmarks.server import LoadServer


def test_a_small_run_counts_what_was_done() -> None:
    with LoadServer(feeds=10, hosts=5, now=BEGIN) as server:
        rows = {row.name: row for row in run(server, workers=4, polite=False)}
    new, same, some = rows["new"], rows["unchanged"], rows["10 % changed"]
    assert (new.requests, new.conditional, new.parses, new.entries) == (10, 0, 10, 300)
    assert (same.requests, same.conditional, same.not_modified, same.parses) == (10, 10, 10, 0)
    assert (some.not_modified, some.parses, some.entries) == (9, 1, 303)
    assert rows["unchanged, fetch alone"].commits == 0
    assert (rows["unchanged, no validators"].not_modified, rows["unchanged, no validators"].parses) == (0, 0)
    # One transaction for each feed with something to record, and at most one for each of the others.
    assert new.commits == 10
    assert same.commits <= 10
