"""Who is believed: the user's authorities and sides, disagreements, and the switch of every rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.ledger import LedgerPolicy, fold
from monitor.ledger.authority import side_of
from monitor.ledger.policy import Authority, Side, Standing
from monitor.records import Change, Disagreement, Modality, Quote, Rank, Stated
from tests.core.ledger_rows import END, row

M, S, J = Modality, Rank.SOURCES, Rank.JOINT
OFFICIAL, COMMENTARY = Standing.OFFICIAL, Standing.COMMENTARY
SIDES = (
    Side("Baghdad", ("العراقي*", "السوداني", "iraqi*", "sudani")),
    Side("Washington", ("البنتاغون", "التحالف", "pentagon", "coalition")),
)
TWO_SIDES = LedgerPolicy(side=SIDES)


def kinds(rows: Sequence[Stated], policy: LedgerPolicy = TWO_SIDES) -> str:
    return " ".join(s.kind.value for s in fold(END, rows, policy).shifts)


PLAN = row("2024-09-01", "2025-09", speaker="Iraqi minister")
RUMOUR = row("2024-10-01", "2026-09", rank=S, outlet="Rudaw")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(None, "new divergence", id="as the text shows it"),
        pytest.param(Authority(OFFICIAL, ("sources",), ("rudaw",)), "new later", id="an outlet's sources"),
        pytest.param(Authority(OFFICIAL, ("sources",), ("Other",)), "new divergence", id="another outlet's"),
        pytest.param(Authority(OFFICIAL, milestones=("phase1",)), "new divergence", id="another milestone"),
        pytest.param(Authority(COMMENTARY, ("sources",)), "new", id="unnamed sources are not heard"),
    ],
)
def test_what_unnamed_sources_count_for(rule: Authority | None, expected: str) -> None:
    policy = replace(TWO_SIDES, authority=() if rule is None else (rule,))
    assert kinds([PLAN, RUMOUR], policy) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("المتحدث باسم حكومة إقليم كردستان", "new later"),
        ("Kurdistan Regional Government spokesman", "new later"),
        ("المتحدث باسم الحكومة", "new"),
        ("Government spokesman", "new"),
    ],
)
def test_of_one_milestone_only_the_listed_speakers_are_heard(speaker: str, expected: str) -> None:
    heard = Authority(
        OFFICIAL, ("حكومه اقليم كردستان", "kurdistan regional government"), milestones=("mission_end",)
    )
    plan = replace(PLAN, statement=replace(PLAN.statement, speaker="Kurdistan Regional Government"))
    policy = LedgerPolicy(authority=(heard, Authority(COMMENTARY, milestones=("mission_end",))))
    assert kinds([plan, row("2024-10-01", "2026-09", speaker=speaker)], policy) == expected


def test_a_listed_speaker_is_no_mere_commentator() -> None:
    adviser = row("2024-10-01", "2026-09", speaker="Adviser Ali", commentary=True)
    assert kinds([PLAN, adviser], LedgerPolicy()) == "new"
    assert (
        kinds([PLAN, adviser], LedgerPolicy(authority=(Authority(OFFICIAL, ("adviser ali",)),)))
        == "new later"
    )


@pytest.mark.parametrize(
    ("speaker", "quote", "side"),
    [
        ("وزير الدفاع العراقي", "", "Baghdad"),
        ("Iraqi defence minister", "", "Baghdad"),
        ("رايدر", "قال المتحدث باسم البنتاغون رايدر إن الجدول العراقي قائم", "Washington"),
        ("Ryder", "Pentagon spokesman Ryder said the Iraqi timetable stands", "Washington"),
        ("Numan", "Numan, an Iraqi spokesman, said it would end", "Baghdad"),
        ("النعمان", "قال النعمان المتحدث العسكري العراقي إنها ستنتهي", "Baghdad"),
        ("sources", "Iraqi sources said", None),
        ("Lavrov", "Russia's Lavrov said", None),
    ],
)
def test_the_side_of_a_speaker(speaker: str, quote: str, side: str | None) -> None:
    said = PLAN.statement
    words = Quote(said.quote.field, 0, len(quote), quote)
    assert side_of(replace(said, speaker=speaker, quote=words), TWO_SIDES) == side


def said(day: str, when: str | None, who: str, modality: Modality = M.PLANNED, **more: object) -> Stated:
    speakers = {"B": "Iraqi minister", "W": "Pentagon", "X": "Lavrov", "J": "communique"}
    rank = {"J": J}.get(who, Rank.OFFICIAL)
    return row(day, when, modality, rank, speaker=speakers[who], **more)  # type: ignore[arg-type]


OPENED = [said("2024-09-01", "2025-09", "B"), said("2024-10-01", None, "W", M.CONDITIONAL)]
INSISTS = [
    said("2024-09-01", "2025-09", "B"),
    said("2024-10-01", "2026-09", "W"),
    said("2024-10-05", "2025-09", "B"),
]
DENIED = [said("2024-09-01", None, "W", M.DENIED), said("2024-09-05", None, "B", M.AGREED)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(OPENED, "new disagreement", id="conditions against a date"),
        pytest.param(
            [OPENED[0], said("2024-10-01", None, "W", M.CONDITIONAL, change=Change.LATER)],
            "new disagreement",
            id="a delay on conditions is one of them",
        ),
        pytest.param(INSISTS, "new later disagreement", id="a side insists on the date just left"),
        pytest.param(DENIED, "denied disagreement", id="a plan against a denial"),
        pytest.param(
            [said("2024-09-01", "2025-09", "J", M.AGREED), said("2024-10-01", "2026-09", "W")],
            "new divergence",
            id="both sides' own text is no side",
        ),
        pytest.param(
            [said("2024-09-01", "2025-09", "B", M.AGREED), said("2024-10-01", "2026-09", "W", M.CONDITIONAL)],
            "new disagreement",
            id="a date on conditions against an agreed one",
        ),
        pytest.param(
            [said("2024-09-01", "2025-09", "B", M.AGREED), said("2024-10-01", "2026-09", "W", M.PROPOSED)],
            "new divergence",
            id="a wish contradicts nobody",
        ),
        pytest.param(
            [said("2024-09-01", None, "W", M.DENIED), said("2024-11-05", None, "B", M.PLANNED)],
            "denied divergence",
            id="a denial of two months ago",
        ),
        pytest.param(
            [said("2024-09-01", None, "B", M.DENIED), said("2024-09-05", None, "B", M.PLANNED)],
            "denied divergence",
            id="two voices of one side",
        ),
        pytest.param(
            [said("2024-09-01", None, "W", M.DENIED), said("2024-09-05", None, "X", M.PLANNED)],
            "denied divergence",
            id="a third party",
        ),
        pytest.param([PLAN, RUMOUR], "new divergence", id="unnamed sources"),
        pytest.param(
            [*OPENED, said("2024-10-08", None, "W", M.CONDITIONAL)], "new disagreement", id="told once"
        ),
        pytest.param(
            [*OPENED, said("2024-11-08", "2025-09", "W")],
            "new disagreement confirmed settled",
            id="the side comes round to the date",
        ),
        pytest.param(
            [*OPENED, said("2024-11-08", None, "W", M.PLANNED)],
            "new disagreement confirmed settled",
            id="the side drops its conditions",
        ),
        pytest.param(
            [*INSISTS, said("2024-11-08", "2026-09", "B")],
            "new later disagreement confirmed settled",
            id="whoever insisted gives in",
        ),
        pytest.param(
            [*INSISTS, said("2024-11-08", None, "B", M.PLANNED)],
            "new later disagreement confirmed",
            id="to say it goes ahead gives up no date",
        ),
        pytest.param(
            [*INSISTS, said("2024-11-08", "2025-09", "W")],
            "new later disagreement earlier settled",
            id="the other side gives in, which moves the deadline",
        ),
        pytest.param(
            [*INSISTS, said("2024-11-08", "2026-12", "W")],
            "new later disagreement later",
            id="a side moves and still disagrees",
        ),
        pytest.param(
            [*INSISTS, said("2024-11-08", "2026-12", "J", M.AGREED)],
            "new later disagreement later settled",
            id="a joint text",
        ),
        pytest.param(
            [*INSISTS, row("2024-11-08", "2027-01", rank=S, change=Change.LATER)],
            "new later disagreement later",
            id="unnamed sources settle nothing",
        ),
        pytest.param(
            [*DENIED, said("2024-09-20", None, "B", M.DENIED)],
            "denied disagreement settled",
            id="both deny",
        ),
        pytest.param(
            [*DENIED, said("2024-10-20", None, "W", M.AGREED)],
            "denied disagreement new settled",
            id="both agree",
        ),
        pytest.param(
            [*INSISTS, said("2025-09-08", None, "B", M.COMPLETED)],
            "new later disagreement completed settled",
            id="it is done",
        ),
        pytest.param(
            [*OPENED, said("2024-11-08", "2025-09", "W"), said("2024-12-08", None, "W", M.CONDITIONAL)],
            "new disagreement confirmed settled disagreement",
            id="it opens anew",
        ),
    ],
)  # fmt: skip
def test_a_disagreement_opens_and_closes(rows: list[Stated], expected: str) -> None:
    assert kinds(rows) == expected


def state(*rows: Stated) -> Disagreement:
    found = fold(END, rows, TWO_SIDES).disagreements[-1]
    assert (found.closed_at is None) is (fold(END, rows, TWO_SIDES).disagreement is not None)
    return found


def test_the_ledger_knows_who_holds_what_since_when() -> None:
    found = state(*INSISTS)
    assert [(p.side, p.deadline.due.last_day.isoformat()) for p in found.positions if p.deadline.due] == [
        ("Washington", "2026-09-30"),
        ("Baghdad", "2025-09-30"),
    ]
    assert (found.opened_at, found.closed_at) == (INSISTS[2].said_at, None)
    moved = state(*INSISTS, said("2024-11-08", "2026-12", "W"))
    assert moved.positions[0].deadline.due != found.positions[0].deadline.due
    assert (moved.opened_at, moved.closed_at) == (found.opened_at, None)


def test_a_settled_disagreement_says_who_gave_in_and_when() -> None:
    last = said("2024-11-08", "2026-09", "B")
    found = state(*INSISTS, last)
    assert (found.closed_at, found.outcome) == (last.said_at, "Baghdad now says the same: by September 2026")
    shift = fold(END, [*INSISTS, last], TWO_SIDES).shifts[-1]
    assert shift.before is not None
    assert shift.after is not None
    assert shift.before.set_by == INSISTS[2]
    assert shift.after.set_by == INSISTS[1]
    assert shift.reason == (
        "Open since 2024-10-05 between Washington and Baghdad; Baghdad now says the same: by September 2026."
    )


def test_without_sides_every_named_speaker_is_one() -> None:
    rows = [row("2024-09-01", None, M.DENIED, speaker="Envoy"), row("2024-09-05", None, M.AGREED)]
    assert kinds(rows, LedgerPolicy()) == "denied disagreement"


PUT_OFF = [row("2024-08-01", "2024-09"), row("2024-08-15", None, M.POSTPONED), row("2024-09-10", "2024-11")]
CLAIM = [PLAN, row("2024-10-01", "2026-09", rank=S, change=Change.LATER)]
SECONDED = [
    row("2024-09-01", "2025-09", M.AGREED, Rank.JOINT),
    row("2024-10-01", "2025-12", speaker="Minister", outlet="A"),
    row("2024-10-09", "2025-12", speaker="Adviser", outlet="B"),
]
DONE = [row("2024-09-01", None, M.BEGUN), row("2024-09-09", None, M.COMPLETED)]
EDITED = [row("2024-09-01", "2025-09", entry="e"), row("2024-09-01", "2026-09", entry="e", version=2)]


@pytest.mark.parametrize(
    ("off", "rows", "with_it", "without"),
    [
        ({"only_foreground": False}, [row("2024-09-01", "2025-09", background=True)], "", "new"),
        ({"only_foreground": False}, [row("2024-09-01", "2025-09", commentary=True)], "", "new"),
        ({"limits_decide": False}, [PLAN, row("2024-09-20", "2025")], "new confirmed", "new later"),
        ({"rank_decides": False}, [PLAN, RUMOUR], "new divergence", "new later"),
        ({"second_voice_moves": False}, SECONDED, "new divergence later", "new divergence"),
        ({"change_from_anyone": False}, CLAIM, "new later", "new divergence"),
        ({"denials_count": False}, [PLAN, row("2024-10-01", None, M.DENIED)], "new denied", "new"),
        ({"new_after_delay": False}, PUT_OFF, "new postponed new", "new postponed later"),
        ({"events_count": False}, DONE, "begun completed", ""),
        ({"repeat_window": timedelta(0)}, [PLAN, row("2024-09-03", "2025-09")], "new", "new confirmed"),
        ({"corrections_count": False}, EDITED, "new corrected", "new later"),
    ],
    ids=lambda given: ",".join(given) if isinstance(given, dict) else "",
)  # fmt: skip
def test_every_rule_can_be_switched_off(
    off: dict[str, object], rows: list[Stated], with_it: str, without: str
) -> None:
    policy = LedgerPolicy()
    assert (kinds(rows, policy), kinds(rows, replace(policy, **off))) == (with_it, without)  # type: ignore[arg-type]


def test_a_date_after_a_delay_is_measured_from_the_date_put_off() -> None:
    shift = fold(END, PUT_OFF, LedgerPolicy(new_after_delay=False)).shifts[-1]
    assert shift.days_moved == 61
    assert shift.before is not None
    assert shift.before.set_by == PUT_OFF[0]
