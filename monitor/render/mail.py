"""A mail as an HTML page: everything inline, light and dark, left to right or right to left.

Mail programs know little CSS and strip what they do not know, so the layout is tables and inline styles; the
one style sheet only adds dark colours and stacks the two quotes on narrow screens. Nothing is loaded.
"""

import re
from collections.abc import Iterator
from html import escape

from monitor.records import Severity
from monitor.render.clean import FSI, LRI, PDI, host_of
from monitor.render.digest import Digest
from monitor.render.phrases import Phrases
from monitor.render.sheet import Line, Sheet, Side

_ACCENTS = {
    Severity.SHIFT: "#b3261e",
    Severity.NEW_DATE: "#9a5b00",
    Severity.EVENT: "#0b6477",
    Severity.COVERAGE: "#3b5b92",
}
_QUIET = "#5f6368"
_FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans Arabic',Tahoma,Arial,sans-serif;"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")

_SHEET = """\
:root{color-scheme:light dark}
@media (max-width:520px){.side{display:block!important;width:auto!important;padding:0 0 12px 0!important}}
@media (prefers-color-scheme:dark){
.page{background:#16181c!important}.card{background:#1f2227!important}
.ink,.ink a{color:#e8eaed!important}.dim{color:#a2a8b1!important}.rule{border-color:#33373e!important}
.quote{background:#282c33!important}.code{background:#282c33!important;color:#e8eaed!important}
}"""


def mail_page(sheet: Sheet) -> str:
    """One alert as a page of its own."""
    return _page(sheet.phrases, sheet.title, _accent(sheet), "".join(_alert(sheet)))


def mail_digest(digest: Digest) -> str:
    """A digest as a page of its own: a card for each alert."""
    return _page(digest.phrases, digest.title, _QUIET, "".join(_digest(digest)))


