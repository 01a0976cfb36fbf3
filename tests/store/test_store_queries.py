from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection
from stored_records import (
    NOW,
    alert,
    entry,
    feed,
    first,
    message,
    minutes,
    score,
    stated,
)

from monitor.alerts import Corroboration, news_of
from monitor.records import (
    Condition,
    ConditionKind,
    FullText,
    FullTextStatus,
    Health,
    KnownEntry,
    MessageState,
    Outage,
    Outcome,
    Parked,
    Pin,
    Receipt,
    Suppression,
)
from monitor.store import (
    Stage,
    alerts,
    conditions,
    entries,
    feeds,
    labels,
    meta,
    outbox,
    parking,
    pins,
    scores,
    statements,
    stories,
)
from monitor.store.counts import counts


class TestFeeds:
    def test_a_state_comes_back_field_by_field(self, conn: Connection) -> None:
        feeds.sync(conn, [feed()], NOW, first)
        saved = replace(
            first(feed(), NOW),
            url="https://moved.example/feed",
            health=Health.FAILING,
            etag=b'W/"\xff\x00"',
            last_modified=b"Sat, 01 Aug 2020 12:00:00 GMT",
            body_hash=b"\x01\x02",
            polled_at=minutes(1),
            ok_at=minutes(2),
            full_at=minutes(3),
            new_at=minutes(4),
            interval=timedelta(minutes=17, microseconds=3),
            failures=4,
            outage=Outage.TLS,
            error="certificate expired",
            gone_at=minutes(5),
        )
        feeds.save(conn, saved)
        assert feeds.get(conn, "wire") == saved
        assert feeds.all(conn) == [saved]

    def test_sync_adds_and_deactivates_and_keeps_history(self, conn: Connection) -> None:
        feeds.sync(conn, [feed("a"), feed("b")], NOW, first)
        feeds.save(conn, replace(first(feed("a"), NOW), ok_at=minutes(1), etag=b"1"))
        feeds.sync(conn, [feed("b"), feed("c")], minutes(2), first)
        assert [f.name for f in feeds.all(conn)] == ["b", "c"]
        assert [f.name for f in feeds.due(conn, minutes(9), 10)] == ["b", "c"]
        feeds.sync(conn, [feed("a")], minutes(3), first)
        again = feeds.get(conn, "a")
        assert again is not None
        assert again.etag == b"1"

    def test_a_changed_address_starts_anew(self, conn: Connection) -> None:
        feeds.sync(conn, [feed()], NOW, first)
        feeds.save(conn, replace(first(feed(), NOW), etag=b"old", ok_at=NOW, health=Health.OK))
        moved = feed(url="https://new.example/rss")
        feeds.sync(conn, [moved], minutes(1), first)
        assert feeds.get(conn, "wire") == first(moved, minutes(1))

    def test_a_paused_feed_keeps_its_history_and_is_not_polled(self, conn: Connection) -> None:
        feeds.sync(conn, [feed("a"), replace(feed("b"), paused=True)], NOW, first)
        assert [s.name for s in feeds.all(conn)] == ["a"]
        feeds.save(conn, replace(first(feed("a"), NOW), ok_at=NOW))
        feeds.sync(conn, [replace(feed("a"), paused=True), feed("b")], minutes(2), first)
        assert [s.name for s in feeds.due(conn, minutes(9), 5)] == ["b"]
        feeds.sync(conn, [feed("a"), feed("b")], minutes(3), first)
        assert {s.name: s.ok_at for s in feeds.all(conn)} == {"a": NOW, "b": None}

    def test_healths_are_listed_in_an_order(self, conn: Connection) -> None:
        feeds.sync(conn, [feed(name) for name in "abc"] + [replace(feed("off"), paused=True)], NOW, first)
        for name, health, next_, ok in (
            ("a", Health.OK, 3, 1),
            ("b", Health.FAILING, 1, None),
            ("c", Health.PARKED, 2, 0),
        ):
            state = replace(first(feed(name), minutes(next_)), health=health)
            feeds.save(conn, replace(state, ok_at=None if ok is None else minutes(ok)))
        assert feeds.healths(conn) == {"a": Health.OK, "b": Health.FAILING, "c": Health.PARKED}
        assert list(feeds.healths(conn, feeds.Order.NEXT)) == ["b", "c", "a"]
        assert list(feeds.healths(conn, feeds.Order.OK)) == ["b", "c", "a"]
        assert {name: s.name for name, s in feeds.some(conn, ["b", "off", "x"]).items()} == {
            "b": "b",
            "off": "off",
        }

    @pytest.mark.parametrize(
        ("outages", "out"),
        [
            ((Outage.DNS, Outage.TIMEOUT), True),
            ((Outage.DNS, Outage.STATUS), False),
            ((Outage.DNS, None), False),
        ],
    )
    def test_all_out_means_every_one(self, conn: Connection, outages, out: bool) -> None:
        feeds.sync(conn, [feed("a"), feed("b"), replace(feed("off"), paused=True)], NOW, first)
        for name, outage in zip("ab", outages, strict=True):
            feeds.save(conn, replace(first(feed(name), NOW), outage=outage))
        assert feeds.all_out(conn, (Outage.DNS, Outage.CONNECT, Outage.TIMEOUT)) is out

    def test_an_adopted_address_survives_a_sync(self, conn: Connection) -> None:
        feeds.sync(conn, [feed()], NOW, first)
        adopted = replace(first(feed(), NOW), url="https://adopted.example/rss")
        feeds.save(conn, adopted)
        feeds.sync(conn, [feed()], minutes(1), first)
        assert feeds.get(conn, "wire") == adopted

    def test_due_is_ordered_limited_and_skips_parked_and_paused(self, conn: Connection) -> None:
        names = ["late", "early", "future", "parked", "paused"]
        feeds.sync(conn, [feed(n) for n in names], NOW, first)
        feeds.save_many(
            conn,
            [
                replace(first(feed("late"), NOW), next_poll_at=minutes(-1)),
                replace(first(feed("early"), NOW), next_poll_at=minutes(-9)),
                replace(first(feed("future"), NOW), next_poll_at=minutes(1)),
                replace(first(feed("parked"), NOW), health=Health.PARKED),
            ],
        )
        feeds.pause(conn, urlsplit(feed("paused").url).netloc.upper(), minutes(5), "429")
        assert [f.name for f in feeds.due(conn, NOW, 10)] == ["early", "late"]
        assert [f.name for f in feeds.due(conn, NOW, 1)] == ["early"]
        assert [f.name for f in feeds.due(conn, minutes(5), 10)] == ["early", "late", "paused", "future"]
        assert feeds.next_due_at(conn) == minutes(-9)

    def test_a_shorter_pause_never_cuts_a_longer_one(self, conn: Connection) -> None:
        feeds.pause(conn, "h.example", minutes(60), "429")
        feeds.pause(conn, "h.example", minutes(5), "503")
        assert feeds.paused(conn, NOW) == {"h.example": minutes(60)}
        feeds.pause(conn, "h.example", minutes(90), "429")
        assert feeds.paused(conn, NOW) == {"h.example": minutes(90)}
        assert feeds.paused(conn, minutes(90)) == {}

    def test_wake_unparks(self, conn: Connection) -> None:
        feeds.sync(conn, [feed()], NOW, first)
        feeds.save(conn, replace(first(feed(), NOW), health=Health.PARKED, gone_at=NOW))
        assert feeds.wake(conn, "wire", minutes(1))
        assert [f.name for f in feeds.due(conn, minutes(1), 10)] == ["wire"]
        assert not feeds.wake(conn, "nobody", NOW)


