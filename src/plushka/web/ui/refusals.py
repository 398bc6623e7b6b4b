"""Refusals in words that say what to do, in the reader's language.

The domain refuses with a code and facts; its own sentence is for programs
and logs. Here stands what a person at the till reads.
"""

import re
from collections.abc import Callable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plushka.lib import money
from plushka.lib.refusal import Refusal
from plushka.web.ui import activations, reward_refusals, staff_limits

_PLACE = re.compile(r"lines\[(\d+)\]\.(\w+)")


def sentence(refusal: Refusal) -> str:
    """Say why, and what to do about it."""
    said = SENTENCES.get(refusal.code)
    if said is None:
        return _("This cannot be done. Check what was typed and try again.")
    return said(refusal)


def _fact(refusal: Refusal, name: str) -> str:
    """Give a sum among the facts, written as people write it."""
    told = str(refusal.facts.get(name, "0"))
    written = money.localised(money.parse(told), get_language() or "en")
    return written.removesuffix(",00").removesuffix(".00")


def _not_enough_points(refusal: Refusal) -> str:
    text = _("Not enough points: %(missing)s are missing. Redeem fewer, or press “All”.")
    return text % {"missing": _fact(refusal, "missing")}


def _pays_too_much(refusal: Refusal) -> str:
    text = _("Points can pay for at most %(limit)s of this receipt. Redeem fewer, or press “All”.")
    return text % {"limit": _fact(refusal, "limit")}


def _redeem_not_allowed(refusal: Refusal) -> str:
    nearest = refusal.facts.get("nearest")
    if not isinstance(nearest, list) or not nearest:
        return _("This many points cannot be redeemed. Redeem none, or another number.")
    language = get_language() or "en"
    sums = " / ".join(money.localised(money.parse(str(one)), language) for one in nearest)
    return _("This many points cannot be redeemed. You can redeem: %(sums)s.") % {"sums": sums}