def _page(phrases: Phrases, title: str, accent: str, content: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{phrases.language}" dir="{phrases.direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{escape(_bare(title))}</title>\n<style>\n{_SHEET}\n</style>\n</head>\n"
        f'<body class="page" dir="{phrases.direction}" '
        f'style="margin:0;padding:0;background:#eef0f3;{_FONT}">\n'
        '<table class="page" role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        'style="background:#eef0f3;"><tr><td align="center" style="padding:20px 10px;">\n'
        '<table class="card" role="presentation" width="100%" cellpadding="0" cellspacing="0" '
        'style="max-width:640px;background:#ffffff;border-top:4px solid '
        f'{accent};border-radius:8px;border-collapse:separate;">\n'
        f"{content}</table>\n</td></tr></table>\n</body>\n</html>\n"
    )


def _alert(sheet: Sheet) -> Iterator[str]:
    accent = _accent(sheet)
    yield _row(_head(sheet, accent, 23), "20px 24px 4px 24px")
    if sheet.remark:
        style = f"border-inline-start:3px solid {accent};padding:4px 10px;font-size:14px;line-height:1.5;"
        yield _row(f'<div class="ink" style="{style}color:#202124;">{_words(sheet.remark)}</div>')
    if sheet.opening:
        yield _row("".join(_said(sheet)))
    if sheet.sides:
        yield _row(_sides(sheet, accent), "8px 24px 0 24px")
    if sheet.closing:
        lines = "".join(_fact(line) for line in sheet.closing)
        table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0">'
        yield _row(f"{table}{lines}</table>", "12px 24px 4px 24px")
    if sheet.link is not None:
        yield _row(_button(sheet, sheet.link, accent), "12px 24px 4px 24px")
    yield _row(_foot(sheet), "14px 24px 18px 24px")


def _digest(digest: Digest) -> Iterator[str]:
    title = '<div class="ink" style="font-size:20px;line-height:1.35;font-weight:700;color:#202124;">'
    yield _row(f"{title}{_words(digest.title)}</div>", "20px 24px 10px 24px")
    for sheet in digest.sheets:
        yield _row("".join(_entry(sheet, digest.phrases)), "14px 24px 14px 24px", rule=True)
    if digest.rest is not None:
        yield _row(_plain(digest.rest, digest.phrases), "14px 24px 0 24px", rule=True)
    ref = Line(digest.phrases.line["ref"], f"{FSI}{digest.reference}{PDI}").text(digest.phrases)
    yield _row(_dim(_words(ref)), "14px 24px 18px 24px", rule=True)


def _entry(sheet: Sheet, phrases: Phrases) -> Iterator[str]:
    yield _head(sheet, _accent(sheet), 17)
    if sheet.opening:
        yield _dim(_words(phrases.comma.join(line.words for line in sheet.opening)))
    for side in sheet.sides:
        if side.quote:
            yield f'<div style="padding:8px 0 4px 0;">{_quote(side, phrases, _accent(sheet))}</div>'
    parts = []
    if sheet.link is not None:
        parts.append(_anchor(sheet.link, f"{phrases.line['read']}{phrases.colon}{host_of(sheet.link)}"))
    if sheet.reference:
        parts.append(_words(Line(phrases.line["ref"], f"{FSI}{sheet.reference}{PDI}").text(phrases)))
    if parts:
        yield _dim(" · ".join(parts))


def _head(sheet: Sheet, accent: str, size: int) -> str:
    """Kind and milestone above, what moved below, large."""
    pill = (
        f'<span style="display:inline-block;margin-inline-end:4px;background:{accent};color:#ffffff;'
        f'font-size:12px;font-weight:700;letter-spacing:.02em;padding:3px 9px;border-radius:10px;">'
        f"{_words(sheet.head)}</span>"
    )
    large = f"font-size:{size}px;line-height:1.35;font-weight:700;color:#202124;"
    if not sheet.head:
        pill = ""
    if not sheet.movement:
        topic = f'<div class="ink" style="{large}padding-top:8px;">{_words(sheet.topic)}</div>'
        return f"{pill}{topic if sheet.topic else ''}"
    small = f"font-size:14px;color:{_QUIET};"
    return (
        f'{pill} <span class="dim" style="{small}">{_words(sheet.topic)}</span>'
        f'<div class="ink" style="{large}padding-top:8px;">{_words(sheet.movement)}</div>'
    )


def _said(sheet: Sheet) -> Iterator[str]:
    for line in sheet.opening:
        style = "font-size:14px;line-height:1.6;color:#202124;"
        words = f"{_label(line.label, sheet.phrases)}{_words(line.words)}"
        yield f'<div class="ink" style="{style}">{words}</div>'


def _sides(sheet: Sheet, accent: str) -> str:
    width = 100 // len(sheet.sides)
    cells = []
    for at, side in enumerate(sheet.sides):
        gap = "padding-inline-end:7px;" if at == 0 and len(sheet.sides) > 1 else "padding-inline-start:7px;"
        gap = gap if len(sheet.sides) > 1 else ""
        cells.append(
            f'<td class="side" width="{width}%" valign="top" style="width:{width}%;{gap}">'
            f"{_side(side, sheet.phrases, accent if side.fresh else _QUIET)}</td>"
        )
    table = (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed;">'
    )
    return f"{table}<tr>{''.join(cells)}</tr></table>"


def _side(side: Side, phrases: Phrases, accent: str) -> str:
    dim = f"font-size:12px;line-height:1.5;color:{_QUIET};"
    parts = [f'<div class="dim" style="{dim}font-weight:600;">{_words(side.label)}</div>']
    if side.when:
        style = "font-size:16px;line-height:1.4;font-weight:600;color:#202124;padding-bottom:6px;"
        parts.append(f'<div class="ink" style="{style}">{_words(side.when)}</div>')
    if side.quote:
        parts.append(_quote(side, phrases, accent))
    if side.source:
        parts.append(f'<div class="dim" style="{dim}padding-top:5px;">{_words(side.source)}</div>')
    return "".join(parts)


def _quote(side: Side, phrases: Phrases, accent: str) -> str:
    """The exact words in their own direction, whatever that of the mail."""
    lang = f' lang="{side.lang}"' if _LANGUAGE.fullmatch(side.lang) and side.lang != "und" else ""
    style = (
        f"margin:0;padding:9px 12px;background:#f4f5f7;border-inline-start:3px solid {accent};"
        "border-radius:4px;font-size:15px;line-height:1.6;color:#202124;"
    )
    words = escape(phrases.text["quote"].format(text=side.quote))
    return f'<blockquote class="quote ink" dir="auto"{lang} style="{style}">{words}</blockquote>'


def _fact(line: Line) -> str:
    cell = "padding:3px 0;font-size:14px;line-height:1.55;vertical-align:top;"
    words = f'<td class="ink" style="{cell}color:#202124;">{_words(line.words)}</td>'
    return (
        f'<tr><td class="dim" width="24%" style="{cell}color:{_QUIET};padding-inline-end:12px;">'
        f"{_words(line.label)}</td>{words}</tr>"
    )


def _button(sheet: Sheet, link: str, accent: str) -> str:
    phrases = sheet.phrases
    style = (
        f"display:inline-block;background:{accent};color:#ffffff;text-decoration:none;font-size:14px;"
        "font-weight:600;padding:9px 16px;border-radius:6px;"
    )
    words = _words(f"{phrases.line['read']}{phrases.colon}{FSI}{host_of(link)}{PDI}")
    return f'<a href="{escape(link)}" rel="noopener noreferrer" style="{style}">{words}</a>'


def _foot(sheet: Sheet) -> str:
    phrases = sheet.phrases
    parts = []
    if sheet.page is not None:
        parts.append(_anchor(sheet.page, phrases.line["page"]))
    if sheet.hint is not None:
        code = "font-family:Consolas,Menlo,monospace;background:#f1f3f4;padding:2px 6px;border-radius:4px;"
        command = f'<code class="code" dir="ltr" style="{code}">{escape(sheet.hint.words)}</code>'
        parts.append(f"{_words(sheet.hint.label)} {command}")
    parts.append(_words(Line(phrases.line["ref"], f"{FSI}{sheet.reference}{PDI}").text(phrases)))
    style = f"font-size:12px;line-height:1.9;color:{_QUIET};border-top:1px solid #e4e6ea;padding-top:10px;"
    return f'<div class="dim rule" style="{style}">{" &nbsp;·&nbsp; ".join(parts)}</div>'


def _anchor(url: str, words: str) -> str:
    style = "color:inherit;text-decoration:underline;"
    return f'<a href="{escape(url)}" rel="noopener noreferrer" style="{style}">{_words(words)}</a>'


def _label(label: str, phrases: Phrases) -> str:
    return f'<span class="dim" style="color:{_QUIET};">{_words(label)}{phrases.colon}</span>'


def _plain(line: Line, phrases: Phrases) -> str:
    return f'<div class="ink" style="font-size:14px;color:#202124;">{_words(line.text(phrases))}</div>'


def _dim(content: str) -> str:
    return f'<div class="dim" style="font-size:13px;line-height:1.6;color:{_QUIET};">{content}</div>'


def _row(content: str, padding: str = "8px 24px 0 24px", *, rule: bool = False) -> str:
    border = "border-top:1px solid #e4e6ea;" if rule else ""
    return f'<tr><td class="rule" style="padding:{padding};{border}">{content}</td></tr>\n'


def _accent(sheet: Sheet) -> str:
    return _QUIET if sheet.severity is None else _ACCENTS[sheet.severity]


def _words(text: str) -> str:
    """Our words with foreign ones in them: escaped, isolates as elements."""
    return escape(text).replace(FSI, "<bdi>").replace(LRI, '<bdi dir="ltr">').replace(PDI, "</bdi>")


def _bare(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, (FSI, LRI, PDI))))
