"""What a voucher gives, in words, for who has it and for who issues it."""

from decimal import Decimal

from django.utils.translation import gettext as _

from plushka.domain.vouchers.terms import Terms
from plushka.web.ui.templatetags.ui import money, number

TOLD = 5
"""So many goods are named; more are told as an ellipsis."""


def told(terms: Terms, *, currency: str) -> str:
    """Say what comes off, and of which receipts: «10 % off · for receipts from 500.00 ₽»."""
    return " · ".join([_off(terms, currency), *_where(terms, currency)])


def _off(terms: Terms, currency: str) -> str:
    if terms.price is not None:
        goods = _named(terms.skus)
        if not terms.price:
            return _("as a gift: %(goods)s") % {"goods": goods}
        price = money(terms.price, currency)
        return _("for %(price)s: %(goods)s") % {"price": price, "goods": goods}
    if terms.off is not None:
        return _("%(sum)s off") % {"sum": money(terms.off, currency)}
    percent = number(int(Decimal(terms.percent or "0") * 100))
    return _("%(percent)s%% off") % {"percent": percent}


def _where(terms: Terms, currency: str) -> list[str]:
    said = []
    if terms.most_off is not None:
        said.append(_("no more than %(sum)s off") % {"sum": money(terms.most_off, currency)})
    if terms.least_total:
        said.append(_("for receipts from %(sum)s") % {"sum": money(terms.least_total, currency)})
    goods = (*(() if terms.is_for_goods else terms.skus), *terms.categories)
    if goods:
        said.append(_("only for: %(goods)s") % {"goods": _named(goods)})
    return said


def _named(goods: tuple[str, ...]) -> str:
    return ", ".join(goods[:TOLD]) + (" …" if len(goods) > TOLD else "")
