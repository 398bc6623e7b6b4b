"""What people read of receipts that came too late, or were claimed too often."""

from django.utils.translation import ngettext

from plushka.domain.sales import refusals as sales


def too_old(refusal: sales.ReceiptTooOld) -> str:
    text = ngettext(
        "Receipts are taken for %(days)d day; this one is older.",
        "Receipts are taken for %(days)d days; this one is older.",
        refusal.days,
    )
    return text % {"days": refusal.days}


def too_late(refusal: sales.ClaimTooLate) -> str:
    text = ngettext(
        "Receipts may be claimed for %(days)d day; this one is older.",
        "Receipts may be claimed for %(days)d days; this one is older.",
        refusal.days,
    )
    return text % {"days": refusal.days}


def claimed_enough(refusal: sales.ClaimLimitReached) -> str:
    text = ngettext(
        "A member may claim %(most)d receipt a month.",
        "A member may claim %(most)d receipts a month.",
        refusal.most,
    )
    return text % {"most": refusal.most}
