"""Feeds, calendar and tables of one invented story in every language, as files that a person reads in review.

After a change of words or forms, ``python -m tests.golden.exports`` writes ``exports/LANG/`` anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from monitor.export import FILES, Recorded, document
from monitor.ledger import LedgerPolicy, fold
from monitor.records import Milestone, Modality, Rank, Stated
from monitor.render import languages
from monitor.render.samples import sample_names, samples
from tests.core.ledger_rows import row

FOLDER = Path(__file__).parent / "exports"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NAMES = {
    "en": {
        "handover": "Handover of the northern base",
        "training": "End of the training",
        "talks": "Talks",
        "visit": "Visit",
    },
    "ar": {
        "handover": "تسليم القاعدة الشمالية",
        "training": "انتهاء التدريب",
        "talks": "المحادثات",
        "visit": "الزيارة",
    },
}


def files(language: str) -> Iterator[tuple[Path, bytes]]:
    """Where each document of a language stands, and what it holds."""
    ledgers = []
    for name, rows in _story().items():
        milestone = Milestone(name, NAMES["en"][name])
        ledgers.append((milestone, fold(milestone, rows, LedgerPolicy())))
    names = {**sample_names(language), **NAMES[language]}
    of = Recorded(
        language, names, samples(NOW), tuple(ledgers), (30, 7, 0), address="https://example.org/monitor/"
    )
    for name, (form, what) in FILES.items():
        yield FOLDER / language / name, document(form, what, of)


def _story() -> dict[str, list[Stated]]:
    def said(at: str, when: str | None, milestone: str, words: str, outlet: str, **more: object) -> Stated:
        made = row(at, when, milestone=milestone, outlet=outlet, **more)  # type: ignore[arg-type]
        quote = replace(made.statement.quote, text=words, end=made.statement.quote.start + len(words))
        return replace(
            made,
            statement=replace(made.statement, quote=quote),
            url=f"https://example.org/{milestone}/{at}",
            title=words,
        )

    first = said(
        "2025-09-06",
        "2026-09",
        "handover",
        "تُسلَّم القاعدة الشمالية في أيلول 2026",
        "وكالة المثال",
        speaker="وزير الدفاع",
    )
    return {
        "handover": [
            first,
            said("2025-10-01", "2026-09", "handover", "=HYPERLINK(\"x\") by September 2026", "Example Wire"),
            said("2026-01-15", "2026-12", "handover", "handed over by December 2026", "Example Wire"),
        ],
        "training": [
            said("2025-11-02", "2026-06-30", "training", "training ends on 30 June 2026", "Example Times"),
            said(
                "2026-02-01", None, "training", "أُرجئ انتهاء التدريب حتى إشعار آخر", "وكالة المثال",
                modality=Modality.POSTPONED, speaker="المتحدث",
            ),
        ],
        "talks": [
            said("2025-12-01", "2026-04", "talks", "talks by April 2026", "Example Wire", rank=Rank.SOURCES),
            said("2026-02-20", None, "talks", "no talks at all", "Example Wire", modality=Modality.DENIED),
        ],
        "visit": [
            said("2026-01-05", "2026-05", "visit", "زيارة في أيار 2026", "وكالة المثال", rank=Rank.SOURCES),
        ],
    }  # fmt: skip


if __name__ == "__main__":
    for language in languages():
        (FOLDER / language).mkdir(parents=True, exist_ok=True)
        for path, data in files(language):
            path.write_bytes(data)
