"""Plain lines: ``Label: words``, quotes indented below the line they belong to."""

from collections.abc import Iterator

from monitor.render.clean import isolated
from monitor.render.digest import Digest
from monitor.render.phrases import Phrases
from monitor.render.sheet import Line, Sheet, Side

INDENT = "    "


def text_body(sheet: Sheet) -> str:
    """Everything below the headline."""
    return "\n".join(_lines(sheet))


def text_digest(digest: Digest) -> str:
    """Everything below the headline of a digest: one block of lines for each alert."""
    blocks = ["\n".join(_entry(sheet, at, digest)) for at, sheet in enumerate(digest.sheets, 1)]
    if digest.rest is not None:
        blocks.append(digest.rest.text(digest.phrases))
    blocks.append(_reference(digest.reference, digest.phrases))
    return "\n\n".join(blocks)


def _lines(sheet: Sheet) -> Iterator[str]:
    phrases = sheet.phrases
    if sheet.remark:
        yield sheet.remark
    for line in sheet.opening:
        yield line.text(phrases)
    for side in sheet.sides:
        yield from _side(side, sheet)
    for line in sheet.closing:
        yield line.text(phrases)
    if sheet.link is not None:
        yield Line(phrases.line["read"], isolated(sheet.link, phrases.direction)).text(phrases)
    if sheet.page is not None:
        yield Line(phrases.line["page"], isolated(sheet.page, phrases.direction)).text(phrases)
    if sheet.hint is not None:
        yield Line(sheet.hint.label, isolated(sheet.hint.words, phrases.direction)).text(phrases)
    yield _reference(sheet.reference, phrases)


def _side(side: Side, sheet: Sheet) -> Iterator[str]:
    phrases = sheet.phrases
    if not side.when:
        yield Line(side.label, side.quoted(phrases)).text(phrases)
        return
    yield Line(side.label, side.when).text(phrases)
    if side.quote:
        yield INDENT + side.quoted(phrases)
    if side.source and not side.fresh:
        yield INDENT + side.source


def _entry(sheet: Sheet, at: int, digest: Digest) -> Iterator[str]:
    phrases = digest.phrases
    yield f"{phrases.number(at)}. {sheet.title}"
    yield from (INDENT + line.words for line in sheet.opening)
    yield from (INDENT + side.quoted(phrases) for side in sheet.sides if side.quote)
    if sheet.link is not None:
        yield INDENT + isolated(sheet.link, phrases.direction)
    if sheet.reference:
        yield INDENT + _reference(sheet.reference, phrases)


def _reference(reference: str, phrases: Phrases) -> str:
    return Line(phrases.line["ref"], isolated(reference, phrases.direction)).text(phrases)