def _too_many_codes(refusal: Refusal) -> str:
    minutes = -(-int(str(refusal.facts.get("retry_after", 60))) // 60)
    text = ngettext(
        "Too many codes were sent to this customer. Send the next one in %(minutes)d minute.",
        "Too many codes were sent to this customer. Send the next one in %(minutes)d minutes.",
        minutes,
    )
    return text % {"minutes": minutes}


def _claim_too_late(refusal: Refusal) -> str:
    days = getattr(refusal, "days", 0)
    text = ngettext(
        "The receipt is too old: it can be claimed for %(days)d day. Tell the customer so.",
        "The receipt is too old: it can be claimed for %(days)d days. Tell the customer so.",
        days,
    )
    return text % {"days": days}


def _claimed_enough(refusal: Refusal) -> str:
    most = int(str(refusal.facts.get("most", 0)))
    text = ngettext(
        "A member may claim %(most)d receipt a month, and has. The next one counts next month.",
        "A member may claim %(most)d receipts a month, and has. The next one counts next month.",
        most,
    )
    return text % {"most": most}


def _outlet_unknown(refusal: Refusal) -> str:
    text = _("You cannot sell in the outlet “%(outlet)s”. Choose another one.")
    return text % {"outlet": refusal.facts.get("outlet", "")}


def _invalid(refusal: Refusal) -> str:
    """Name the field as the till's form does."""
    errors = refusal.facts.get("errors")
    if not isinstance(errors, list) or not errors or not isinstance(errors[0], dict):
        return _("Something was typed wrong. Check the fields and try again.")
    path = errors[0]["path"]
    for half in ("return.", "sale.", "member."):
        path = path.removeprefix(half)
    if place := _PLACE.fullmatch(path):
        return _line(place[2], int(place[1]) + 1)
    said = FIELDS.get(path)
    return said() if said else _("Something was typed wrong. Check the fields and try again.")


def _line(field: str, line: int) -> str:
    match field:
        case "discount":
            text = _("Line %(line)d: the discount is more than the line is worth. Lower it.")
        case "price":
            text = _("Line %(line)d cannot be right. Check its price and quantity.")
        case "quantity":
            return _("More would come back than is left of the goods. Check how much.")
        case _:
            return FIELDS["lines"]()
    return text % {"line": line}


def _voucher_not_fit(refusal: Refusal) -> str:
    if refusal.facts.get("needs") == "total":
        text = _("The voucher is for receipts from %(least)s. Add goods, or leave it out.")
        return text % {"least": _fact(refusal, "least_total")}
    return _("Nothing on this receipt is what the voucher is for. Leave it out.")


def _certificate_not_valid(refusal: Refusal) -> str:
    match refusal.facts.get("state"):
        case "blank":
            return _("The certificate was not sold yet. Sell it first.")
        case "blocked":
            return _("The certificate is blocked. Ask the owner to look at it.")
        case _:
            return _("The certificate is over. It pays no more.")


def _certificate_too_little(refusal: Refusal) -> str:
    text = _("There is %(balance)s on the certificate. Take that, and the rest otherwise.")
    return text % {"balance": _fact(refusal, "balance")}


def _pin_wrong(refusal: Refusal) -> str:
    left = int(str(refusal.facts.get("left", 0)))
    if not left:
        return _("The PIN was wrong too often: the certificate is blocked. Ask the owner.")
    text = ngettext(
        "The PIN is wrong. %(left)d try is left.",
        "The PIN is wrong. %(left)d tries are left.",
        left,
    )
    return text % {"left": left}


FIELDS: dict[str, Callable[[], str]] = {
    "phone": lambda: _("There is no such phone number. Type all its digits."),
    "card": lambda: _(
        "This card cannot be used: its number has a slip, or it was replaced. Scan it again."
    ),
    "alias": lambda: _("An alias has 3 to 30 letters and digits of one alphabet. Check it."),
    "token": lambda: _("This QR code cannot be read. Ask the customer to show it again."),
    "name": lambda: _("A name has at most 200 plain characters. Shorten it."),
    "total": lambda: _(
        "The sum cannot be right. Check what the receipt comes to, and what is left of it."
    ),
    "lines": lambda: _("The lines cannot be right. Check what goods come back."),
    "reason": lambda: _("Say why: what came back, and why there is no receipt."),
    "amount": lambda: _("This sum is too small, too large, or more than there is. Check it."),
    "nominal": lambda: _("A certificate is sold for 0.01 to 10 000 000. Check the sum."),
    "code": lambda: _("A letter of the code is wrong. Compare it with what was shown."),
    "voucher": lambda: _("A letter of the voucher is wrong. Compare it with what was shown."),
    "invitation": lambda: _(
        "This invitation is not good any more. Enrol the customer without it."
    ),
    "receipt": lambda: _("A receipt number has at most 100 plain characters."),
}

SENTENCES: dict[str, Callable[[Refusal], str]] = {
    "member_unknown": lambda refusal: (
        _("There is a slip in this alias. Ask the customer to say it once more.")
        if refusal.facts.get("misheard")
        else _("Nobody is found by that. Check it, or enrol the customer as a new member.")
    ),
    "alias_needs_a_phone": lambda _refusal: _(
        "The alias goes to the customer’s phone, and there is none here. Ask for it first."
    ),
    "member_blocked": lambda _refusal: _(
        "This member is blocked. Sell without a member, and send them to the manager."
    ),
    "already_member": lambda _refusal: _(
        "This customer is a member already. Find them by the phone."
    ),
    "invitation_needed": lambda _refusal: _(
        "Joining takes an invitation by a member. Scan the customer’s invitation, or enter the"
        " phone that it was sent to."
    ),
    "spending_frozen": lambda _refusal: _(
        "The customer has frozen spending. Redeem nothing; they can allow it again in their"
        " cabinet."
    ),
    "second_proof_needed": lambda _refusal: _(
        "This phone was silent for long and may be another person's by now. Scan the card or ask"
        " for the birth date first."
    ),
    "proof_wrong": lambda _refusal: _(
        "This is neither the card's number nor the birth date of this member. Ask again."
    ),
    "too_many_tries": lambda _refusal: _(
        "This was tried too often. Wait an hour, or call the manager."
    ),
    "not_enough_points": _not_enough_points,
    "pays_too_much_with_points": _pays_too_much,
    "redeem_not_allowed": _redeem_not_allowed,
    "confirmation_needed": lambda _refusal: _(
        "The customer has to confirm. Press “Send the code” and type the code they get."
    ),
    **activations.SENTENCES,
    "voucher_unknown": lambda _refusal: _(
        "There is no such voucher, or it is another customer’s. Look at the code again."
    ),
    "voucher_used": lambda _refusal: _("This voucher was used already. Leave it out."),
    "voucher_not_valid": lambda _refusal: _(
        "The voucher does not hold today: its term has not begun, is over, or it was taken back."
        " Leave it out."
    ),
    "voucher_does_not_fit": _voucher_not_fit,
    "certificate_unknown": lambda _refusal: _(
        "There is no such certificate. Look at the code again."
    ),
    "certificate_not_valid": _certificate_not_valid,
    "certificate_sold": lambda _refusal: _("This certificate is sold already. Take another one."),
    "certificate_pin_wrong": _pin_wrong,
    "certificate_too_little": _certificate_too_little,
    "confirmation_wrong": lambda _refusal: _(
        "The code is wrong or too old. Ask for it again, or send a new one."
    ),
    "too_many_codes": _too_many_codes,
    "outlet_unknown": _outlet_unknown,
    "repeat_differs": lambda _refusal: _(
        "A receipt with this number is recorded already, with other contents."
        " Look at it, or type another number."
    ),
    "receipt_too_old": lambda _refusal: _(
        "This receipt is too old to be recorded here. Give it to the manager."
    ),
    "already_returned": lambda _refusal: _(
        "Nothing is left to return: all of it came back before. Check the receipt."
    ),
    "not_found": lambda _refusal: _("There is no such receipt in this outlet. Check its number."),
    "already_claimed": lambda _refusal: _(
        "This receipt has a member already. If it is not the customer's, call the owner."
    ),
    "claim_differs": lambda _refusal: _(
        "No receipt of this outlet has this number and this sum. Check both on the receipt."
    ),
    "claim_too_late": _claim_too_late,
    "claim_limit_reached": _claimed_enough,
    "staff_limit_reached": staff_limits.reached,
    "code_limit_reached": staff_limits.no_more_codes,
    "request_decided": lambda _refusal: _(
        "Somebody has decided this meanwhile. Look at the list again."
    ),
    "limits_outdated": lambda _refusal: _(
        "Somebody else changed the limits meanwhile. Look at them, then change them again."
    ),
    "lifts_own_limit": lambda _refusal: _(
        "Nobody lifts their own limit. Ask the owner, or somebody from support."
    ),
    "too_many_requests": lambda _refusal: _(
        "Too many tries in a short time. Wait a minute, then try again."
    ),
    **reward_refusals.SENTENCES,
    "invalid": _invalid,
}
