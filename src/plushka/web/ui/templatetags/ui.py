"""Numbers, sums and icons in templates, in the reader's language."""

import datetime as dt
import re
from functools import cache
from importlib import resources
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from plushka.domain.programmes.document import Unit
from plushka.domain.programmes.explain import explain
from plushka.lib import money as sums
from plushka.lib.ids import new_id
from plushka.lib.plural import plural
from plushka.web.ui.form_keys import FIELD

register = template.Library()

SYMBOLS = {"RUB": "₽", "UAH": "₴", "KZT": "₸", "BYN": "Br", "EUR": "€", "USD": "$"}
_PATHS = re.compile(r"<path [^>]*/>|<circle [^>]*/>")


@cache
def _drawing(name: str) -> str:
    """Give the strokes of an icon, without the empty square it is drawn in."""
    text = resources.files("plushka.web.ui").joinpath("icons", f"{name}.svg").read_text("utf-8")
    strokes = [stroke for stroke in _PATHS.findall(text) if 'stroke="none"' not in stroke]
    return "".join(strokes)


@register.simple_tag
def form_key() -> SafeString:
    """Write the key that makes two presses of a form one (``web.ui.form_keys``)."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_id())


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon beside words that say the same; readers of screens skip it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        mark_safe(_drawing(name)),  # noqa: S308 - our own file
    )


def _language() -> str:
    return get_language() or "en"


@register.filter
def number(hundredths: int) -> str:
    """Write 123450 as «1 234,50», and whole numbers without decimals: «1 234»."""
    written = sums.localised(hundredths, _language())
    return written.removesuffix(",00").removesuffix(".00")


@register.filter(name="sum")
def plain_sum(kopecks: int) -> str:
    """Write 123450 as «1 234,50», for columns whose currency is known."""
    return sums.localised(kopecks, _language())


@register.filter
def money(kopecks: int, currency: str) -> str:
    """Write 123450 as «1 234,50 ₽»."""
    symbol = SYMBOLS.get(currency, currency)
    return f"{sums.localised(kopecks, _language())}\N{NO-BREAK SPACE}{symbol}"


@register.filter
def points(hundredths: int, unit: Unit) -> str:
    """Write 500 as «5 бонусов», in the words the company has for its points."""
    language = _language()
    forms = getattr(unit, language, unit.en)
    word = getattr(forms, plural(hundredths, language))
    return f"{number(hundredths)}\N{NO-BREAK SPACE}{word}"


@register.filter
def signed(hundredths: int) -> str:
    """Write a difference: «+1 234,50», «−5», and «0» where nothing differs."""
    sign = "+" if hundredths > 0 else "\N{MINUS SIGN}" if hundredths < 0 else ""
    return f"{sign}{number(abs(hundredths))}"


@register.filter
def whole(count: int) -> str:
    """Write 155848 as «155 848»."""
    return number(count * 100)


@register.filter
def quantity(thousandths: int) -> str:
    """Write 1500 as «1,5»."""
    whole, part = divmod(thousandths, 1000)
    mark = "." if _language() == "en" else ","
    return f"{whole}{mark}{part:03d}".rstrip("0") if part else str(whole)


@register.filter
def last_day(until: dt.datetime) -> str:
    """Write the last day of a term that is over at a moment; the moment itself within a day."""
    local = timezone.localtime(until)
    if local.time() == dt.time.min:
        return date_format(local - dt.timedelta.resolution, "j E Y")
    return date_format(local, "j E Y, H:i")


@register.filter
def why(facts: dict[str, Any]) -> str:
    """Say in words what the facts of a number say."""
    return explain(facts, _language())
