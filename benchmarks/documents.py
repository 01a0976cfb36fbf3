"""Feed documents to poll: 30 Arabic entries, about 38 kB, every other feed with HTML teasers."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from xml.sax.saxutils import escape

BEGIN = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
"""When the newest entry of each first document was published."""
FRESH = 3
"""New entries of a feed that has some in a round."""
ENTRIES = 30
"""Entries of one document."""

_TEXT = (
    "القوات الحكومة العراق بغداد التحالف الدولي انسحاب اتفاق موعد نهاية مرحلة قاعدة لجنة عسكرية مسؤول أعلن"
    " أكد وزير الدفاع الأمن المتحدث الجدول الزمني مفاوضات واشنطن مدينة محافظة سوق نفط أسعار طقس رياضة فريق"
    " مباراة مدرسة جامعة مستشفى طريق مشروع ماء كهرباء انتخابات برلمان قانون جلسة اليوم أمس خلال بعد قبل على"
)
WORDS = _TEXT.split()


def document(feed: int, newest: int, now: datetime) -> bytes:
    """The RSS document of a feed whose newest entry has this number; the same arguments, the same bytes.

    Args:
        feed: number of the feed; odd ones have HTML teasers.
        newest: entries ``newest - 29`` to ``newest`` are published.
        now: when the newest entry of the first document was published.
    """
    items = (_item(feed, number, now) for number in range(newest, newest - ENTRIES, -1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>مصدر {feed}</title><link>http://feed-{feed}.example/</link><language>ar</language>"
        f"<description>أخبار المصدر {feed}</description>\n{''.join(items)}</channel></rss>\n"
    ).encode()


def _item(feed: int, number: int, now: datetime) -> str:
    draw = Random(feed * 1_000_003 + number)
    title = " ".join(draw.choices(WORDS, k=9))
    teaser = " ".join(draw.choices(WORDS, k=75))
    if feed % 2:
        link = f'<a href="http://feed-{feed}.example/{number}/more">المزيد</a>'
        teaser = f'<p><img src="/i/{number}.jpg" alt="">{teaser}</p><p>{link}</p>'
    published = now + timedelta(minutes=20 * (number - ENTRIES))
    return (
        f"<item><title>{title}</title><link>http://feed-{feed}.example/{number}</link>"
        f'<guid isPermaLink="false">{feed}-{number}</guid><pubDate>{format_datetime(published)}</pubDate>'
        f"<description>{escape(teaser)}</description></item>\n"
    )
