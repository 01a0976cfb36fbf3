"""The rules of ``docs/ledger.md``: stories of a few statements, and the kinds of shift they come to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.ledger import LedgerPolicy, fold
from monitor.records import Bound, Change, Field, Modality, Quote, Rank, Stated
from tests.core.ledger_rows import END, day_of, due, row, within

POLICY = LedgerPolicy()
M, S, J = Modality, Rank.SOURCES, Rank.JOINT

Told = list[tuple[str, str]]


def told(*rows: Stated, policy: LedgerPolicy = POLICY) -> Told:
    """(day, kind) of every shift."""
    return [(s.at.date().isoformat(), s.kind.value) for s in fold(END, rows, policy).shifts]


CASES = [
    # 1: only the foreground moves a deadline
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2023-08", background=True)], "new", id="1 recap"
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2026", commentary=True)], "new", id="1 analyst"
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2021-12")],
        "new",
        id="1 a plan for a day gone by is a recap",
    ),
    # 2: a changed limit, not a changed phrase
    pytest.param([row("2024-09-01", "2025-09"), row("2024-09-02", "2025")], "new", id="2 wider"),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-09-02", within("2024-09-02", 370))],
        "new",
        id="2 within a year or so",
    ),
    pytest.param([row("2024-09-01", "2026"), row("2024-09-02", "2026-09")], "new refined", id="2 narrower"),
    pytest.param(
        [row("2024-08-01", "2025-09"), row("2024-09-01", "2025-09")], "new confirmed", id="2 confirmed later"
    ),
    # 3: rank decides between bare dates
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09", rank=S)],
        "new divergence",
        id="3 lower rank",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09")], "new later", id="3 equal rank"
    ),
    pytest.param(
        [row("2024-09-01", "2026-09"), row("2024-10-01", "2025-09", rank=J)], "new earlier", id="3 higher"
    ),
    pytest.param(
        [row("2024-09-01", "2025-09", M.AGREED), row("2024-10-01", "2026-09", M.PROPOSED)],
        "new divergence",
        id="3 a proposal against an agreement",
    ),
    *(
        pytest.param(
            [
                row("2024-09-01", "2025-09", M.AGREED, J),
                row("2024-10-01", "2025-12", speaker="Minister", outlet="A"),
                row(*other, **how),
            ],
            f"new divergence{kinds}",
            id=f"3 against a joint text {name}",
        )
        for name, other, how, kinds in (
            (
                "a second voice moves",
                ("2024-10-09", "2025-12"),
                {"speaker": "Adviser", "outlet": "B"},
                " later",
            ),
            ("the same voice", ("2024-10-09", "2025-12"), {"speaker": "Minister", "outlet": "B"}, ""),
            ("the same outlet", ("2024-10-09", "2025-12"), {"speaker": "Adviser", "outlet": "A"}, ""),
            ("another day", ("2024-10-09", "2026-03"), {"speaker": "Adviser", "outlet": "B"}, " divergence"),
            ("too late", ("2024-10-20", "2025-12"), {"speaker": "Adviser", "outlet": "B"}, ""),
            ("unnamed sources", ("2024-10-09", "2025-12"), {"rank": S, "outlet": "B"}, ""),
        )
    ),
    pytest.param(
        [row("2024-09-01", "2024-10"), row("2025-01-01", "2026-09", rank=S)],
        "new later",
        id="3 the old date is gone by",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", "2026-09"),
            row("2024-10-03", "2025-09", speaker="Other"),
        ],
        "new later disagreement",
        id="3 the position just left is told again",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09"), row("2024-12-03", "2025-09")],
        "new later earlier",
        id="3 the old position taken up again months later",
    ),
    # 4: an explicit claim of change counts whoever makes it
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09", rank=S, change=Change.LATER)],
        "new later",
        id="4 sources say put off to",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", None, rank=S, change=Change.LATER)],
        "new postponed",
        id="4 sources say put off",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", None, change=Change.STAYS)],
        "new denied",
        id="4 stays after all",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", None, change=Change.EARLIER)],
        "new earlier",
        id="4 brought forward, no date",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", None, change=Change.EARLIER),
            row("2024-12-01", "2025-09", speaker="Other"),
            row("2025-01-01", "2025-06"),
        ],
        "new earlier confirmed earlier",
        id="4 brought forward, the date on record is the latest still",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09", M.AGREED), row("2025-02-01", None, M.PROPOSED, S, change=Change.LATER)],
        "new",
        id="4 a wish to put off is no claim",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09", M.AGREED), row("2025-02-01", None, M.RUMOURED, S, change=Change.LATER)],
        "new",
        id="4 nor is talk of a delay",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2025-02-01", None, M.CONDITIONAL, change=Change.STAYS)],
        "new",
        id="4 might stay if asked",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2025-02-01", None, M.DENIED, change=Change.LATER)],
        "new confirmed",
        id="4 denying a delay is saying that it stands",
    ),
    pytest.param(
        [row("2023-09-01", "2023-12"), row("2024-09-01", "2025-09")],
        "new new",
        id="7 the old date is long gone",
    ),
    # 8: a word that the plan stands confirms what is on record and does nothing else
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2025-02-01", None, M.ANNOUNCED, change=Change.KEPT)],
        "new confirmed",
        id="8 the schedule stands",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-09-03", None, M.ANNOUNCED, change=Change.KEPT)],
        "new",
        id="8 the schedule stands, said in the days after",
    ),
    *(
        pytest.param(
            [*before, row("2025-02-01", None, modality, change=change)], kinds, id=f"8 {modality} {name}"
        )
        for modality, change in ((M.ANNOUNCED, Change.KEPT), (M.DENIED, Change.CHANGED))
        for before, kinds, name in (
            ([], "", "of a plan that nobody knows"),
            ([row("2025-01-01", None, M.DENIED)], "denied", "of a plan that was denied"),
            ([row("2025-01-01", None, M.POSTPONED)], "postponed", "of a plan that was put off"),
            ([row("2025-01-01", None, M.COMPLETED)], "completed", "of a plan that is done"),
            ([row("2025-01-01", "2027-09", rank=S)], "new", "against what sources said"),
            ([row("2025-01-01", "2025-09", M.PROPOSED)], "new", "of a mere proposal"),
        )
    ),
    # 5: a denial counts when it meets a live plan
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", None, M.DENIED)], "new denied", id="5 plan denied"
    ),
    pytest.param([row("2024-10-01", None, M.DENIED)], "denied", id="5 first word is an official's denial"),
    pytest.param([row("2024-10-01", None, M.DENIED, S)], "", id="5 first word is a rumour's denial"),
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-10-01", "2024-11", M.DENIED)],
        "new",
        id="5 another day denied",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", None, M.DENIED, entry="e"),
            row("2024-10-01", "2024-11", M.RUMOURED, entry="e", background=True),
        ],
        "new",
        id="5 a report of another day denied",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", None, M.DENIED, entry="e"),
            row("2024-10-01", "2025-09", M.RUMOURED, entry="e", background=True),
        ],
        "new denied",
        id="5 a report of the day in force denied",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", None, M.DENIED, entry="e"),
            row("2024-10-01", "2025-09", entry="e", at=60),
        ],
        "new confirmed",
        id="5 a rumour denied, the timetable reaffirmed",
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-01-20", None, M.DENIED)], "denied", id="5 denied again"
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-03-20", None, M.DENIED)],
        "denied denied",
        id="5 denied anew months later",
    ),
    pytest.param(
        [row("2024-01-01", None, M.COMPLETED), row("2024-01-02", None, M.DENIED)],
        "completed",
        id="5 nothing left",
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-03-20", None, M.DENIED, at=2000)],
        "denied",
        id="5 an old denial recalled far down in an article",
    ),
    pytest.param(
        [row("2024-08-15", None, M.POSTPONED), row("2024-10-20", None, M.DENIED)],
        "postponed denied",
        id="5 put off, then denied",
    ),
    # 6: the first date after a postponement
    pytest.param(
        [
            row("2024-08-01", "2024-09"),
            row("2024-08-15", None, M.POSTPONED),
            row("2024-08-20", "2024-11", rank=S),
        ],
        "new postponed new",
        id="6 new date",
    ),
    pytest.param(
        [
            row("2024-08-01", "2024-09"),
            row("2024-08-15", None, M.POSTPONED),
            row("2024-08-16", "2024-09", rank=S),
        ],
        "new postponed divergence",
        id="6 the date put off is told again",
    ),
    pytest.param(
        [
            row("2024-08-01", "2024-09"),
            row("2024-08-15", None, M.POSTPONED, entry="e"),
            row("2024-08-15", "2024-10", entry="e", at=60),
            row("2024-08-16", None, M.POSTPONED),
        ],
        "new postponed new",
        id="6 put off and dated anew at once, then told again",
    ),
    pytest.param(
        [
            row("2024-08-01", "2024-09"),
            row("2024-08-15", None, M.POSTPONED),
            row("2024-08-20", "2024-11"),
            row("2024-10-01", None, M.POSTPONED, at=2000),
            row("2024-10-20", None, M.POSTPONED, at=20),
        ],
        "new postponed new postponed",
        id="6 an old postponement recalled far down, then a second one",
    ),
    pytest.param(
        [
            row("2024-08-01", "2024-09"),
            row("2024-08-15", None, change=Change.EARLIER),
            row("2024-08-16", None, change=Change.EARLIER),
        ],
        "new earlier",
        id="6 brought forward, told twice",
    ),
    pytest.param(
        [row("2024-08-15", None, M.POSTPONED), row("2024-08-17", None, M.DENIED)],
        "postponed",
        id="6 no new date has been set",
    ),
    pytest.param(
        [row("2024-08-15", None, M.POSTPONED), row("2024-09-20", "2025-12", M.PROPOSED)],
        "postponed divergence",
        id="6 a date that somebody proposes is none on record",
    ),
    # 7: events
    pytest.param([row("2024-01-01", None, M.PROPOSED)], "new", id="7 proposed"),
    pytest.param(
        [row("2024-01-01", None, M.AGREED), row("2024-06-01", "2025-09")], "new new", id="7 first date"
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-01-05", None, M.AGREED, speaker="Envoy")],
        "denied disagreement",
        id="7 the sides disagree",
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-01-25", None, M.AGREED)],
        "denied new",
        id="7 alive again",
    ),
    pytest.param(
        [row("2024-01-01", None, M.DENIED), row("2024-01-05", None, M.AGREED, J)],
        "denied new",
        id="7 joint text",
    ),
    pytest.param(
        [row("2021-07-26", "2021-12"), row("2021-10-08", None, M.BEGUN), row("2021-10-20", None, M.BEGUN)],
        "new begun",
        id="7 first movements only",
    ),
    pytest.param(
        [
            row("2021-07-26", "2021-12"),
            row("2021-12-09", "2021-12-09", M.COMPLETED),
            row("2021-12-29", None, M.COMPLETED),
        ],
        "new completed",
        id="7 completed once",
    ),
    pytest.param(
        [row("2021-12-09", "2021-12-09", M.COMPLETED), row("2021-12-10", "2021-12-31")],
        "completed divergence",
        id="7 a date after completion",
    ),
    pytest.param(
        [row("2024-09-01", "2025-09", M.COMPLETED)], "new", id="7 completion that lies ahead is a plan"
    ),
    # 8: one news
    pytest.param(
        [row("2024-09-01", "2025-09"), row("2024-09-02", "2025-09"), row("2024-09-03", "2025-09", rank=S)],
        "new",
        id="8 copies",
    ),
    pytest.param(
        [
            row("2024-09-01", "2025-09"),
            row("2024-10-01", "2026-09", entry="e", field=Field.TITLE),
            row("2024-10-01", "2025-09", entry="e", at=90),
        ],
        "new later",
        id="8 an article leads with its news",
    ),
]


@pytest.mark.parametrize(
    "order", [("2026-09", "2027-end"), ("2027-end", "2026-09")], ids=["from-to", "instead-of"]
)
@pytest.mark.parametrize(
    "between", [[], [row("2026-02-01", None, M.DENIED)]], ids=["in force", "denied since"]
)
def test_old_and_new_date_in_one_sentence(order: tuple[str, str], between: list[Stated]) -> None:
    first, second = (
        replace(r, key=f"k{n}", statement=replace(r.statement, quote=Quote(Field.BODY, 0, 90, "s" * 90)))
        for n, r in enumerate(
            row("2026-03-05", when, entry="e", at=10 + 20 * n) for n, when in enumerate(order)
        )
    )
    ledger = fold(END, [row("2024-09-27", "2026-09"), *between, first, second], POLICY)
    assert ledger.current is not None
    assert ledger.current.due == due("2027-end")


@pytest.mark.parametrize(("rows", "kinds"), CASES)
def test_rules(rows: list[Stated], kinds: str) -> None:
    assert " ".join(kind for _, kind in told(*rows)) == kinds


@pytest.mark.parametrize(
    ("policy", "kinds"),
    [
        pytest.param(LedgerPolicy(), "new divergence", id="rank decides"),
        pytest.param(LedgerPolicy(rank_decides=False), "new later", id="rank does not decide"),
    ],
)
def test_rank_switch(policy: LedgerPolicy, kinds: str) -> None:
    rows = [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09", rank=S)]
    assert " ".join(kind for _, kind in told(*rows, policy=policy)) == kinds


def test_change_switch() -> None:
    rows = [row("2024-09-01", "2025-09"), row("2024-10-01", "2026-09", rank=S, change=Change.LATER)]
    policy = LedgerPolicy(change_from_anyone=False)
    assert told(*rows, policy=policy)[-1][1] == "divergence"


def test_proposal_switch() -> None:
    rows = [row("2024-09-01", "2025-09", M.AGREED), row("2024-10-01", "2026-09", M.PROPOSED)]
    assert told(*rows, policy=LedgerPolicy(proposal_moves_agreement=True))[-1][1] == "later"


def test_windows_are_the_users() -> None:
    rows = [row("2024-01-01", None, M.DENIED), row("2024-01-20", None, M.DENIED)]
    assert len(told(*rows, policy=LedgerPolicy(denial_stands=timedelta(days=5)))) == 2


@pytest.mark.parametrize("order", [("2025-09", "2026-09"), ("2026-09", "2025-09")])
def test_of_the_first_dates_in_one_sentence_the_last_ends_the_matter(order: tuple[str, str]) -> None:
    sentence = Quote(Field.BODY, 0, 90, "s" * 90)
    dates = [row("2024-09-05", when, entry="e", at=10 + 20 * n) for n, when in enumerate(order)]
    rows = [replace(r, statement=replace(r.statement, quote=sentence)) for r in dates]
    current = fold(END, rows, POLICY).current
    assert current is not None
    assert current.due == due("2026-09")


def test_a_shift_says_what_moved_from_where_and_why() -> None:
    ledger = fold(
        END, [row("2024-08-11", "2026-09", rank=S), row("2024-09-06", "2026-end", rank=S, speaker="")], POLICY
    )
    shift = ledger.shifts[-1]
    assert shift.days_moved == 92
    assert shift.before is not None
    assert shift.after == ledger.current
    assert shift.before.set_by.entry.startswith("entry 2024-08-11")
    assert shift.rule == "3-rank"
    assert shift.reason == "The limit changed: by September 2026 became by end of 2026, unnamed sources."


def test_an_official_word_puts_a_rumour_on_firm_ground() -> None:
    rows = [
        row("2024-08-11", "2026-09", M.RUMOURED, S),
        row("2024-08-12", "2026-09", M.AGREED),
        row("2024-08-13", "2026-end", M.RUMOURED, S),
    ]
    ledger = fold(END, rows, POLICY)
    assert [s.kind.value for s in ledger.shifts] == ["new", "confirmed", "divergence"]
    assert ledger.current is not None
    assert (ledger.current.rank, ledger.current.modality) == (Rank.OFFICIAL, Modality.AGREED)
    assert ledger.current.set_by.entry == rows[0].entry


def test_copies_corroborate_by_origin() -> None:
    rows = [
        row("2024-09-06T10:00", "2026-end", outlet="agency", entry="a"),
        row("2024-09-06T11:00", "2026-end", outlet="agency", entry="b"),
        row("2024-09-06T12:00", "2026-end", outlet="paper", entry="c"),
    ]
    (shift,) = fold(END, rows, POLICY).shifts
    assert [also.entry for also in shift.also] == ["b", "c"]
    assert shift.origins == ("agency", "paper")


def test_an_article_edited_under_its_address_is_a_correction() -> None:
    rows = [
        row("2024-09-06", "2026-end", entry="e"),
        row("2024-09-06", "2026-09", entry="e", version=2, seen="2024-09-07"),
    ]
    ledger = fold(END, rows, POLICY)
    assert [s.kind.value for s in ledger.shifts] == ["new", "corrected"]
    assert ledger.shifts[-1].at.date().isoformat() == "2024-09-07"
    assert ledger.current is not None
    assert ledger.current.due == rows[1].statement.due


def test_a_correction_of_old_news_does_not_move_the_present() -> None:
    rows = [
        row("2024-09-06", "2026-end", entry="e"),
        row("2024-09-06", "2026-08", entry="e", version=2, seen="2024-09-20"),
        row("2024-09-08", "2026-09", entry="f"),
    ]
    ledger = fold(END, rows, POLICY)
    assert ledger.current is not None
    assert ledger.current.set_by.entry == "f"


def test_an_edit_that_leaves_the_date_alone_is_none() -> None:
    rows = [row("2024-09-06", "2026-end", entry="e"), row("2024-09-06", "2026-end", entry="e", version=2)]
    assert told(*rows) == [("2024-09-06", "new")]


def test_an_old_article_read_late_moves_nothing_back() -> None:
    present = [row("2024-09-08", "2026-09"), row("2024-10-08", "2026-11")]
    late = row("2024-08-01", "2025-12")
    before, after = fold(END, present, POLICY), fold(END, [*present, late], POLICY)
    assert before.current is not None
    assert after.current is not None
    assert after.current.due == before.current.due


def test_an_earlier_copy_found_late_leaves_the_name_of_the_news() -> None:
    news = row("2024-09-06T12:00", "2026-end", entry="b")
    copy = row("2024-09-06T08:00", "2026-end", entry="a")
    assert fold(END, [news], POLICY).shifts[0].key == fold(END, [news, copy], POLICY).shifts[0].key


def test_rows_of_other_milestones_are_ignored() -> None:
    assert fold(END, [row("2024-09-06", "2026-end", milestone="other")], POLICY).shifts == ()


def test_from_and_until_of_one_plan_are_not_compared() -> None:
    rows = [
        row("2024-09-01", "2026-09", rank=S),
        row("2024-09-02", due("2025-09", Bound.FROM), rank=S),
    ]
    assert [kind for _, kind in told(*rows)] == ["new", "divergence"]


PARTED = replace(END, others=(day_of("2026-09-30"),))
"""A milestone beside another one of its plan, which has a day of its own."""


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([row("2024-09-01", "2025-09"), row("2025-02-01", "2026-09")], "new divergence"),
        ([row("2024-09-01", "2025-09"), row("2026-05-01", "2026-09")], "new divergence"),
        ([row("2024-09-01", "2025-09"), row("2025-02-01", "2026-09", change=Change.LATER)], "new later"),
        ([row("2024-09-01", "2025-09"), row("2025-02-01", "2026-10")], "new later"),
        ([row("2024-09-01", "2026-09"), row("2025-12-01", "2026-09")], "new confirmed"),
    ],
    ids=["bare", "long after its own", "claimed", "another day", "its only date"],
)
def test_a_day_on_record_for_another_part_moves_nothing(rows: list[Stated], kinds: str) -> None:
    assert " ".join(shift.kind.value for shift in fold(PARTED, rows, POLICY).shifts) == kinds
