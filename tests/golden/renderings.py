"""Every kind of message in every style and language, as files that a person reads in review.

``alerts/LANG/STYLE/KIND.EXT`` holds what a destination of that style is sent. After a change of words or
markup, ``python -m tests.golden.renderings`` writes them anew; what has changed then shows in the difference.
"""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from rich.console import Console

from monitor.formats import alert_object, message_object
from monitor.records import Alert, AlertKind, Condition, ConditionKind, Message, MessageKind, MessageState
from monitor.render import (
    Look,
    Rendered,
    Style,
    digest,
    health,
    languages,
    render,
    retraction,
    room_of,
    style_of,
    update,
)
from monitor.render.samples import sample_names, samples
from monitor.send.terminal import panel

FOLDER = Path(__file__).parent / "alerts"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ADDRESSES = {
    Style.TEXT: "pover://user@token",
    Style.TERMINAL: "terminal",
    Style.HTML: "mailtos://user:pass@example.org",
    Style.TELEGRAM: "tgram://token/chat",
    Style.SLACK: "slack://a/b/c",
    Style.DISCORD: "discord://id/token",
    Style.MATRIX: "matrixs://user:pass@example.org/room",
    Style.NTFY: "ntfys://ntfy.example.org/topic",
    Style.JSON: "webhook:https://example.org/hook",
}
_ENDINGS = {
    Style.HTML: "html",
    Style.TELEGRAM: "html",
    Style.MATRIX: "html",
    Style.DISCORD: "md",
    Style.NTFY: "json",
    Style.JSON: "json",
}


def look_of(style: Style, language: str) -> Look:
    """How the example address of a style is written to."""
    url = ADDRESSES[style]
    assert style_of(url) is style
    return Look(language, style, room_of(url))


def messages(look: Look) -> Iterator[tuple[str, Rendered, Alert | None]]:
    """Every kind of message: its name, its words, and the alert behind it."""
    names = sample_names(look.language)
    told = {alert.kind: alert for alert in samples(NOW)}
    for kind, alert in told.items():
        yield kind.value, render(alert, names=names, look=look), alert
    later, denied = told[AlertKind.LATER], told[AlertKind.DENIED]
    coverage = told[AlertKind.COVERAGE]
    news = [later, denied, coverage, "The feed example-wire has been silent for 3 days"]
    yield "digest", digest(news, key="digest:out:1", names=names, look=look), None
    yield "update", update(later, later.origins[:1], names=names, look=look), later
    yield "retraction", retraction(later, later.before, names=names, look=look), later
    yield "sample", render(later, names=names, look=look, sample=True), later
    silent, since = ConditionKind.SILENT, NOW - timedelta(days=4)
    wrong = [Condition(silent, f"wire-{n}", NOW, "HTTP 503" if n == 1 else "", since) for n in range(1, 13)]
    yield "health", health(silent, wrong, over=False, key="health:1", look=look), None
    yield "recovery", health(silent, wrong[:1], over=True, key="health:2", look=look), None


def files(language: str, style: Style) -> Iterator[tuple[Path, str]]:
    """Where each message of a style stands, and what it holds."""
    folder = FOLDER / language / style.value
    for name, rendered, alert in messages(look_of(style, language)):
        text = _written(style, name, rendered, alert)
        yield folder / f"{name}.{_ENDINGS.get(style, 'txt')}", text.rstrip("\n") + "\n"


def _written(style: Style, name: str, rendered: Rendered, alert: Alert | None) -> str:
    match style:
        case Style.TEXT:
            return f"{rendered.title}\n\n{rendered.body}"
        case Style.TERMINAL:
            console = Console(file=StringIO(), width=100, highlight=False, emoji=False, markup=False)
            with console.capture() as shown:
                console.print(panel(rendered.title, rendered.body, alert.severity if alert else None))
            return "\n".join(line.rstrip() for line in shown.get().splitlines())
        case Style.JSON:
            made = message_object(_message(name, rendered, alert))
            return json.dumps(made, ensure_ascii=False, indent=2)
        case Style.NTFY:
            return json.dumps(json.loads(rendered.markup), ensure_ascii=False, indent=2)
    return rendered.markup


def _message(name: str, rendered: Rendered, alert: Alert | None) -> Message:
    kind = MessageKind(name) if name in {k.value for k in MessageKind} else MessageKind.ALERT
    payload: object = alert_object(alert) if alert is not None else None
    if kind is MessageKind.DIGEST:
        payload = {"alerts": [alert_object(a) for a in samples(NOW)[:1]]}
    return Message(
        key=f"{alert.key if alert else name}@out",
        alert=alert.key if alert else None,
        destination="out",
        title=rendered.title,
        body=rendered.body,
        payload="" if payload is None else json.dumps(payload),
        state=MessageState.PENDING,
        attempts=0,
        next_attempt_at=NOW,
        created_at=NOW,
        kind=kind,
        severity=alert.severity if alert else None,
        markup=rendered.markup,
        answers=f"{alert.key}@out" if alert and name in ("update", "retraction") else None,
    )


def write() -> int:
    """Write all files anew; how many there are."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    written = 0
    for language in languages():
        for style in Style:
            for path, text in files(language, style):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                written += 1
    return written


if __name__ == "__main__":
    print(f"{write()} files written in {FOLDER}")  # noqa: T201
