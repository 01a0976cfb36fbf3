"""Scores: near misses, labels, explanations, anything a feed may carry."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import relevance, seeds
from monitor.records import Experience, Field, Leaving, ScoreReason
from monitor.relevance import RelevancePolicy, SeedCorpus, TopicRules
from monitor.relevance.topic import FEATURES, Topic
from tests.core.relevance_topic import corpus, encode, entry, policy, rules, topic


def value(title: str, summary: str = "", body: str = "", learnt: Topic | None = None) -> float:
    (found,) = relevance.score([entry(title, summary, body)], learnt or topic(), encode)
    return found.value


@pytest.mark.parametrize(
    ("story", "miss"),
    [
        pytest.param(
            "Coalition forces will withdraw from Iraq in two phases by 2026",
            "Coalition forces will withdraw from Syria in two phases by 2026",
            id="en-other-place",
        ),
        pytest.param(
            "قوات التحالف الدولي تنسحب من العراق على مرحلتين",
            "قوات التحالف الدولي تنسحب من سوريا على مرحلتين",
            id="ar-other-place",
        ),
        pytest.param(
            "US troops to leave Iraq within a year",
            "Turkish troops to leave Iraq within a year",
            id="en-other-actor",
        ),
        pytest.param(
            "القوات الأميركية تغادر العراق خلال عام",
            "القوات التركية تغادر شمال العراق خلال عام",
            id="ar-other-actor",
        ),
        pytest.param(
            "Coalition mission in Iraq to end in September",
            "UNIFIL peacekeepers' mission in Lebanon to end in September",
            id="en-other-mission",
        ),
        pytest.param(
            "انسحاب القوات الأميركية من البلاد والعراق يكتمل قريبا",
            "انسحاب نواب الكتلة الصدرية من البرلمان العراقي",
            id="ar-other-withdrawal",
        ),
        pytest.param(
            "Iraq sets timetable for the exit of US troops",
            "Iraq and coalition troops train together near Baghdad",
            id="en-other-news-of-the-actor",
        ),
    ],
)
def test_the_story_is_told_from_its_near_miss(story: str, miss: str) -> None:
    assert value(story) >= 0.5 > value(miss)


def test_labels_decide_for_their_entry_only() -> None:
    miss = entry("US troops withdraw from Syria", name="a")
    story = entry("US troops withdraw from Iraq", name="b")
    plain = relevance.score([miss, story], topic(), encode)
    told = relevance.score([miss, story], topic(), encode, {"a": True})
    assert (told[0].value, told[0].relevant, told[0].reason) == (1.0, True, ScoreReason.LABELLED_RELEVANT)
    assert told[1] == plain[1]
    undone = relevance.score([miss, story], topic(), encode, {})
    assert undone == plain


def test_labelled_examples_move_entries_like_them() -> None:
    like = [f"Dutch engineers dismantle radar masts at camp {name}" for name in ("Alpha", "Bravo", "Carol")]
    labelled = tuple((entry(title, name=title), True) for title in like)
    learnt = relevance.fit(
        corpus(),
        rules(),
        seeds.background(),
        encode,
        policy(label_weight=30.0),
        experience=Experience(labelled),
    )
    probe = "Dutch engineers dismantle radar masts at camp Delta"
    assert value(probe, learnt=learnt) > value(probe)


@pytest.mark.parametrize("relevant", [True, False])
def test_ten_labels_visibly_help_with_their_like(relevant: bool) -> None:
    kinds = ("radar", "mast", "tower", "antenna", "beacon")
    made = [f"Dutch engineers dismantle {kind} number {n} at camp Delta" for kind in kinds for n in (1, 2)]
    told = tuple((entry(title, name=title), relevant) for title in made)
    learnt = relevance.fit(
        corpus(), rules(), seeds.background(), encode, policy(), experience=Experience(told)
    )
    unlike = "US troops leave Ain al-Asad base in Iraq by September"
    probe = "Dutch engineers dismantle beacon number 7 at camp Delta"
    before, after = value(probe), value(probe, learnt=learnt)
    assert (after > before + 0.1) if relevant else (after < before)
    assert abs(value(unlike, learnt=learnt) - value(unlike)) < 0.2


def test_labels_alone_in_a_language_without_lists_leave_a_sound_scale() -> None:
    said = tuple((entry(f"联军撤离伊拉克 {n}", lang="zh", name=f"zh{n}"), n % 2 == 0) for n in range(60))
    learnt = relevance.fit(
        corpus(), rules(), seeds.background(), encode, policy(), experience=Experience(said)
    )
    assert "zh" in learnt.combiner.thresholds
    assert np.isfinite(list(learnt.combiner.thresholds.values())).all()
    (found,) = relevance.score([entry("联军撤离伊拉克", lang="zh")], learnt, encode)
    assert 0.0 <= found.value <= 1.0


@pytest.mark.parametrize(
    ("title", "summary", "body"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param(" \n", "\t", "", id="white-space"),
        pytest.param("Iraq", "", "", id="one-word"),
        pytest.param("123 456 789", "2026", "", id="digits"),
        pytest.param("😀🚀", "🇮🇶🇺🇸", "", id="emoji"),
        pytest.param("مدة القراءة:", "تعليقات", "إرسال تعليق", id="boilerplate"),
        pytest.param("日本語", "これは記事です", "", id="unlisted-language"),
        pytest.param("Iraq العراق troops قوات", "withdraw انسحاب", "", id="mixed-scripts"),
        pytest.param("\u202e\u200f\u0000\ufffd", "\ud7ff", "", id="controls"),
    ],
)
def test_any_text_has_a_sensible_score(title: str, summary: str, body: str) -> None:
    (found,) = relevance.score([entry(title, summary, body)], topic(), encode)
    assert 0.0 <= found.value < 0.5
    assert not found.relevant
    assert found.detail


def test_a_huge_text_is_read_from_its_beginning() -> None:
    body = "Weather news of no interest at all today. " * 25_000
    (found,) = relevance.score(
        [entry("US troops leave Iraq", "Coalition ends mission.", body)], topic(), encode
    )
    assert 0.0 <= found.value <= 1.0
    assert found.passage is not None


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200), st.text(max_size=400))
def test_evidence_is_what_stands_there(title: str, summary: str, body: str) -> None:
    made = entry(title, summary, body)
    (found,) = relevance.score([made], topic(), encode)
    assert 0.0 <= found.value <= 1.0
    if found.passage is not None:
        text = made.text(found.passage.field)
        assert text[found.passage.start : found.passage.end] == found.passage.text


def test_a_score_explains_itself() -> None:
    made = entry("Coalition to leave Iraq", "US-led forces withdraw from Ain al-Asad by September.")
    (found,) = relevance.score([made], topic(), encode)
    assert found.reason is ScoreReason.ABOVE
    assert found.passage is not None
    assert found.passage.field in (Field.TITLE, Field.SUMMARY)
    assert found.seed is not None
    assert found.seed.file in {document.file for document in corpus().documents}
    assert {"leave", "Iraq", "Coalition"} <= set(found.terms)
    assert found.detail.startswith(f"{found.value:.2f} against 0.50: ")
    assert found.leaving == Leaving("leave", "Coalition", "Iraq", right_who=True, right_where=True)
    assert all(abs(a.amount) >= abs(b.amount) for a, b in pairwise(found.contributions))
    assert "the leaving points to the right actor and place" in {c.meaning for c in found.contributions}
    assert found.encoder == topic().identity


def test_a_body_passage_is_named_when_it_tells_most() -> None:
    body = (
        "Weather is fine.\n"
        + "The coalition's troops will withdraw from Iraq by September 2025, Baghdad said."
    )
    (found,) = relevance.score([entry("News in brief", "Today's items", body)], topic(), encode)
    assert found.passage is not None
    assert found.passage.field is Field.BODY
    assert "withdraw from Iraq" in found.passage.text


def test_a_batch_scores_as_its_entries_do_alone() -> None:
    batch = [entry(f"US troops leave {place}", name=place) for place in ("Iraq", "Syria", "Mali", "Erbil")]
    alone = tuple(relevance.score([one], topic(), encode)[0] for one in batch)
    together = relevance.score(batch, topic(), encode)
    assert [s.relevant for s in together] == [s.relevant for s in alone]
    assert np.allclose([s.value for s in together], [s.value for s in alone], atol=1e-5)
    assert relevance.score([], topic(), encode) == ()


def test_fitting_is_deterministic() -> None:
    again = relevance.fit(
        corpus(), rules(), seeds.background(), encode, RelevancePolicy(), encoder="stand-in"
    )
    assert again.identity == topic().identity
    assert np.array_equal(again.combiner.weights, topic().combiner.weights)
    assert again.combiner.bias == topic().combiner.bias


def test_no_feature_pulls_the_wrong_way() -> None:
    signs = np.array([feature.sign for feature in FEATURES.values()])
    assert (topic().combiner.weights * signs >= 0).all()


def test_a_learnt_topic_survives_the_cache() -> None:
    kept = relevance.restore(relevance.dump(topic()), rules(), RelevancePolicy(), topic().digest)
    assert kept is not None
    made = [entry("US troops leave Iraq"), entry("US troops leave Syria")]
    assert relevance.score(made, kept, encode) == relevance.score(made, topic(), encode)
    assert relevance.restore(relevance.dump(topic()), rules(), RelevancePolicy(), "other") is None
    assert relevance.restore(b"not a topic", rules(), RelevancePolicy(), topic().digest) is None


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda: (SeedCorpus(corpus().documents[1:]), rules(), policy(), "m"), id="a-seed-less"),
        pytest.param(lambda: (corpus(), replace(rules(), name="other"), policy(), "m"), id="rules"),
        pytest.param(lambda: (corpus(), rules(), policy(strength=0.1), "m"), id="policy"),
        pytest.param(lambda: (corpus(), rules(), policy(), "n"), id="encoder"),
    ],
)
def test_the_digest_changes_with_every_input(changed: object) -> None:
    seed_corpus, topic_rules, how, name = changed()  # type: ignore[operator]
    plain = relevance.digest(corpus(), rules(), ("x",), policy(), "m")
    assert relevance.digest(seed_corpus, topic_rules, ("x",), how, name) != plain


@pytest.mark.parametrize(
    "few",
    [
        pytest.param(lambda: SeedCorpus(corpus().documents[:1]), id="one-seed"),
        pytest.param(lambda: corpus(), id="five-seeds"),
    ],
)
def test_a_topic_without_lists_falls_back_on_similarity(few: object) -> None:
    learnt = relevance.fit(few(), TopicRules(name="bare"), seeds.background(), encode, policy())  # type: ignore[operator]
    (found,) = relevance.score([entry("انسحاب قوات التحالف الدولي من العراق")], learnt, encode)
    assert 0.0 <= found.value <= 1.0
    assert "no word lists" in found.detail


def test_many_seeds_are_thinned_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.relevance.fitting._MOST_WINDOWS", 20)
    learnt = relevance.fit(corpus(), rules(), seeds.background(), encode, policy())
    assert learnt.fit.kept == 20
    assert {window.file for window in learnt.space.windows} == {d.file for d in corpus().documents}
