"""Refusals in words for the member, who sees no till."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from plushka.lib.refusal import Refusal
from plushka.web.ui import activations, reward_refusals, staff_limits

REFUSED = 422


def sentence(refusal: Refusal) -> str:
    """Say why, and what to do about it."""
    said = SENTENCES.get(refusal.code)
    if said is None:
        return _("This cannot be done. Check what was typed and try again.")
    return said(refusal)


def _field(refusal: Refusal) -> str:
    errors = refusal.facts.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else {}
    path = str(first.get("path", "")) if isinstance(first, dict) else ""
    said = FIELDS.get(path.partition(".")[0])
    return said() if said else _("Something was typed wrong. Check the fields and try again.")


FIELDS: dict[str, Callable[[], str]] = {
    "who": lambda: _("Type a phone with all its digits, or the thirteen digits of a card."),
    "phone": lambda: _("There is no such phone number. Type all its digits."),
    "card": lambda: _("A card number has thirteen digits. Check them."),
    "name": lambda: _("A name has at most 200 plain characters. Shorten it."),
    "birth_date": lambda: _(
        "This date cannot be taken: it lies in the future, or the date was changed less than a"
        " year ago."
    ),
    "surname": lambda: _("A name has at most 200 plain characters. Shorten it."),
    "patronymic": lambda: _("A name has at most 200 plain characters. Shorten it."),
    "email": lambda: _("Write the e-mail like anna@example.com."),
    "day": lambda: _("Choose your birth date, with its year."),
    "outlet": lambda: _("Choose a shop where it can be fetched."),
    "delivery": lambda: _("Write whom to bring it to: name, phone and address."),
    "lines[0]": lambda: _("Choose how many you want."),
    "attributes": lambda: _("An answer has at most 200 plain characters. Shorten it."),
}

SENTENCES: dict[str, Callable[[Refusal], str]] = {
    "too_many_tries": activations.too_many_tries,
    "too_many_codes": activations.too_many_tries,
    "code_limit_reached": staff_limits.no_codes,
    **activations.SENTENCES,
    "confirmation_needed": lambda _refusal: _("Type the code from the message."),
    "confirmation_wrong": lambda _refusal: _(
        "The code is wrong or too old. Check it, or ask for a new one."
    ),
    "proof_wrong": lambda _refusal: _(
        "This is neither the number of your card nor your birth date. Check it and try again."
    ),
    "link_unusable": lambda _refusal: _(
        "This link works no more. Sign in by phone, or ask for another link."
    ),
    "alias_needs_a_phone": lambda _refusal: _(
        "The alias goes by your phone, and the shop has none of yours. Add it first."
    ),
    "alias_not_shared": lambda _refusal: _("You have no alias here yet. Ask for one first."),
    "alias_changed_often": lambda _refusal: _(
        "Your alias was changed three times within thirty days. Wait a while."
    ),
    "not_disputable": lambda _refusal: _("There is no such redemption in your history."),
    "member_outdated": lambda _refusal: _(
        "Your profile was changed elsewhere meanwhile. Look at it again, then change it."
    ),
    "still_theirs": lambda _refusal: _(
        "The member with this number was here lately. Ask the shop’s staff."
    ),
    "no_right_to_invite": lambda _refusal: _("You have not gathered enough points yet to invite."),
    "invitation_limit_reached": lambda _refusal: _(
        "No more people can be invited this month. Try again next month."
    ),
    "invitation_closed": lambda _refusal: _(
        "This invitation was used or its time is over, so it cannot be taken back."
    ),
    "invitation_unknown": lambda _refusal: _("You have made no such invitation."),
    "invitation_needed": lambda _refusal: _(
        "Here one joins by a member’s invitation only. Open the link you were sent."
    ),
    "already_member": lambda _refusal: _(
        "Somebody in the programme has this phone already. If it is yours, tell a cashier."
    ),
    **reward_refusals.SENTENCES,
    "not_enough_points": lambda refusal: (
        _("Not enough points: %(missing)s are missing.")
        % {"missing": reward_refusals.fact(refusal, "missing")}
    ),
    "member_blocked": lambda _refusal: _("Your card is blocked. Ask the shop’s staff."),
    "spending_frozen": lambda _refusal: _(
        "You have frozen spending. Allow it again under Safety, then order."
    ),
    "repeat_differs": lambda _refusal: _(
        "This order was sent before and said something else. Look at your orders."
    ),
    "outlet_unknown": lambda _refusal: _("This shop is closed by now. Choose another one."),
    "invalid": _field,
}