class TestEntries:
    def test_an_entry_comes_back_whole(self, conn: Connection) -> None:
        made = entry(body="نص", fulltext=FullTextStatus.FEED, date_doubt="no date in the feed", url=None)
        entries.add(conn, [made])
        assert entries.get(conn, "e1") == made
        assert entries.get(conn, "e1", 1) == made
        assert entries.get(conn, "e1", 2) is None
        assert entries.get(conn, "e2") is None

    def test_known_finds_each_alias_and_the_latest_digest(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1"), entry("e2")])
        entries.add(conn, [entry("e1", 2, aliases=("guid:flipped",))])
        found = entries.known(conn, "wire", ["guid:e1", "guid:flipped", "guid:e2", "guid:never"])
        newest = KnownEntry("e1", 2, "digest-e1-2")
        assert found == {
            "guid:e1": newest,
            "guid:flipped": newest,
            "guid:e2": KnownEntry("e2", 1, "digest-e2-1"),
        }
        assert entries.known(conn, "other", ["guid:e1"]) == {}

    def test_known_takes_more_aliases_than_one_statement_can(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1")])
        names = [f"guid:x{n}" for n in range(40_000)] + ["guid:e1"]
        assert set(entries.known(conn, "wire", names)) == {"guid:e1"}

    def test_adding_twice_is_adding_once(self, conn: Connection) -> None:
        batch = [entry("e1"), entry("e1", 2), entry("e2")]
        entries.add(conn, batch)
        entries.mark(conn, [("e2", 1)], Stage.JUDGED, NOW)
        entries.add(conn, batch)
        assert [(e.id, e.version) for e in entries.unjudged(conn, 9)] == [("e1", 2)]
        assert [e.version for e in entries.history(conn, "e1")] == [1, 2]
        assert counts(conn).versions == 3

    def test_an_older_version_arriving_late_does_not_win(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1", 2)])
        entries.add(conn, [entry("e1", 1)])
        latest = entries.get(conn, "e1")
        assert latest is not None
        assert latest.version == 2
        assert [e.version for e in entries.unjudged(conn, 9)] == [2]

    def test_an_alias_keeps_its_first_entry(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1", aliases=("url:same",))])
        entries.add(conn, [entry("e2", aliases=("url:same",))])
        assert entries.known(conn, "wire", ["url:same"])["url:same"].id == "e1"

    def test_unjudged_is_oldest_first_and_only_latest_versions(self, conn: Connection) -> None:
        entries.add(conn, [entry("new", published_at=minutes(9)), entry("old", published_at=minutes(1))])
        entries.add(conn, [entry("old", 2, published_at=minutes(2))])
        assert [(e.id, e.version) for e in entries.unjudged(conn, 9)] == [("old", 2), ("new", 1)]
        assert [e.id for e in entries.unjudged(conn, 1)] == ["old"]
        entries.mark(conn, [("old", 2)], Stage.JUDGED, NOW)
        entries.mark(conn, [("new", 1)], Stage.UNSCORED, NOW)
        assert entries.unjudged(conn, 9) == []
        assert [e.id for e in entries.unjudged(conn, 9, Stage.UNSCORED)] == ["new"]

    def test_rejudge_takes_every_latest_version_once(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1"), entry("e2")])
        entries.add(conn, [entry("e1", 2)])
        entries.mark(conn, [("e1", 2), ("e2", 1)], Stage.JUDGED, NOW)
        assert entries.rejudge(conn) == 2
        assert [(e.id, e.version) for e in entries.unjudged(conn, 9)] == [("e1", 2), ("e2", 1)]
        assert entries.rejudge(conn) == 0

    def test_requeue_takes_one_stage_only(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1"), entry("e2"), entry("e3")])
        entries.mark(conn, [("e1", 1)], Stage.UNSCORED, NOW)
        entries.mark(conn, [("e2", 1)], Stage.JUDGED, NOW)
        assert entries.requeue(conn, Stage.UNSCORED) == 1
        assert [e.id for e in entries.unjudged(conn, 9)] == ["e1", "e3"]

    def test_a_version_overtaken_is_never_queued_again(self, conn: Connection) -> None:
        entries.add(conn, [entry("e1")])
        entries.mark(conn, [("e1", 1)], Stage.UNSCORED, NOW)
        entries.add(conn, [entry("e1", 2)])
        assert entries.requeue(conn, Stage.UNSCORED) == 0
        assert [e.version for e in entries.unjudged(conn, 9)] == [2]

    def test_first_poll_is_remembered(self, conn: Connection) -> None:
        entries.add(conn, [entry("old")], first_poll=True)
        entries.add(conn, [entry("new")])
        entries.add(conn, [entry("old", 2)])
        assert entries.first_seen_at_first_poll(conn, ["old", "new", "none"]) == {"old"}

    def test_latest_filters(self, conn: Connection) -> None:
        entries.add(
            conn,
            [
                entry("a", published_at=minutes(1)),
                entry("b", published_at=minutes(2), lang="en"),
                entry("c", published_at=minutes(3), feed="other"),
            ],
        )
        scores.save(conn, [("a", 1, score(0.9)), ("b", 1, score(0.1))], NOW)

        def ids(**filters: object) -> list[str]:
            return [e.id for e in entries.latest(conn, 9, **filters)]  # type: ignore[arg-type]

        assert ids() == ["c", "b", "a"]
        assert ids(relevant=True) == ["a"]
        assert ids(relevant=False) == ["b"]
        assert ids(feed="other") == ["c"]
        assert ids(lang="ar") == ["c", "a"]
        assert ids(since=minutes(2)) == ["c", "b"]
        assert entries.get_many(conn, ["a", "zz"]) == {"a": entry("a", published_at=minutes(1))}

    def test_matching_by_beginning(self, conn: Connection) -> None:
        entries.add(conn, [entry("ab12"), entry("ab34"), entry("cd_%")])
        assert entries.matching(conn, "ab") == ["ab12", "ab34"]
        assert entries.matching(conn, "cd_") == ["cd_%"]
        assert entries.matching(conn, "%") == []

    def test_export_is_in_order_whatever_the_batch(
        self, conn: Connection, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(entries, "EXPORT_BATCH", 2)
        made = [entry(f"e{n}", published_at=minutes(n // 3)) for n in range(7)]
        entries.add(conn, made[::-1])
        assert list(entries.export(conn)) == made
        scores.save(conn, [("e1", 1, score(0.9)), ("e6", 1, score(0.8)), ("e2", 1, score(0.1))], NOW)
        assert [e.id for e in entries.export(conn, relevant=True)] == ["e1", "e6"]


class TestPages:
    page = FullText(FullTextStatus.PAGE, "النص الكامل للمقال")

    def test_a_page_becomes_the_body_before_judging(self, conn: Connection) -> None:
        entries.add(conn, [entry(body="teaser and a bit")])
        assert entries.read_page(conn, "e1", 1, self.page)
        read = entries.get(conn, "e1")
        assert read is not None
        assert (read.body, read.fulltext) == (self.page.body, FullTextStatus.PAGE)
        assert read.digest == entry().digest

    def test_after_judging_a_body_with_evidence_never_changes(self, conn: Connection) -> None:
        entries.add(conn, [entry(body="feed text")])
        entries.mark(conn, [("e1", 1)], Stage.JUDGED, NOW)
        assert not entries.read_page(conn, "e1", 1, self.page)
        kept = entries.get(conn, "e1")
        assert kept is not None
        assert kept.body == "feed text"

    def test_a_failed_page_is_tried_again_and_then_judged_again(self, conn: Connection) -> None:
        entries.add(conn, [entry()])
        failed = FullText(FullTextStatus.FAILED, detail="timeout")
        assert not entries.read_page(conn, "e1", 1, failed, retry_at=minutes(10))
        entries.mark(conn, [("e1", 1)], Stage.JUDGED, NOW)
        assert entries.unread(conn, minutes(9), 9) == []
        [(waiting, tries)] = entries.unread(conn, minutes(10), 9)
        assert (waiting.id, waiting.fulltext, tries) == ("e1", FullTextStatus.FAILED, 1)
        assert entries.read_page(conn, "e1", 1, self.page)
        assert entries.unread(conn, minutes(99), 9) == []
        [again] = entries.unjudged(conn, 9)
        assert again.body == self.page.body

    def test_a_page_may_bring_the_date(self, conn: Connection) -> None:
        entries.add(conn, [entry(date_doubt="the feed gave none")])
        entries.read_page(conn, "e1", 1, self.page, published_at=minutes(-60), date_doubt="from the page")
        [dated] = entries.latest(conn, 9)
        assert (dated.published_at, dated.date_doubt) == (minutes(-60), "from the page")

    def test_a_page_of_an_unknown_entry_is_no_error(self, conn: Connection) -> None:
        assert not entries.read_page(conn, "none", 1, self.page)


class TestScoresAndLabels:
    def test_scores_come_back_and_are_replaced(self, conn: Connection) -> None:
        entries.add(conn, [entry()])
        assert scores.get(conn, "e1") is None
        scores.save(conn, [("e1", 1, score(0.9))], NOW)
        assert scores.get(conn, "e1") == score(0.9)
        scores.save(conn, [("e1", 1, score(0.2))], NOW)
        assert scores.get(conn, "e1", 1) == score(0.2)
        entries.add(conn, [entry("e1", 2)])
        assert scores.of(conn, ["e1"]) == {}
        assert scores.get(conn, "e1", 1) == score(0.2)

    def test_labels_keep_every_change_of_mind(self, conn: Connection) -> None:
        labels.say(conn, "e1", True, minutes(1))
        labels.say(conn, "e2", False, minutes(2))
        labels.say(conn, "e1", False, minutes(3))
        labels.say(conn, "e2", None, minutes(4))
        assert labels.all(conn) == {"e1": False}
        assert (labels.get(conn, "e1"), labels.get(conn, "e2"), labels.get(conn, "e3")) == (False, None, None)
        assert [said.relevant for said in labels.history(conn, "e1")] == [True, False]
        assert [said.relevant for said in labels.history(conn, "e2")] == [False, None]


class TestStatements:
    def test_add_is_idempotent_and_says_what_is_new(self, conn: Connection) -> None:
        entries.add(conn, [entry()])
        one, two = stated("s1"), stated("s2", said_at=minutes(-5))
        assert statements.add(conn, [one]) == (one,)
        assert statements.add(conn, [one, two, two]) == (two,)
        assert statements.by_milestone(conn) == (two, one)

    def test_order_is_publication_then_key(self, conn: Connection) -> None:
        entries.add(conn, [entry()])
        rows = [stated("b"), stated("a"), stated("z", said_at=minutes(-1)), stated("o", milestone="other")]
        statements.add(conn, rows)
        assert [s.key for s in statements.by_milestone(conn, "mission_end")] == ["z", "a", "b"]
        assert [s.key for s in statements.by_milestone(conn, "other")] == ["o"]
        assert len(statements.of_entry(conn, "e1")) == 4
        assert statements.of_entry(conn, "e1", 2) == ()
        assert statements.milestones(conn) == ("mission_end", "other")


class TestStories:
    def test_recent_brings_text_and_story_oldest_first(self, conn: Connection) -> None:
        old, new = entry("old", published_at=minutes(-99)), entry("new", published_at=minutes(1))
        entries.add(conn, [new, old, entry("mid")])
        stories.assign(conn, [(old, "st0", None), (new, "st1", b"\x00sig"), (entry("mid"), "st1", None)])
        told = stories.recent(conn, minutes(-1))
        assert [(t.entry.id, t.story, t.signature) for t in told] == [
            ("mid", "st1", None),
            ("new", "st1", b"\x00sig"),
        ]
        assert told[1].entry == new
        assert stories.of(conn, ["old", "new", "none"]) == {"old": "st0", "new": "st1"}
        assert stories.members(conn, "st1") == ("mid", "new")

    def test_a_new_version_may_tell_another_story(self, conn: Connection) -> None:
        entries.add(conn, [entry()])
        stories.assign(conn, [(entry(), "st1", None)])
        stories.assign(conn, [(entry("e1", 2), "st2", None)])
        assert stories.of(conn, ["e1"]) == {"e1": "st2"}


class TestPins:
    def test_a_pin_stays_as_it_was_made_until_it_is_taken_away(self, conn: Connection) -> None:
        alerts.add(conn, [alert("a1"), alert("a2")])
        one, two = (Pin(a.key, news_of(a), minutes(n)) for n, a in enumerate([alert("a1"), alert("a2")]))
        for pin in (two, one, replace(one, pinned_at=minutes(9))):
            pins.add(conn, pin)
        assert pins.all(conn) == (one, two)
        assert (pins.remove(conn, "a1"), pins.remove(conn, "a1")) == (True, False)
        assert pins.all(conn) == (two,)


class TestAlerts:
    def test_the_same_key_is_told_once(self, conn: Connection) -> None:
        one, two = alert("a1"), alert("a2", suppressed=Suppression.SAME_NEWS)
        assert alerts.add(conn, [one, one]) == (one,)
        assert alerts.add(conn, [replace(one, title="again"), two]) == (two,)
        assert alerts.known_keys(conn, ["a1", "a9"]) == {"a1"}
        assert alerts.keys(conn) == {"a1", "a2"}
        assert alerts.latest(conn, 9) == (one,)
        assert alerts.latest(conn, 9, suppressed=True) == (two, one)
        assert alerts.latest(conn, 9, milestone="other") == ()
        assert alerts.of_entry(conn, "e1") == (one, two)

    def test_get_by_key_reference_and_beginning(self, conn: Connection) -> None:
        alerts.add(conn, [alert("shift:mission_end:1"), alert("shift:mission_end:2"), alert("shift:mission")])
        assert alerts.get(conn, "shift:mission_end:1") == alert("shift:mission_end:1")
        assert alerts.get(conn, alerts.ref("shift:mission_end:2")) == alert("shift:mission_end:2")
        assert alerts.get(conn, alerts.ref("shift:mission_end:2")[:6]) == alert("shift:mission_end:2")
        assert alerts.get(conn, "shift:mission") == alert("shift:mission")
        assert alerts.get(conn, "shift:mission_") is None
        assert len(alerts.matching(conn, "shift:mission_")) == 2
        assert alerts.get(conn, "") is None

    def test_corroboration_adds_and_never_repeats(self, conn: Connection) -> None:
        alerts.add(conn, [alert(also=("e2",), origins=("wire",))])
        more = Corroboration("a1", ("e3", "e2", "e1"), ("wire", "agency"), ("one", "other"))
        alerts.corroborate(conn, more)
        assert alerts.corroborate(conn, more) == (told := alerts.get(conn, "a1"))
        assert told is not None
        assert (told.also, told.origins) == (("e2", "e3"), ("wire", "agency"))
        assert set(told.outlets) >= {"one", "other"}
        assert alerts.corroborate(conn, replace(more, key="none")) is None


class TestOutbox:
    @pytest.fixture(autouse=True)
    def _alerts(self, conn: Connection) -> None:
        alerts.add(conn, [alert("a1"), alert("a2")])

    def keys(self, conn: Connection, at: float, limit: int = 9) -> list[str]:
        return [m.key for m in outbox.lease(conn, minutes(at), limit, 120, "one")]

    def test_a_message_comes_back_whole_and_once(self, conn: Connection) -> None:
        outbox.put(conn, [message()])
        outbox.put(conn, [message(body="changed")])
        assert outbox.of_alert(conn, "a1") == [message()]

    def test_lease_claims_until_it_runs_out(self, conn: Connection) -> None:
        outbox.put(conn, [message()])
        [claimed] = outbox.lease(conn, NOW, 9, 120, "one")
        assert (claimed.state, claimed.attempts) == (MessageState.LEASED, 1)
        assert claimed.lease_until == minutes(2)
        assert self.keys(conn, 1) == []
        assert outbox.next_due_at(conn) == minutes(2)
        [again] = outbox.lease(conn, minutes(2), 9, 120, "two")
        assert again.attempts == 2

    def test_sent_is_for_good(self, conn: Connection) -> None:
        outbox.put(conn, [message()])
        self.keys(conn, 0)
        sent = Receipt("a1+terminal", minutes(1), Outcome.SENT, "ok")
        assert outbox.settle(conn, sent, None) is MessageState.SENT
        late = Receipt("a1+terminal", minutes(2), Outcome.RETRY, "timeout", 5.0)
        assert outbox.settle(conn, late, minutes(9)) is MessageState.SENT
        assert self.keys(conn, 99) == []
        assert outbox.receipts_of(conn, "a1") == [sent, late]
        assert outbox.next_due_at(conn) is None

    @pytest.mark.parametrize(
        ("outcome", "retry", "after"),
        [
            pytest.param(Outcome.RETRY, 5, MessageState.PENDING, id="try again"),
            pytest.param(Outcome.RETRY, None, MessageState.DEAD, id="given up"),
            pytest.param(Outcome.REFUSED, None, MessageState.DEAD, id="refused"),
            pytest.param(Outcome.REFUSED, 5, MessageState.PENDING, id="refused by a parked destination"),
        ],
    )
    def test_settle(self, conn: Connection, outcome: Outcome, retry: int | None, after: MessageState) -> None:
        outbox.put(conn, [message()])
        self.keys(conn, 0)
        receipt = Receipt("a1+terminal", minutes(1), outcome, "why")
        assert outbox.settle(conn, receipt, None if retry is None else minutes(retry)) is after
        assert self.keys(conn, 4) == []
        assert bool(self.keys(conn, 5)) is (after is MessageState.PENDING)

    def test_settling_what_is_not_there_is_an_error(self, conn: Connection) -> None:
        with pytest.raises(KeyError):
            outbox.settle(conn, Receipt("none", NOW, Outcome.SENT, ""), None)

    def test_order_is_kept_per_destination_behind_a_retry(self, conn: Connection) -> None:
        outbox.put(
            conn,
            [message("1"), message("2"), message("3", destination="mail"), message("4", alert="a2")],
        )
        assert self.keys(conn, 0, limit=1) == ["1"]
        assert self.keys(conn, 0) == ["3"]
        outbox.settle(conn, Receipt("1", NOW, Outcome.RETRY, "down"), minutes(10))
        assert self.keys(conn, 5) == ["3"]
        assert self.keys(conn, 10) == ["1", "2", "3", "4"]

    def test_a_message_held_for_later_holds_up_nobody(self, conn: Connection) -> None:
        outbox.put(conn, [message("held", next_attempt_at=minutes(600)), message("urgent", alert="a2")])
        assert self.keys(conn, 0) == ["urgent"]

    def test_release_does_not_count(self, conn: Connection) -> None:
        outbox.put(conn, [message()])
        self.keys(conn, 0)
        outbox.release(conn, ["a1+terminal"], minutes(1))
        [again] = outbox.lease(conn, minutes(1), 9, 120, "two")
        assert again.attempts == 1

    def test_resend_takes_sent_and_dead_but_not_one_on_its_way(self, conn: Connection) -> None:
        outbox.put(conn, [message("1"), message("2", destination="mail"), message("3", destination="chat")])
        assert self.keys(conn, 0) == ["1", "2", "3"]
        outbox.settle(conn, Receipt("1", NOW, Outcome.SENT, ""), None)
        outbox.settle(conn, Receipt("2", NOW, Outcome.REFUSED, "403"), None)
        assert outbox.resend(conn, "a1", minutes(1)) == 2
        assert self.keys(conn, 1) == ["1", "2"]
        assert outbox.resend(conn, "none", NOW) == 0

    def test_backlog(self, conn: Connection) -> None:
        outbox.put(
            conn,
            [
                message("1"),
                message("2", created_at=minutes(-3)),
                message("3", destination="mail"),
                message("4", created_at=minutes(-9), next_attempt_at=minutes(9)),
            ],
        )
        self.keys(conn, 0)
        outbox.settle(conn, Receipt("3", NOW, Outcome.REFUSED, "403"), None)
        assert outbox.backlog(conn, NOW) == [
            outbox.Backlog("mail", 0, 0, None, 1),
            outbox.Backlog("terminal", 2, 1, minutes(-3), 0),
        ]

    def test_due_since(self, conn: Connection) -> None:
        outbox.put(
            conn,
            [
                message("1", destination="mail", next_attempt_at=minutes(5)),
                message("2", destination="chat", next_attempt_at=minutes(-7)),
                message("3", destination="gone", next_attempt_at=minutes(-9)),
            ],
        )
        assert outbox.due_since(conn) == {
            "mail": minutes(5), "chat": minutes(-7), "gone": minutes(-9),
        }  # fmt: skip
        self.keys(conn, 10)
        # However far its next attempt lies ahead, what failed is due since it failed first.
        outbox.settle(conn, Receipt("1", minutes(10), Outcome.RETRY, "503"), minutes(60))
        outbox.settle(conn, Receipt("2", minutes(10), Outcome.SENT, ""), None)
        parking.park(conn, Parked("gone", NOW, "403", "1"))
        assert outbox.due_since(conn) == {"mail": minutes(10)}
        self.keys(conn, 61)
        outbox.settle(conn, Receipt("1", minutes(61), Outcome.RETRY, "503"), minutes(120))
        assert outbox.due_since(conn) == {"mail": minutes(10)}


def test_conditions(conn: Connection) -> None:
    disk = Condition(ConditionKind.DISK, "", NOW, "12 MB", minutes(-5))
    silent = Condition(ConditionKind.SILENT, "wire", NOW, "", minutes(-9), opened_at=minutes(1))
    conditions.save(conn, [disk, silent])
    assert conditions.followed(conn) == (silent, disk)
    assert conditions.open(conn) == (silent,)
    ended = replace(silent, missed_at=minutes(2), ended_at=minutes(3))
    conditions.save(conn, [ended, replace(silent, seen_at=minutes(4), opened_at=minutes(6))])
    conditions.forget(conn, [disk])
    assert [one.seen_at for one in conditions.followed(conn)] == [minutes(4)]
    assert conditions.told(conn) == {(ConditionKind.SILENT, "wire"): minutes(6)}


def test_the_dates_of_a_feeds_newest_entries(conn: Connection) -> None:
    entries.add(conn, [entry(str(n), published_at=minutes(n)) for n in range(4)])
    assert feeds.published(conn, entry("0").feed, 2) == [minutes(3), minutes(2)]
    assert feeds.published(conn, "another", 2) == []


def test_meta(conn: Connection) -> None:
    assert meta.get(conn, "encoder") is None
    meta.put(conn, "encoder", "one")
    meta.put(conn, "encoder", "two")
    assert meta.get(conn, "encoder") == "two"
    meta.remove(conn, "encoder")
    assert meta.get(conn, "encoder") is None


def test_counts(conn: Connection) -> None:
    feeds.sync(conn, [feed("a"), feed("b"), feed("dropped")], NOW, first)
    feeds.sync(conn, [feed("a"), feed("b")], NOW, first)
    feeds.save(conn, replace(first(feed("a"), NOW), health=Health.OK))
    entries.add(conn, [entry("e1"), entry("e2", published_at=minutes(7)), entry("e3")])
    entries.add(conn, [entry("e1", 2)])
    entries.mark(conn, [("e2", 1)], Stage.JUDGED, NOW)
    entries.mark(conn, [("e3", 1)], Stage.UNSCORED, NOW)
    entries.read_page(conn, "e3", 1, FullText(FullTextStatus.FAILED), retry_at=minutes(1))
    scores.save(conn, [("e2", 1, score(0.9)), ("e1", 1, score(0.9))], NOW)
    statements.add(conn, [stated()])
    stories.assign(conn, [(entry("e1"), "st", None), (entry("e2"), "st", None)])
    alerts.add(conn, [alert("a1"), alert("a2", suppressed=Suppression.STALE)])
    found = counts(conn)
    assert found.feeds == {Health.OK: 1, Health.NEW: 1}
    assert (found.entries, found.versions, found.unjudged, found.unscored, found.unread) == (3, 4, 1, 1, 1)
    assert (found.relevant, found.statements, found.stories) == (1, 1, 1)
    assert (found.alerts, found.suppressed, found.newest_at) == (1, 1, minutes(7))
