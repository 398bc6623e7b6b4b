"""What people read of a refusal: its sentence, in the language they ask for.

The domain refuses in English, for programs and logs. A till shows the detail
to a cashier, so it comes in Russian and Ukrainian too.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from plushka.domain.access.counting import TooManyTries
from plushka.domain.access.proofs import ProofWrong
from plushka.domain.campaigns.reading import CampaignInvalid
from plushka.domain.confirmations.refusals import (
    ConfirmationNeeded,
    ConfirmationWrong,
    TooManyCodes,
)
from plushka.domain.effects.outside import EventDiffers
from plushka.domain.ledger.holding import (
    CaptureDiffers,
    HoldNotOpen,
    MoreThanHeld,
    ReferenceDiffers,
)
from plushka.domain.ledger.limits import AdjustmentLimitReached
from plushka.domain.ledger.queries import HoldUnknown
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.limits import refusals as limits
from plushka.domain.members.operations import AlreadyMember
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.sales import refusals as sales
from plushka.domain.tenants.queries import OutletUnknown
from plushka.domain.tenants.rates import TooManyRequests
from plushka.lib import money
from plushka.lib.refusal import BadField, Refusal
from plushka.web.api import claim_details as claims
from plushka.web.api import paid_with, reward_details, worked_on
from plushka.web.api import refusals as api
from plushka.web.api.more_details import MORE
from plushka.web.api.reading.shape import BodyUnreadable, Invalid
from plushka.web.ui import staff_limits

_SHOWN = 5
"""So many wrong fields are named in the sentence; the list has them all."""


def detail(refusal: Refusal, language: str) -> str:
    """Say in one sentence why it is refused."""
    said = SENTENCES.get(type(refusal))
    if said is None:
        return str(refusal)
    with override(language):
        return said(refusal)


def _sum(refusal: Refusal, fact: str) -> str:
    """Write a sum among the facts as people write it."""
    return money.localised(money.parse(str(refusal.facts[fact])), get_language() or "en")


def _fields(refusal: Refusal) -> str:
    errors: Any = refusal.facts["errors"]
    paths = [error["path"] for error in errors if error["path"]]
    if not paths:
        return _("The body is not what is asked for here.")
    values = {"fields": ", ".join(paths[:_SHOWN])}
    if len(paths) > _SHOWN:
        return _("These fields and others are not acceptable: %(fields)s.") % values
    text = ngettext(
        "This field is not acceptable: %(fields)s.",
        "These fields are not acceptable: %(fields)s.",
        len(paths),
    )
    return text % values


def _unreadable(refusal: Refusal) -> str:
    # Where it breaks is told in English: it is for whoever writes the program.
    return str(refusal) if get_language() == "en" else _("The body cannot be read as JSON.")


def _too_large(refusal: api.TooLarge) -> str:
    if refusal.sales:
        text = ngettext(
            "A batch has at most %(most)d sale.",
            "A batch has at most %(most)d sales.",
            refusal.sales,
        )
        return text % {"most": refusal.sales}
    return _("A body like this has at most %(most)d MiB.") % {"most": refusal.mebibytes}


def _too_often(refusal: Refusal) -> str:
    rate = int(str(refusal.facts["rate"]))
    text = ngettext(
        "This key may ask at most %(rate)d time a minute.",
        "This key may ask at most %(rate)d times a minute.",
        rate,
    )
    return text % {"rate": rate}


def _not_open(refusal: HoldNotOpen) -> str:
    if refusal.state == "CAPTURED":
        return _("The hold is not open any more: it was captured.")
    return _("The hold is not open any more: it was released, or its time is over.")


def _nearest(refusal: RedeemNotAllowed) -> str:
    sums = " / ".join(money.localised(one, get_language() or "en") for one in refusal.nearest)
    text = _("This many points cannot be redeemed; the nearest sums are %(sums)s.")
    return text % {"sums": sums}


SENTENCES: dict[type[Refusal], Callable[[Any], str]] = {
    **paid_with.SENTENCES,
    BadField: _fields,
    Invalid: _fields,
    BodyUnreadable: _unreadable,
    api.Unauthorised: lambda _refusal: _("Send a valid key: Authorization: Bearer <key>."),
    sales.KeyRevoked: lambda _refusal: _("Send a valid key: Authorization: Bearer <key>."),
    api.Forbidden: lambda refusal: _("This key lacks the scope “%(scope)s”.") % refusal.facts,
    api.NotFound: lambda _refusal: _("There is nothing here."),
    sales.SaleUnknown: lambda _refusal: _("There is no such sale."),
    HoldUnknown: lambda _refusal: _("There is no such hold."),
    api.MethodNotAllowed: lambda refusal: (
        _("Here you may use %(methods)s.") % {"methods": refusal.allowed}
    ),
    RepeatDiffers: lambda refusal: (
        _("The key “%(key)s” came before with another request.") % refusal.facts
    ),
    sales.ReceiptDiffers: lambda refusal: (
        _("The receipt “%(receipt)s” was recorded before, with other contents.") % refusal.facts
    ),
    EventDiffers: lambda refusal: (
        _("The event “%(event)s” came before and said something else.") % refusal.facts
    ),
    ReferenceDiffers: lambda refusal: (
        _("The reference “%(reference)s” came before with another hold.") % refusal.facts
    ),
    CaptureDiffers: lambda _refusal: _("The hold was captured before, with other points."),
    **MORE,
    AlreadyMember: lambda _refusal: _("There is already a member with this phone, card or alias."),
    sales.ClaimDiffers: lambda _refusal: _(
        "No receipt of this outlet has this number and this sum."
    ),
    sales.AlreadyClaimed: lambda _refusal: _("This receipt has a member already."),
    sales.ClaimTooLate: claims.too_late,
    sales.ClaimLimitReached: claims.claimed_enough,
    sales.AlreadyReturned: lambda _refusal: _("Nothing is left to return."),
    HoldNotOpen: _not_open,
    api.TooLarge: _too_large,
    api.NotJson: lambda _refusal: _("Send JSON, with Content-Type: application/json."),
    MemberUnknown: lambda refusal: (
        _("This alias has a slip in it; ask for it again.")
        if refusal.facts.get("misheard")
        else _("There is no such member.")
    ),
    OutletUnknown: lambda refusal: (
        _("There is no outlet “%(outlet)s”, or this key is bound to another one.") % refusal.facts
    ),
    sales.MemberBlocked: lambda _refusal: _("This member is blocked."),
    sales.SpendingFrozen: lambda _refusal: _(
        "The member has frozen spending; only they can allow it again, in their cabinet."
    ),
    sales.SecondProofNeeded: lambda _refusal: _(
        "This phone was silent for long and may be another's by now. Ask for the card or the birth"
        " date, or find the member by the card."
    ),
    ProofWrong: lambda _refusal: _("This is neither the member's card nor their birth date."),
    TooManyTries: lambda _refusal: _("This was tried too often; wait a while."),
    NotEnoughPoints: lambda refusal: (
        _("Not enough points: %(missing)s are missing.") % {"missing": _sum(refusal, "missing")}
    ),
    PaysTooMuchWithPoints: lambda refusal: (
        _("At most %(limit)s of this receipt may be paid with points.")
        % {"limit": _sum(refusal, "limit")}
    ),
    RedeemNotAllowed: _nearest,
    MoreThanHeld: lambda refusal: (
        _("The hold sets aside only %(held)s points.") % {"held": _sum(refusal, "held")}
    ),
    ConfirmationNeeded: lambda _refusal: _("This needs the code that was sent to the member."),
    ConfirmationWrong: lambda _refusal: _("This code is not right; ask for another one."),
    sales.ReceiptTooOld: claims.too_old,
    AdjustmentLimitReached: lambda refusal: (
        _("At most %(limit)s points may be corrected in a day.")
        % {"limit": _sum(refusal, "limit")}
    ),
    limits.StaffLimitReached: staff_limits.reached,
    limits.CodeLimitReached: staff_limits.no_more_codes,
    sales.RequestDecided: lambda _refusal: _("Somebody has decided this meanwhile."),
    limits.LimitsOutdated: lambda _refusal: _("Somebody else changed the limits meanwhile."),
    limits.LiftsOwnLimit: lambda _refusal: _("Ask somebody else to lift your limit."),
    TooManyRequests: _too_often,
    TooManyCodes: lambda _refusal: _("Too many codes were asked for; wait a while."),
    **worked_on.SENTENCES,
    RuleInvalid: _fields,
    CampaignInvalid: _fields,
    **reward_details.SENTENCES,
    api.Failed: lambda _refusal: _("Something went wrong on our side; nothing was changed."),
    api.Unavailable: lambda _refusal: _(
        "This is not available right now; send the same request again."
    ),
}
"""Another sentence for each kind, whatever its code."""
