"""The ordinary news that the development set is mixed with: seeded, whole, and about anything else."""

import re
from collections import Counter
from datetime import UTC, datetime

from tests.eval.noise import ordinary

BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
ENTRIES = ordinary(600, BEGIN, END)
STORY = re.compile(r"التحالف الدولي|القوات الأ?ميركية|عين الأسد|US-led|American (troops|forces)|Ain al-Asad")


def test_the_same_draw_gives_the_same_news() -> None:
    assert ordinary(600, BEGIN, END) == ENTRIES
    assert ordinary(600, BEGIN, END, seed=6) != ENTRIES


def test_entries_are_whole_and_of_other_matters() -> None:
    assert Counter(e.lang for e in ENTRIES) == {"ar": 300, "en": 300}
    assert all(BEGIN <= e.published_at <= END for e in ENTRIES)
    for entry in ENTRIES:
        text = f"{entry.title}\n{entry.summary}\n{entry.body}"
        assert "{" not in text
        assert STORY.search(text) is None
        assert entry.title
        assert entry.body.startswith(entry.summary)


def test_they_hold_dates_and_numbers_and_words_that_the_story_uses() -> None:
    for lang, words in (("ar", r"\b20\d\d\b|المرحلة|انسح|مهمة"), ("en", r"\b20\d\d\b|phase|withdr|mission")):
        texts = [f"{e.title} {e.body}" for e in ENTRIES if e.lang == lang]
        assert sum(bool(re.search(words, text)) for text in texts) > len(texts) / 2
        assert len({e.body for e in ENTRIES if e.lang == lang}) > 290
