"""Feeds, calendar and tables: what other programs read in them, and what foreign text cannot do there."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from monitor.export import FILES, Recorded, What, document
from monitor.ledger import LedgerPolicy, fold
from monitor.policies import ExportForm
from monitor.records import Alert, Bound, Milestone, Modality, Rank, Stated
from monitor.render.samples import sample_names, samples
from monitor.schemas import schema
from tests.core.ledger_rows import END, due, row

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TOLD = samples(NOW)
POLICY = LedgerPolicy()
REMINDERS = (30, 7, 0)

HOSTILE = "<script>alert(1)</script>\r\nX-Evil: 1\x1b[31m \u202eevil\u202c\ufffe\nEND:VEVENT"


def recorded(
    *rows: Stated,
    alerts: Sequence[Alert] = (),
    milestone: Milestone = END,
    language: str = "en",
    **more: object,
) -> Recorded:
    ledger = fold(milestone, rows, POLICY)
    names = {milestone.id: milestone.name, **sample_names(language)}
    made = Recorded(language, names, tuple(alerts), ((milestone, ledger),), REMINDERS)
    return replace(made, **more)  # type: ignore[arg-type]


def event(*rows: Stated, milestone: Milestone = END, language: str = "en") -> icalendar.Event:
    """The only event of the calendar."""
    of = recorded(*rows, milestone=milestone, language=language)
    read = icalendar.Calendar.from_ical(document(ExportForm.ICAL, What.LEDGER, of))
    [found] = read.walk("VEVENT")
    return found


def table(what: What, of: Recorded) -> list[dict[str, str]]:
    text = document(ExportForm.CSV, what, of).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def feed(form: ExportForm, *alerts: Alert, language: str = "en", **more: object) -> feedparser.FeedParserDict:
    read = feedparser.parse(
        document(form, What.ALERTS, recorded(alerts=alerts, language=language, **more)), sanitize_html=False
    )
    assert not read.bozo, read.bozo_exception
    return read


FIRST = row("2024-09-06", "2025-09")
LATER = row("2025-01-10", "2026-09")
LATEST = row("2025-06-10", "2026-end")
DENIED = row("2025-07-01", None, Modality.DENIED)
PUT_OFF = row("2025-07-01", None, Modality.POSTPONED)


class TestCalendar:
    @pytest.mark.parametrize(
        ("rows", "day", "sequence", "status"),
        [
            ((FIRST,), date(2025, 9, 30), 0, "CONFIRMED"),
            ((FIRST, row("2024-10-20", "2025-09", speaker="President")), date(2025, 9, 30), 0, "CONFIRMED"),
            ((FIRST, row("2024-10-20", "2025-09", rank=Rank.JOINT)), date(2025, 9, 30), 0, "CONFIRMED"),
            ((FIRST, LATER), date(2026, 9, 30), 1, "CONFIRMED"),
            ((FIRST, LATER, LATEST), date(2026, 12, 31), 2, "CONFIRMED"),
            ((FIRST, LATER, row("2025-12-01", "2025-09")), date(2026, 9, 30), 1, "CONFIRMED"),
            ((FIRST, LATER, DENIED), date(2026, 9, 30), 2, "CANCELLED"),
            ((FIRST, LATER, DENIED, row("2025-11-01", "2026-09")), date(2026, 9, 30), 3, "CONFIRMED"),
            ((FIRST, PUT_OFF), date(2025, 9, 30), 1, "TENTATIVE"),
            ((FIRST, PUT_OFF, row("2025-09-01", "2026-09")), date(2026, 9, 30), 2, "CONFIRMED"),
            ((FIRST, row("2025-09-20", "2025-09-18", Modality.COMPLETED)), date(2025, 9, 18), 1, "CONFIRMED"),
            ((row("2024-09-06", due("2025-09", Bound.FROM)),), date(2025, 9, 1), 0, "CONFIRMED"),
        ],
        ids=[
            "new",
            "repeated",
            "confirmed-higher",
            "later",
            "twice",
            "recap",
            "denied",
            "revived",
            "put-off",
            "new-date",
            "completed",
            "from",
        ],
    )
    def test_the_event_moves_when_the_deadline_does(
        self, rows: tuple[Stated, ...], day: date, sequence: int, status: str
    ) -> None:
        found = event(*rows)
        assert (found.decoded("dtstart"), found["sequence"], str(found["status"])) == (day, sequence, status)
        assert found["uid"] == "mission_end@withdrawal-monitor"
        assert found["transp"] == "TRANSPARENT"

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([None, "2026-06", "2026-09", "2026-end", "2027"]),
                st.sampled_from(Modality),
                st.sampled_from(Rank),
                st.sampled_from(["", "from"]),
            ),
            max_size=8,
        )
    )
    def test_the_sequence_rises_exactly_when_the_event_moves(
        self, said: list[tuple[str | None, Modality, Rank, str]]
    ) -> None:
        rows = [
            row(
                f"2025-{n + 1:02}-01",
                due(when, Bound.FROM if bound else Bound.BY) if when else None,
                modality,
                rank,
                speaker=f"Speaker {n % 3}",
            )
            for n, (when, modality, rank, bound) in enumerate(said)
        ]
        before = None
        for n in range(1, len(rows) + 1):
            made = document(ExportForm.ICAL, What.LEDGER, recorded(*rows[:n]))
            found = icalendar.Calendar.from_ical(made).walk("VEVENT")
            if not found:
                assert before is None
                continue
            [event_] = found
            now = (event_.decoded("dtstart"), str(event_["status"]))
            if before is not None:
                assert event_["sequence"] >= before[1]
                assert (event_["sequence"] > before[1]) == (now != before[0])
            before = (now, int(event_["sequence"]))

    def test_the_same_statements_give_the_same_bytes_in_any_order(self) -> None:
        rows = (FIRST, LATER, LATEST, PUT_OFF)
        one, other = recorded(*rows), recorded(*reversed(rows))
        for form, what in FILES.values():
            assert document(form, what, one) == document(form, what, other)

    @pytest.mark.parametrize(
        ("rows", "milestone", "days"),
        [
            ((FIRST,), END, [30, 7, 0]),
            ((FIRST,), replace(END, reminder_days=(90,)), [90]),
            ((FIRST,), replace(END, reminder_days=()), []),
            ((FIRST,), replace(END, tracked=False), []),
            ((FIRST,), replace(END, ended_on=date(2025, 1, 1)), []),
            ((FIRST, DENIED), END, []),
            ((FIRST, PUT_OFF), END, []),
        ],
        ids=["usual", "own", "none", "untracked", "ended", "denied", "put-off"],
    )
    def test_alarms_ring_in_the_morning_of_reminder_days(
        self, rows: tuple[Stated, ...], milestone: Milestone, days: list[int]
    ) -> None:
        alarms = event(*rows, milestone=milestone).walk("VALARM")
        rings = [timedelta(hours=9) - timedelta(days=d) for d in days]
        assert [alarm.decoded("trigger") for alarm in alarms] == rings
        assert {str(alarm["action"]) for alarm in alarms} <= {"DISPLAY"}

    @pytest.mark.parametrize(
        ("language", "summary", "was"),
        [
            ("en", "end of the mission: put off, no new date", "Was: by September 2025 ("),
            ("ar", "⁨end of the mission⁩: مؤجل، بلا موعد جديد", "كان: بحلول أيلول 2025 ("),
        ],
    )
    def test_it_says_what_stands_and_what_was(self, language: str, summary: str, was: str) -> None:
        found = event(FIRST, PUT_OFF, language=language)
        assert str(found["summary"]) == summary
        assert was in str(found["description"])

    def test_what_only_unnamed_sources_tell_is_unconfirmed_until_somebody_says_so(self) -> None:
        rumour = row("2024-09-06", "2025-09", rank=Rank.SOURCES)
        said = row("2024-10-20", "2025-09", rank=Rank.OFFICIAL)
        told, confirmed = event(rumour), event(rumour, said)
        assert str(told["summary"]) == "end of the mission: by September 2025 (unconfirmed)"
        assert str(confirmed["summary"]) == "end of the mission: by September 2025"
        assert confirmed["sequence"] == told["sequence"] == 0
        assert confirmed.decoded("dtstamp") == said.said_at > told.decoded("dtstamp")

    def test_the_latest_of_many_former_deadlines_are_told(self) -> None:
        rows = [row(f"20{year}-01-01", f"20{year}-09") for year in range(10, 24)]
        told = str(event(*rows)["description"]).splitlines()
        assert next(line for line in told if line.startswith("Was: by")).startswith(
            "Was: by September 2022 ("
        )
        assert sum(line.startswith("Was: by") for line in told) == 10
        assert "Was: 3 more" in told

    def test_without_a_date_there_is_no_event(self) -> None:
        for rows in ((), (row("2024-09-06", None, Modality.DENIED),)):
            made = document(ExportForm.ICAL, What.LEDGER, recorded(*rows))
            assert icalendar.Calendar.from_ical(made).walk("VEVENT") == []

    def test_it_was_revised_when_the_ledger_says_so(self) -> None:
        found = event(FIRST, LATER)
        assert found.decoded("dtstamp") == found.decoded("last-modified") == LATER.said_at
        assert found.decoded("created") == FIRST.said_at

    def test_long_lines_are_folded_and_foreign_text_stays_in_its_line(self) -> None:
        quote = replace(FIRST.statement.quote, text=HOSTILE + " تنتهي المهمة" * 60)
        said = replace(
            FIRST, statement=replace(FIRST.statement, quote=quote), outlet=HOSTILE, url="javascript:x"
        )
        made = document(ExportForm.ICAL, What.LEDGER, recorded(said))
        assert all(len(line) <= 75 for line in made.split(b"\r\n"))
        assert b"\n" not in made.replace(b"\r\n", b"")
        found = event(said)
        assert "url" not in found
        assert "x-evil" not in found
        told = str(found["description"])
        assert "تنتهي المهمة تنتهي" in told
        assert not set("\x1b\u202e\r") & set(told)


class TestFeed:
    @pytest.mark.parametrize("form", [ExportForm.RSS, ExportForm.ATOM])
    @pytest.mark.parametrize(
        ("language", "title"),
        [("en", "LATER: End of the coalition's mission: "), ("ar", "تأخير: انتهاء مهمة التحالف: ")],
    )
    def test_every_alert_is_an_entry(self, form: ExportForm, language: str, title: str) -> None:
        read = feed(form, *TOLD, language=language, address="https://example.org/monitor")
        assert read.feed.language == language
        assert {link.href for link in read.feed.links} == {
            "https://example.org/monitor/",
            f"https://example.org/monitor/alerts.{form}",
        }
        assert [entry.link for entry in read.entries] == [alert.url for alert in TOLD]
        assert len({entry.id for entry in read.entries}) == len(TOLD)
        assert all(datetime(*entry.published_parsed[:6], tzinfo=UTC) == NOW for entry in read.entries)
        [later] = [e for e in read.entries if "later" in {tag.term for tag in e.tags}]
        assert later.title.startswith(title)
        assert "the last troops will leave by the end of 2027" in later.summary
        assert "سينتهي وجود قوات التحالف في أيلول 2027" in later.summary

    @pytest.mark.parametrize("form", [ExportForm.RSS, ExportForm.ATOM])
    def test_an_alert_keeps_its_id_whatever_is_added(self, form: ExportForm) -> None:
        before, after = TOLD[2], replace(TOLD[2], outlets=("one", "two"), unconfirmed=True)
        assert feed(form, before).entries[0].id == feed(form, after).entries[0].id

    @pytest.mark.parametrize("form", [ExportForm.RSS, ExportForm.ATOM])
    def test_a_feed_of_nothing_is_a_feed(self, form: ExportForm) -> None:
        assert feed(form).entries == []
        nothing = recorded()
        assert document(form, What.ALERTS, nothing) == document(form, What.ALERTS, nothing)

    @pytest.mark.parametrize("form", [ExportForm.RSS, ExportForm.ATOM])
    def test_foreign_text_is_text(self, form: ExportForm) -> None:
        coverage = replace(TOLD[0], title=HOSTILE, outlet=HOSTILE, url='https://example.org/"><b>')
        [entry] = feed(form, coverage).entries
        assert "<script" not in entry.summary
        assert "&lt;script&gt;" in entry.summary
        assert not set('"<>') & set(entry.link)
        assert not set("\x1b\u202e\ufffe") & set(entry.title + entry.summary)
        unsafe = recorded(alerts=[replace(coverage, url="javascript:x")])
        assert b"javascript" not in document(form, What.ALERTS, unsafe)


class TestTable:
    @pytest.mark.parametrize(
        ("words", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("+964 1", "'+964 1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("\r=1", "'=1"),
            ("\n  =1", "'=1"),
            ("\u202e=1", "'=1"),
            ("\u200d=1", "'\u200d=1"),
            ("\u00a0=1", "'=1"),
            ("＝1", "'＝1"),
            ("١=1", "١=1"),
            ('a,b\n"c"', 'a,b "c"'),
            ("تنتهي =1", "تنتهي =1"),
        ],
    )
    def test_no_cell_is_a_formula(self, words: str, cell: str) -> None:
        [alert] = table(What.ALERTS, recorded(alerts=[replace(TOLD[2], title=words, outlets=(words, "x"))]))
        assert alert["title"] == cell
        assert alert["outlets"] == f"{cell}; x"
        quote = replace(FIRST.statement.quote, text=words)
        [said] = table(What.LEDGER, recorded(replace(FIRST, statement=replace(FIRST.statement, quote=quote))))
        assert said["quote"] == cell

    def test_numbers_stay_numbers(self) -> None:
        rows = table(What.LEDGER, recorded(LATER, row("2025-06-10", "2026-03")))
        assert [r["days_moved"] for r in rows] == ["", "-183"]
        assert [r["holds"] for r in rows] == ["false", "true"]

    def test_a_table_is_headed_by_the_keys_of_its_form(self) -> None:
        alerts = table(What.ALERTS, recorded(alerts=TOLD))
        for alert, shown in zip(TOLD, alerts, strict=True):
            due_ = alert.after.due if alert.after else None
            assert shown["after_last_day"] == (due_.last_day.isoformat() if due_ else "")
            assert shown["key"] == alert.key
        assert set(table(What.LEDGER, recorded(FIRST))[0]) == set(schema("ledger")["properties"])

    def test_json_is_a_list_of_the_documented_objects(self) -> None:
        of = recorded(FIRST, LATER, row("2025-02-01", "2024-01", background=True), alerts=TOLD)
        rows = json.loads(document(ExportForm.JSON, What.LEDGER, of))
        assert [r["shift"] for r in rows] == ["new", "later"]
        all_rows = json.loads(document(ExportForm.JSON, What.LEDGER, replace(of, everything=True)))
        assert len(all_rows) == 3
        for said in all_rows:
            Draft202012Validator(schema("ledger")).validate(said)
        for alert in json.loads(document(ExportForm.JSON, What.ALERTS, of)):
            assert alert.pop("headline")
            Draft202012Validator(schema("alert")).validate(alert)
        assert json.loads(document(ExportForm.JSON, What.ALERTS, recorded())) == []

    def test_half_a_character_breaks_no_document(self) -> None:
        quote = replace(FIRST.statement.quote, text="\ud83d x")
        said = replace(FIRST, statement=replace(FIRST.statement, quote=quote), title="\ud83d")
        of = recorded(said, alerts=[replace(TOLD[0], title="\ud83d title", outlet="\ud83d")])
        for form, what in FILES.values():
            document(form, what, of).decode("utf-8")


def test_there_is_no_calendar_of_alerts_and_no_feed_of_the_ledger() -> None:
    for form, what in ((ExportForm.ICAL, What.ALERTS), (ExportForm.RSS, What.LEDGER)):
        with pytest.raises(ValueError, match="there is no"):
            document(form, what, recorded())
