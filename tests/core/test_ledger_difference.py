"""What two readings of the same entries tell differently: by key, words and days."""

from dataclasses import replace

import pytest
from hypothesis import given

from monitor.ledger import Difference, LedgerPolicy, difference, fold
from monitor.records import Change, MilestoneLedger, Rank, Stated
from tests.core.ledger_rows import END, row
from tests.core.test_ledger_laws import histories

POLICY = LedgerPolicy()

FIRST = row("2024-09-01", "2025-09", rank=Rank.SOURCES, entry="first")
LATER = row("2024-09-06", "2026-end", change=Change.LATER, entry="later")
OTHER = row("2024-09-06", "2026-09", change=Change.LATER, entry="later")


def ledgers(*rows: Stated) -> dict[str, MilestoneLedger]:
    return {END.id: fold(END, rows, POLICY)}


def reworded(stated: Stated, words: str) -> Stated:
    quote = replace(stated.statement.quote, text=words)
    return replace(stated, statement=replace(stated.statement, quote=quote))


@pytest.mark.parametrize(
    ("before", "after", "gained", "lost", "changed"),
    [
        pytest.param([FIRST, LATER], [LATER, FIRST], [], [], [], id="same"),
        pytest.param([FIRST], [FIRST, LATER], ["later"], [], [], id="read-by-better-rules"),
        pytest.param([FIRST, LATER], [FIRST], [], ["later"], [], id="no-longer-read"),
        pytest.param([FIRST, LATER], [FIRST, OTHER], ["later"], ["later"], [], id="another-limit"),
        pytest.param([LATER], [reworded(LATER, "بعد عام ٢٠٢٥")], [], [], ["new"], id="other-words"),
        pytest.param(
            [FIRST, LATER],
            [replace(FIRST, statement=OTHER.statement), LATER],
            ["new"],
            ["new"],
            ["later"],
            id="moved-from-another-date",
        ),
        pytest.param([], [FIRST], ["new"], [], [], id="milestone-gained"),
        pytest.param([FIRST], [], [], ["new"], [], id="milestone-lost"),
    ],
)
def test_gained_lost_changed(
    before: list[Stated], after: list[Stated], gained: list[str], lost: list[str], changed: list[str]
) -> None:
    found = difference(ledgers(*before), ledgers(*after))
    assert [s.kind.value for s in found.gained] == gained
    assert [s.kind.value for s in found.lost] == lost
    assert [c.after.kind.value for c in found.changed] == changed
    assert all(c.before.key == c.after.key for c in found.changed)
    assert bool(found) is bool(gained or lost or changed)


def test_who_else_carries_it_and_which_rule_read_it_are_no_difference() -> None:
    copy = replace(LATER, key="copy", entry="copy", origin="another", outlet="another")
    renamed = replace(LATER, statement=replace(LATER.statement, rule="better"))
    assert difference(ledgers(FIRST, LATER), ledgers(FIRST, renamed, copy)) == Difference()


def test_a_milestone_that_one_side_does_not_know_has_no_shifts_there() -> None:
    assert [s.key for s in difference(ledgers(FIRST), {}).lost] == [
        s.key for s in difference({}, ledgers(FIRST)).gained
    ]


@given(histories, histories)
def test_keys_add_up_and_turn_round(before: list[Stated], after: list[Stated]) -> None:
    old, new = ledgers(*before), ledgers(*after)
    found, back = difference(old, new), difference(new, old)
    keys = {s.key for s in old[END.id].shifts} - {s.key for s in found.lost}
    assert keys | {s.key for s in found.gained} == {s.key for s in new[END.id].shifts}
    assert (found.gained, found.lost) == (back.lost, back.gained)
    assert {c.after.key: (c.before, c.after) for c in found.changed} == {
        c.after.key: (c.after, c.before) for c in back.changed
    }
    assert difference(old, old) == Difference()
