"""From an alert to what one destination is sent: headline, plain body, and the markup it takes.

1. the alert is laid out in the language of the destination;
2. it is made as short as the destination has room for, as plain lines and as markup, each by itself;
3. both are written down. Plain lines are always there: a destination that refuses the markup gets them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.records import Alert, Deadline, Severity
from monitor.render.chat import DIALECTS, chat_digest, chat_markup
from monitor.render.clean import unmentioned
from monitor.render.compose import alert_sheet, reference, update_sheet
from monitor.render.digest import Digest, digest_of, fitted_digest
from monitor.render.fit import fitted
from monitor.render.mail import mail_digest, mail_page
from monitor.render.phrases import load_phrases
from monitor.render.push import push_object
from monitor.render.retold import restored_sheet, retraction_sheet, sample_sheet
from monitor.render.sheet import Line, Sheet
from monitor.render.style import AMPLE, Room, Style
from monitor.render.text import text_body, text_digest


@dataclass(frozen=True, slots=True)
class Rendered:
    """An alert in words, for one destination."""

    title: str
    """One line: kind, milestone, old → new, days moved. At most 360 code points, no line breaks."""
    body: str
    """Plain lines of ``Label: words``; quotes stand indented below the line they belong to."""
    markup: str = ""
    """Title and body in the markup of the style; empty where plain text is what it takes. For ntfy a JSON
    object without its topic, for mail an HTML page."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a destination is written to."""

    language: str = "en"
    """One of :func:`monitor.render.languages`, perhaps with its digits (``ar-u-nu-arab``)."""
    style: Style = Style.TEXT
    room: Room = AMPLE
    page: str = ""
    """Address of the web page, when it runs; empty for none."""


def render(
    alert: Alert,
    *,
    names: Mapping[str, str],
    language: str = "en",
    look: Look | None = None,
    sample: bool = False,
) -> Rendered:
    """An alert as a person forwards it.

    Args:
        alert: what was decided.
        names: milestone id -> name; an unknown id stands for itself.
        language: of plain lines, when there is no ``look``.
        look: language, style and room of the destination.
        sample: marked as sent by hand.

    Raises:
        ValueError: no such language.
    """
    look = look or Look(language)
    sheet = _sheet(alert, names, look)
    return _rendered(sample_sheet(sheet) if sample else sheet, look)


def update(
    alert: Alert, known: Sequence[str], *, names: Mapping[str, str], look: Look, was_unconfirmed: bool = False
) -> Rendered:
    """A short follow-up to an alert that more origins carry by now.

    Where a destination can edit, :func:`render` of the alert as it is now replaces what was sent.

    Args:
        alert: as it is now.
        known: the origins that the message before told of.
        was_unconfirmed: whether that message called it unconfirmed.
    """
    sheet = _sheet(alert, names, look)
    confirmed = was_unconfirmed and not alert.unconfirmed
    return _rendered(update_sheet(sheet, alert, known, confirmed), look)


def retraction(alert: Alert, standing: Deadline | None, *, names: Mapping[str, str], look: Look) -> Rendered:
    """An alert taken back: the words it rested on were marked as wrong.

    Args:
        alert: as it was told.
        standing: the deadline in force without those words; None when there is none.
    """
    return _rendered(retraction_sheet(_sheet(alert, names, look), standing), look)


def restored(alert: Alert, standing: Deadline | None, *, names: Mapping[str, str], look: Look) -> Rendered:
    """An alert that was taken back by mistake, told to hold after all.

    Args:
        alert: as it was told.
        standing: the deadline in force; None when there is none.
    """
    return _rendered(restored_sheet(_sheet(alert, names, look), standing), look)


def notice(
    head: str,
    topic: str,
    lines: Sequence[tuple[str, str]],
    *,
    key: str,
    look: Look,
    severity: Severity | None = Severity.EVENT,
) -> Rendered:
    """A message about the monitor itself.

    Args:
        head: what it is, in one or two words of the language.
        topic: what happened, in one line.
        lines: (label, words) pairs; words from outside are cleaned.
        key: gives the reference.
        severity: how loud.
    """
    phrases = load_phrases(look.language)
    sheet = Sheet(
        phrases=phrases,
        name="notice",
        severity=severity,
        head=head,
        topic=phrases.foreign(topic, 200),
        movement="",
        reference=reference(key),
        closing=tuple(Line(label, phrases.foreign(words, 600)) for label, words in lines),
    )
    return _rendered(sheet, look)


def digest(
    news: Sequence[Alert | str],
    *,
    key: str,
    names: Mapping[str, str],
    look: Look,
    severity: Severity | None = None,
    more: bool = False,
) -> Rendered:
    """Several messages that waited, as one. Nothing is left out without being counted.

    Args:
        news: in order: alerts, or the titles of messages that no alert stands behind.
        key: of the digest; gives the reference.
        severity: how loud; the loudest of the alerts when None.
        more: whether they had no room in an hour in which others were told: "12 more alerts".
    """
    phrases = load_phrases(look.language)
    blank = Sheet(phrases, "notice", None, "", "", "", "")
    sheets = [
        replace(blank, topic=phrases.foreign(one, 360)) if isinstance(one, str) else _sheet(one, names, look)
        for one in news
    ]
    loudest = [s for s in Severity if any(isinstance(a, Alert) and a.severity is s for a in news)]
    return _rendered_digest(
        digest_of(sheets, phrases, reference(key), more=more),
        severity or (loudest[0] if loudest else None),
        look,
    )


def _sheet(alert: Alert, names: Mapping[str, str], look: Look) -> Sheet:
    return alert_sheet(alert, names, load_phrases(look.language), look.page)


def _rendered(sheet: Sheet, look: Look) -> Rendered:
    def lines(one: Sheet) -> str:
        return _called(text_body(one), look.style)

    title = _called(sheet.title, look.style)
    body = lines(fitted(sheet, lambda one: f"{title}\n{lines(one)}", look.room))
    match look.style:
        case Style.HTML:
            markup = mail_page(fitted(sheet, mail_page, look.room))
        case Style.NTFY:
            markup = push_object(
                title,
                body,
                name=sheet.name,
                severity=sheet.severity,
                link=sheet.link,
                reference=sheet.reference,
            )
        case style if style in DIALECTS:
            markup = chat_markup(fitted(sheet, lambda one: chat_markup(one, style), look.room), style)
        case _:
            markup = ""
    return Rendered(title, body, markup)


def _rendered_digest(whole: Digest, severity: Severity | None, look: Look) -> Rendered:
    def lines(one: Digest) -> str:
        return _called(text_digest(one), look.style)

    title = _called(whole.title, look.style)
    body = lines(fitted_digest(whole, lambda one: f"{title}\n{lines(one)}", look.room))
    match look.style:
        case Style.HTML:
            markup = mail_digest(fitted_digest(whole, mail_digest, look.room))
        case Style.NTFY:
            markup = push_object(
                title, body, name="digest", severity=severity, link=None, reference=whole.reference
            )
        case style if style in DIALECTS:
            shorter = fitted_digest(whole, lambda one: chat_digest(one, style), look.room)
            markup = chat_digest(shorter, style)
        case _:
            markup = ""
    return Rendered(title, body, markup)


def _called(text: str, style: Style) -> str:
    """Plain text for a chat: it calls nobody either. Mail, files and screens show what was published."""
    return unmentioned(text) if style in DIALECTS else text
