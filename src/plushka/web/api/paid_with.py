"""What people read of refusals of vouchers and certificates, told over the API."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.certificates import refusals as certificates
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


def _not_paying(refusal: certificates.CertificateNotValid) -> str:
    match refusal.state:
        case "BLANK":
            return _("This certificate was not sold yet.")
        case "BLOCKED":
            return _("This certificate is blocked.")
        case _:
            return _("This certificate is over.")


def _too_little(refusal: certificates.CertificateTooLittle) -> str:
    left = money.localised(money.parse(str(refusal.facts["balance"])), get_language() or "en")
    return _("There is only %(left)s left on this certificate.") % {"left": left}


SENTENCES: dict[type[Refusal], Callable[[Any], str]] = {
    vouchers.VoucherUnknown: lambda _refusal: _(
        "There is no such voucher, or it belongs to another member."
    ),
    vouchers.VoucherUsed: lambda _refusal: _("This voucher was used already."),
    vouchers.VoucherNotValid: _not_valid,
    vouchers.VoucherDoesNotFit: _not_fit,
    certificates.CertificateUnknown: lambda _refusal: _("There is no such certificate."),
    certificates.CertificateNotValid: _not_paying,
    certificates.CertificateSold: lambda _refusal: _("This certificate is sold already."),
    certificates.CertificatePinWrong: lambda _refusal: _(
        "This is not the certificate's PIN; the last wrong try blocks it."
    ),
    certificates.CertificateTooLittle: _too_little,
    certificates.CertificateRefunded: lambda _refusal: _("Nothing is left to return."),
    certificates.CertificateDiffers: lambda refusal: (
        _("The receipt “%(receipt)s” was recorded before, with other contents.") % refusal.facts
    ),
}
