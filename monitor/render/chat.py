"""Markup of chats: one layout in the dialects of Telegram, Slack, Discord and Matrix.

Foreign words are escaped in the dialect before anything is put around them, and call nobody: the layout adds
the only markup that a message has.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from monitor.render.clean import WORD_JOINER, host_of, isolated, unmentioned
from monitor.render.digest import Digest
from monitor.render.sheet import Line, Sheet, Side
from monitor.render.style import Style


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one service writes what the layout asks for. Templates are filled with escaped text."""

    words: Callable[[str], str]
    """Escapes text so that it shows only what it says."""
    literal: Callable[[str], str]
    """Escapes text that stands in ``code``."""
    address: Callable[[str], str]
    """Escapes a link for the place where it is followed from."""
    bold: str
    faint: str
    code: str
    link: str
    """With ``{url}`` and ``{words}``."""
    quote: str
    newline: str = "\n"

    def joined(self, lines: Iterable[str], apart: int = 1) -> str:
        """Lines below each other. A quotation is a block of its own and needs no break around it."""
        text = (self.newline * apart).join(lines)
        if self.newline == "\n":
            return text
        text = text.replace(f"{self.newline}<blockquote>", "\n<blockquote>")
        return text.replace(f"</blockquote>{self.newline}", "</blockquote>\n")

    def strong(self, text: str) -> str:
        """Text that stands out."""
        return self.bold.format(self.words(text))

    def line(self, line: Line) -> str:
        """A labelled remark."""
        return self.labelled(line.label, self.words(line.words))

    def labelled(self, label: str, markup: str) -> str:
        """Markup behind its label."""
        gap = " " if label.endswith(("?", "؟")) else ": "
        return f"{self.faint.format(self.words(label))}{gap}{markup}".rstrip()

    def anchor(self, url: str, words: str) -> str:
        """A link that shows ``words``."""
        return self.link.format(url=self.address(url), words=self.words(words))


def chat_markup(sheet: Sheet, style: Style) -> str:
    """Headline and body in one text."""
    dialect = DIALECTS[style]
    return dialect.joined((dialect.strong(sheet.title), *_body(sheet, dialect)))


def chat_digest(digest: Digest, style: Style) -> str:
    """A digest in one text."""
    dialect = DIALECTS[style]
    blocks = [dialect.strong(digest.title)]
    for at, sheet in enumerate(digest.sheets, 1):
        blocks.append(dialect.joined(_entry(sheet, at, digest, dialect)))
    if digest.rest is not None:
        blocks.append(dialect.line(digest.rest))
    blocks.append(dialect.line(Line(digest.phrases.line["ref"], digest.reference)))
    return dialect.joined(blocks, 2)


def _body(sheet: Sheet, dialect: Dialect) -> Iterator[str]:
    phrases = sheet.phrases
    if sheet.remark:
        yield dialect.words(sheet.remark)
    yield from (dialect.line(line) for line in sheet.opening)
    for side in sheet.sides:
        yield from _side(side, sheet, dialect)
    yield from (dialect.line(line) for line in sheet.closing)
    if sheet.link is not None:
        yield dialect.anchor(sheet.link, f"{phrases.line['read']}{phrases.colon}{host_of(sheet.link)}")
    if sheet.page is not None:
        yield dialect.anchor(sheet.page, phrases.line["page"])
    if sheet.hint is not None:
        # Isolated from outside, so that what is copied is the command and nothing else.
        command = dialect.code.format(dialect.literal(sheet.hint.words))
        yield dialect.labelled(sheet.hint.label, isolated(command, phrases.direction))
    yield dialect.line(Line(phrases.line["ref"], sheet.reference))


def _side(side: Side, sheet: Sheet, dialect: Dialect) -> Iterator[str]:
    yield dialect.labelled(side.label, dialect.strong(side.when) if side.when else "")
    if side.quote:
        yield dialect.quote.format(dialect.words(side.quoted(sheet.phrases)))
    if side.source and not side.fresh:
        yield dialect.words(side.source)


def _entry(sheet: Sheet, at: int, digest: Digest, dialect: Dialect) -> Iterator[str]:
    phrases = digest.phrases
    yield dialect.strong(f"{phrases.number(at)}. {sheet.title}")
    yield from (dialect.words(line.words) for line in sheet.opening)
    yield from (dialect.quote.format(dialect.words(s.quoted(phrases))) for s in sheet.sides if s.quote)
    last = []
    if sheet.link is not None:
        words = f"{phrases.line['read']}{phrases.colon}{host_of(sheet.link)}"
        last.append(dialect.anchor(sheet.link, words))
    if sheet.reference:
        last.append(dialect.line(Line(phrases.line["ref"], sheet.reference)))
    if last:
        yield " · ".join(last)


def _telegram(text: str) -> str:
    # "/name" would be a command to press, "@name" a person who is told.
    return escape(_COMMAND.sub(f"/{WORD_JOINER}", unmentioned(text)), quote=False)


def _slack(text: str) -> str:
    """Slack knows no escape for its formatting, so its signs are shown by their likes."""
    shown = escape(_EMOJI.sub(f":{WORD_JOINER}", unmentioned(text)), quote=False).translate(_SLACK_SIGNS)
    return WORD_JOINER + shown if shown.startswith("&gt;") else shown


def _discord(text: str) -> str:
    shown = _DISCORD_SIGNS.sub(r"\\\g<0>", _EMOJI.sub(f":{WORD_JOINER}", unmentioned(text)))
    return _DISCORD_LIST.sub(r"\1\\\2", shown)


def _matrix(text: str) -> str:
    return escape(unmentioned(text), quote=False)


def _plain_code(text: str) -> str:
    return text.replace("`", "'")


_COMMAND = re.compile(r"(?<![\w/])/(?=\w)")
_EMOJI = re.compile(r":(?=[\w+-]+:)")
_SLACK_SIGNS = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})
_DISCORD_SIGNS = re.compile(r"[\\*_~`|>#\[\]<]")
_DISCORD_LIST = re.compile(r"^(\d*)([.+-])(?=\s)")

DIALECTS = {
    Style.TELEGRAM: Dialect(
        words=_telegram,
        literal=escape,
        address=escape,
        bold="<b>{}</b>",
        faint="<i>{}</i>",
        code="<code>{}</code>",
        link='<a href="{url}">{words}</a>',
        quote="<blockquote>{}</blockquote>",
    ),
    Style.SLACK: Dialect(
        words=_slack,
        literal=lambda text: _plain_code(escape(text, quote=False)),
        address=lambda url: escape(url, quote=False),
        bold="*{}*",
        faint="_{}_",
        code="`{}`",
        link="<{url}|{words}>",
        quote="> {}",
    ),
    Style.DISCORD: Dialect(
        words=_discord,
        literal=_plain_code,
        address=str,
        bold="**{}**",
        faint="*{}*",
        code="`{}`",
        link="[{words}](<{url}>)",
        quote="> {}",
    ),
    Style.MATRIX: Dialect(
        words=_matrix,
        literal=escape,
        address=escape,
        bold="<strong>{}</strong>",
        faint="<em>{}</em>",
        code="<code>{}</code>",
        link='<a href="{url}">{words}</a>',
        quote="<blockquote>{}</blockquote>",
        newline="<br>\n",
    ),
}
