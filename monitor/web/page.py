"""From a page record to HTML in the reader's language and theme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor.render import Phrases, day_words, instant_words, languages, plain, plain_url, reference
from monitor.web.figures import FIGURES
from monitor.web.guard import TOKEN, token_of
from monitor.web.site import site_of
from monitor.web.words import Words, load_words

THEMES = ("auto", "light", "dark")
SAID = "said"
"""Key of the session: what the next page tells about the last change."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the menu names."""

    name: str
    """Name of its route, and of its words in ``[menu]``."""
    path: str


MENU = (
    Place("now", "/"),
    Place("coverage", "/coverage"),
    Place("alerts", "/alerts"),
    Place("tune", "/tune"),
    Place("feeds", "/feeds"),
    Place("status", "/status"),
)


def language_of(request: Request) -> str:
    """The reader's choice, else the language of the configuration."""
    chosen = request.session.get("language")
    if chosen in languages():
        return str(chosen)
    return site_of(request).settings.language.partition("-")[0]


def words_of(request: Request) -> Words:
    """The words of the reader's language."""
    return load_words(language_of(request))


def phrases_of(request: Request) -> Phrases:
    """The words of alerts in the reader's language."""
    return words_of(request).phrases


def page(request: Request, template: str, status: int = 200, **record: Any) -> HTMLResponse:
    """A template filled in.

    Args:
        request: whose session says language and theme.
        template: name of a file in ``templates/``.
        status: of the answer.
        record: what the template shows.
    """
    words = words_of(request)
    site = site_of(request)
    given = {
        "request": request,
        "site": site,
        "settings": site.settings,
        "names": site.settings.names_in(words.phrases.language),
        "t": words,
        "phrases": words.phrases,
        "lang": words.phrases.language,
        "dir": words.phrases.direction,
        "theme": request.session.get("theme", "auto"),
        "menu": MENU,
        "said": () if request.headers.get("hx-request") else request.session.pop(SAID, ()),
        "token": token_of(request),
        "now": site.now(),
        "whole": not request.headers.get("hx-request"),
    }
    return HTMLResponse(_templates().get_template(template).render(given | record), status)


def back(request: Request, to: str, said: str, *, good: bool = True, **filled: object) -> Response:
    """After a change: go to a page, which says what was done. What htmx sent is on it: it loads it again.

    Args:
        request: the change's.
        to: path of the page.
        said: name of the words that tell it.
        good: whether it was done.
        filled: what the words' places hold.
    """
    tell(request, words_of(request)(said, **filled), good=good)  # type: ignore[arg-type]
    if request.headers.get("hx-request"):
        return Response(headers={"HX-Refresh": "true"})
    return RedirectResponse(to, 303)


def tell(request: Request, text: str, *, good: bool = True) -> None:
    """Have the next page say something."""
    request.session[SAID] = [*request.session.get(SAID, ()), [good, plain(text, 600)]]


def with_query(request: Request, **changed: object) -> str:
    """The address of this page with some of its query changed; None takes a key out.

    It leads nowhere else, whatever path was asked for: ``//host`` would be another site.
    """
    path = "/" + quote(request.url.path.lstrip("/"))
    query = [(k, v) for k, v in request.query_params.multi_items() if k not in changed]
    query += [(k, str(v)) for k, v in changed.items() if v is not None and v != ""]
    return f"{path}?{urlencode(query)}" if query else path


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "foreign": foreign,
        "safe_link": safe_link,
        "csrf_field": _csrf_field,
        "static": static,
        "with_query": with_query,
        "reference": reference,
    }
    made.filters |= {
        "day": _day,
        "instant": _instant,
        "ago": _ago,
        "number": _number,
        "score": lambda x: "–" if x is None else f"{x:.2f}",
        "iso": lambda at: at.isoformat(timespec="seconds"),
    }
    made.filters |= FIGURES
    return made


def foreign(text: str | None, limit: int | None = None) -> Markup:
    """Text from outside, cleaned and isolated in its own direction."""
    return Markup('<bdi dir="auto">{}</bdi>').format(plain(text or "", limit))


def safe_link(url: str | None, text: str, limit: int | None = None) -> Markup:
    """Foreign text as a link to a web address; without one, only the text."""
    shown, to = foreign(text, limit), plain_url(url)
    if to is None:
        return shown
    return Markup('<a href="{}" rel="noopener noreferrer external">{}</a>').format(to, shown)


@cache
def static(name: str) -> str:
    """The address of a file in ``static/``, which changes with the file."""
    data = files("monitor.web").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={blake2b(data, digest_size=6).hexdigest()}"


@pass_context
def _csrf_field(context: Context) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, context["token"])


@pass_context
def _day(context: Context, day: date | datetime) -> str:
    shown = day.astimezone(UTC).date() if isinstance(day, datetime) else day
    return day_words(shown, context["phrases"])


@pass_context
def _instant(context: Context, at: datetime) -> Markup:
    at = at.astimezone(UTC)
    return Markup('<time datetime="{}">{}</time>').format(
        at.isoformat(), instant_words(at, context["phrases"])
    )


@pass_context
def _ago(context: Context, at: datetime | None) -> Markup | str:
    if at is None:
        return "–"
    from babel.dates import format_timedelta

    phrases: Phrases = context["phrases"]
    apart = at - context["now"]
    if abs(apart.total_seconds()) < 1:
        words = context["t"]("page.just")
    else:
        words = format_timedelta(apart, add_direction=True, locale=phrases.locale)
    full = instant_words(at.astimezone(UTC), phrases)
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        at.astimezone(UTC).isoformat(), full, phrases.digits(words)
    )


@pass_context
def _number(context: Context, n: float | None) -> str:
    return "–" if n is None else str(context["phrases"].number(n))
