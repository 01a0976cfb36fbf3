"""Figures in the reader's language: shares, sizes, spans of time. Filters of the templates."""

from datetime import timedelta
from functools import cache

from babel import Locale
from babel.dates import format_timedelta
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from jinja2 import pass_context
from jinja2.runtime import Context

from monitor.render import Phrases

_UNITS = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3), ("byte", 1))


@cache
def _locale(name: str) -> Locale:
    """Reading the name of a locale takes longer than writing a figure."""
    return Locale.parse(name)


@pass_context
def _decimal(context: Context, n: float) -> str:
    phrases: Phrases = context["phrases"]
    return phrases.digits(format_decimal(n, "#,##0.#" if n < 10 else "#,##0", locale=_locale(phrases.locale)))


@pass_context
def _percent(context: Context, share: float | None) -> str:
    phrases: Phrases = context["phrases"]
    return "–" if share is None else phrases.digits(format_percent(share, locale=_locale(phrases.locale)))


@pass_context
def _size(context: Context, count: int) -> str:
    """Bytes in the largest unit that leaves something before the point."""
    phrases: Phrases = context["phrases"]
    unit, step = next((u for u in _UNITS if count >= u[1]), _UNITS[-1])
    whole = round(count / step, 1) if count < 10 * step else count // step
    return phrases.digits(format_unit(whole, f"digital-{unit}", "short", locale=_locale(phrases.locale)))


@pass_context
def _span(context: Context, apart: timedelta) -> str:
    phrases: Phrases = context["phrases"]
    # 45 minutes are not "1 hour": a unit is left only when it is well over.
    return phrases.digits(format_timedelta(apart, threshold=1.5, locale=_locale(phrases.locale)))


FIGURES = {"decimal": _decimal, "percent": _percent, "size": _size, "span": _span}
