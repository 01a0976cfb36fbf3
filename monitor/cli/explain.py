"""One entry, explained: why it counts as relevant, and what it states, with the quotes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from monitor.cli.output import cell, confidence_words, console, quoted, say

if TYPE_CHECKING:
    from monitor.records import Alert, Entry, Leaving, Score, Stated, StatementLabel

BODY_SHOWN = 1_500
SEED_SHOWN = 200
_TEXTS = {
    "not-tried": "the feed's teaser; the article page was not fetched",
    "feed": "whole, from the feed",
    "page": "from the article page",
    "robots": "the feed's teaser; the site's robots.txt asks not to fetch the article page",
    "failed": "the feed's teaser; the article page could not be fetched",
    "empty": "the feed's teaser; the article page held no readable text",
}


def explained(
    entry: "Entry",
    score: "Score | None",
    stated: "Sequence[Stated]",
    raised: "Sequence[Alert]",
    label: bool | None,
    verdicts: "Mapping[str, StatementLabel]",
) -> dict[str, Any]:
    """Everything known about one entry as one JSON object."""
    from monitor.archive import entry_object
    from monitor.formats import alert_object, extract_object, score_object
    from monitor.records import Extraction

    read = extract_object(entry, Extraction(statements=tuple(s.statement for s in stated)))
    return {
        **entry_object(entry),
        "version": entry.version,
        "feed": entry.feed,
        "url": entry.url,
        "fulltext": entry.fulltext,
        "label": None if label is None else ("relevant" if label else "irrelevant"),
        "score": None if score is None else score_object(entry, score),
        "statements": [
            {**one, "label": verdicts[s.key].verdict if s.key in verdicts else None}
            for one, s in zip(read["statements"], stated, strict=True)
        ],
        "alerts": [alert_object(alert) for alert in raised],
    }


def explain(
    entry: "Entry",
    score: "Score | None",
    stated: "Sequence[Stated]",
    raised: "Sequence[Alert]",
    label: bool | None,
    verdicts: "Mapping[str, StatementLabel]",
    *,
    names: Mapping[str, str],
    language: str,
) -> None:
    """Print one entry with its explanation."""
    from rich.text import Text

    from monitor.cli.coloured import coloured
    from monitor.render import headline, isolated
    from monitor.store.alerts import ref

    out = console()
    out.print(Text(cell(entry.title), style="bold"))
    say(f"{cell(entry.outlet)}, {cell(entry.published_at)} UTC, {entry.lang}, version {entry.version}")
    if entry.url:
        say(cell(entry.url))
    if entry.date_doubt:
        say(f"Date: {entry.date_doubt}")
    say(f"Text: {_TEXTS[entry.fulltext]}")
    say()
    _explain_score(score, label)
    say()
    out.print(coloured(entry, [s.statement.quote for s in stated], limit=BODY_SHOWN))
    say()
    for number, one in enumerate(stated, 1):
        _explain_statement(number, one, names, verdicts.get(one.key))
    if not stated:
        say("States nothing about a milestone.")
    for alert in raised:
        told = f"not told: {alert.suppressed}" if alert.suppressed else "told"
        say(f"Alert {ref(alert.key)} ({told}): {isolated(headline(alert, names=names, language=language))}")


def _explain_score(score: "Score | None", label: bool | None) -> None:
    if label is not None:
        say(f"Label: {'relevant' if label else 'irrelevant'}")
    if score is None:
        say("Score: not judged yet")
        return
    verdict = "relevant" if score.relevant else "not relevant"
    say(f"Score: {score.value:.2f}, {verdict} ({score.reason.replace('-', ' ')})")
    if score.detail:
        say(f"Why: {cell(score.detail)}")
    if score.passage is not None:
        say(f"Passage ({score.passage.field}): {quoted(score.passage.text)}")
    if score.seed is not None:
        say(f"Like seed {score.seed.file}: {quoted(score.seed.text, SEED_SHOWN)}")
    if score.leaving is not None:
        say(f"Leaving: {_leaving(score.leaving)}")
    if score.terms:
        say(f"Shared words: {', '.join(cell(term) for term in score.terms)}")
    for part in score.contributions:
        say(f"    {part.amount:+.2f}  {part.meaning}")
    say(f"Encoder: {score.encoder}")


def _leaving(leaving: "Leaving") -> str:
    """What leaves, who and from where, with what is not the topic's marked."""
    parts = [quoted(leaving.words)]
    for word, name, right in (
        ("by", leaving.who, leaving.right_who),
        ("from", leaving.where, leaving.right_where),
    ):
        if name:
            parts.append(f"{word} {quoted(name)}" + ("" if right else " (not the topic's)"))
        else:
            parts.append(f"{word} nobody near" if word == "by" else "from no place near")
    return ", ".join(parts)


def _explain_statement(
    number: int, stated: "Stated", names: Mapping[str, str], label: "StatementLabel | None"
) -> None:
    from monitor.render import load_phrases, stated_words, who_words

    words, statement = load_phrases("en"), stated.statement
    due = stated_words(statement, words)
    marks = [statement.modality.value] if statement.due is not None else []
    marks += [name for name in ("background", "commentary") if getattr(statement, name)]
    name = names.get(statement.milestone, statement.milestone)
    say(f"States ({number}): {cell(name)}: {due}" + (f" ({', '.join(marks)})" if marks else ""))
    say(f"    said by: {who_words(statement, words)}; rule {statement.rule}")
    if label is not None:
        say(f"    labelled {label.verdict}" + (f": {cell(label.note)}" if label.note else ""))
    say(f"    {confidence_words(statement.confidence, statement.doubts)}")
    quote = statement.quote
    say(f"    {quote.field}[{quote.start}:{quote.end}] {quoted(quote.text)}")
