"""What people read of refusals of vouchers and certificates, told over the API."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.vouchers import refusals as vouchers
from plushka.lib import money
from plushka.lib.refusal import Refusal


def _not_fit(refusal: vouchers.VoucherDoesNotFit) -> str:
    if refusal.needs == "total":
        least = money.localised(refusal.least_total, get_language() or "en")
        return _("This voucher is for receipts from %(least)s.") % {"least": least}
    return _("There is nothing on this receipt that the voucher is for.")


def _not_valid(refusal: vouchers.VoucherNotValid) -> str:
    if refusal.is_revoked:
        return _("This voucher was revoked.")
    return _("This voucher is not valid at this moment.")


SENTENCES: dict[type[Refusal], Callable[[Any], str]] = {
    vouchers.VoucherUnknown: lambda _refusal: _(
        "There is no such voucher, or it belongs to another member."
    ),
    vouchers.VoucherUsed: lambda _refusal: _("This voucher was used already."),
    vouchers.VoucherNotValid: _not_valid,
    vouchers.VoucherDoesNotFit: _not_fit,
}
