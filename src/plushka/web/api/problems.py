"""Refusals become problems (RFC 9457), in one place: every code, its status, its title."""

from dataclasses import dataclass
from typing import Any

import msgspec

from plushka.domain.access.counting import TooManyTries
from plushka.domain.confirmations.refusals import TooManyCodes
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.tenants.rates import TooManyRequests
from plushka.lib.refusal import Refusal
from plushka.web.api.details import detail
from plushka.web.api.refusals import MethodNotAllowed

CONTENT_TYPE = b"application/problem+json"
_DOCS = "/api/docs#"


@dataclass(frozen=True, slots=True)
class Kind:
    """What every problem with one code has in common."""

    status: int
    title: str


KINDS = {
    "unreadable": Kind(400, "The body cannot be read"),
    "unauthorised": Kind(401, "A valid key is needed"),
    "forbidden": Kind(403, "The key may not do this"),
    "not_found": Kind(404, "There is nothing here"),
    "method_not_allowed": Kind(405, "Another method is needed"),
    "repeat_differs": Kind(409, "The same was sent before and said something else"),
    "already_member": Kind(409, "Already a member"),
    "invitation_needed": Kind(422, "An invitation is needed"),
    "no_right_to_invite": Kind(422, "The member may not invite yet"),
    "invitation_limit_reached": Kind(422, "No more invitations"),
    "already_claimed": Kind(409, "The receipt has a member already"),
    "already_returned": Kind(409, "Nothing is left to return"),
    "hold_unknown": Kind(404, "No such hold"),
    "segment_name_taken": Kind(409, "Another segment has this name"),
    "segment_outdated": Kind(409, "The segment was changed meanwhile"),
    "segment_unknown": Kind(404, "No such segment"),
    "hold_not_open": Kind(409, "The hold is not open any more"),
    "version_unknown": Kind(404, "No such version of the programme"),
    "draft_unknown": Kind(404, "There is no draft of the programme"),
    "draft_outdated": Kind(409, "A newer version was published since"),
    "example_unknown": Kind(404, "No such example"),
    "replay_unknown": Kind(404, "No such replay"),
    "campaign_unknown": Kind(404, "No such campaign"),
    "campaign_unchanged": Kind(409, "There is nothing to launch"),
    "campaign_not_running": Kind(409, "The campaign is not running"),
    "campaign_launched": Kind(409, "The campaign was launched once"),
    "too_large": Kind(413, "Too large"),
    "not_json": Kind(415, "JSON is needed"),
    "invalid": Kind(422, "Some fields are not acceptable"),
    "member_unknown": Kind(422, "No such member"),
    "reward_unknown": Kind(422, "No such reward"),
    "reward_not_offered": Kind(422, "The reward is not offered now"),
    "reward_limit_reached": Kind(422, "The member has ordered as many as allowed"),
    "sold_out": Kind(409, "Fewer pieces are left"),
    "order_unknown": Kind(404, "No such order"),
    "order_not_open": Kind(409, "The order is not open for this"),
    "order_not_paid": Kind(409, "The order is not paid yet"),
    "order_elsewhere": Kind(422, "The order waits at another outlet"),
    "pick_up_code_wrong": Kind(422, "The pick-up code is wrong"),
    "pick_up_code_closed": Kind(429, "The pick-up code is closed"),
    "outlet_unknown": Kind(422, "No such outlet"),
    "member_blocked": Kind(422, "The member is blocked"),
    "spending_frozen": Kind(422, "The member has frozen spending"),
    "second_proof_needed": Kind(422, "The phone alone is no proof"),
    "proof_wrong": Kind(422, "The proof is wrong"),
    "too_many_tries": Kind(429, "Too many tries"),
    "not_enough_points": Kind(422, "Not enough points"),
    "pays_too_much_with_points": Kind(422, "More points than this receipt may be paid with"),
    "redeem_not_allowed": Kind(422, "Another number of points is needed"),
    "more_than_held": Kind(422, "More than the hold sets aside"),
    "confirmation_needed": Kind(422, "A code is needed"),
    "confirmation_wrong": Kind(422, "The code is wrong"),
    "code_unknown": Kind(422, "No such code"),
    "code_mistyped": Kind(422, "The code is mistyped"),
    "code_used": Kind(409, "The code is used already"),
    "code_not_active": Kind(422, "The code is not active yet"),
    "code_finished": Kind(422, "The codes are not accepted any more"),
    "code_revoked": Kind(422, "The code was revoked"),
    "activation_limit_reached": Kind(422, "The member may activate no more codes"),
    "voucher_unknown": Kind(422, "No such voucher"),
    "voucher_used": Kind(409, "The voucher was used already"),
    "voucher_not_valid": Kind(422, "The voucher does not hold now"),
    "voucher_does_not_fit": Kind(422, "The voucher takes nothing off this receipt"),
    "certificate_unknown": Kind(422, "No such certificate"),
    "certificate_not_valid": Kind(422, "The certificate does not pay now"),
    "certificate_sold": Kind(409, "The certificate is sold already"),
    "certificate_pin_wrong": Kind(422, "The PIN is wrong"),
    "certificate_too_little": Kind(422, "Not enough on the certificate"),
    "receipt_too_old": Kind(422, "The receipt is too old"),
    "claim_differs": Kind(422, "No such receipt with this sum"),
    "claim_too_late": Kind(422, "The receipt is too old to be claimed"),
    "claim_limit_reached": Kind(422, "The month's limit of claims is reached"),
    "adjustment_limit_reached": Kind(422, "The day's limit of adjustments is reached"),
    "staff_limit_reached": Kind(422, "The person's limit of the day is reached"),
    "request_decided": Kind(409, "Somebody has decided this meanwhile"),
    "limits_outdated": Kind(409, "The limits were changed meanwhile"),
    "lifts_own_limit": Kind(422, "Nobody lifts their own limit"),
    "draft_has_errors": Kind(422, "The draft would not work as it is written"),
    "examples_fail": Kind(422, "Some examples come out differently"),
    "too_many_requests": Kind(429, "Too many requests"),
    "too_many_codes": Kind(429, "Too many codes were asked for"),
    "code_limit_reached": Kind(429, "No more codes are sent for now"),
    "internal": Kind(500, "Something went wrong"),
    "unavailable": Kind(503, "Not available right now"),
}
"""One line a code; in a lookup ``member_unknown`` is 404."""

_UNTOLD = Kind(422, "Not acceptable")


def kind_of(code: str) -> Kind:
    """Give what problems with a code have in common."""
    return KINDS.get(code, _UNTOLD)


def problem(refusal: Refusal, *, language: str, status: int | None = None) -> dict[str, Any]:
    """Write a refusal as a problem; its facts stand beside the fixed fields."""
    kind = kind_of(refusal.code)
    return {
        "type": _DOCS + refusal.code,
        "title": kind.title,
        "status": status or kind.status,
        "code": refusal.code,
        "detail": detail(refusal, language),
        **refusal.facts,
    }


def encoded(refusal: Refusal, *, language: str, status: int | None = None) -> tuple[int, bytes]:
    """Write a refusal as the status and the body of a response."""
    told = problem(refusal, language=language, status=status)
    return told["status"], msgspec.json.encode(told)


def headers(refusal: Refusal) -> list[tuple[bytes, bytes]]:
    """Give what the status must say in headers."""
    match refusal:
        case MethodNotAllowed():
            return [(b"allow", refusal.allowed.encode())]
        case TooManyRequests() | TooManyCodes() | TooManyTries() | CodeLimitReached():
            return [(b"retry-after", str(refusal.retry_after).encode())]
        case Refusal(code="unavailable"):
            return [(b"retry-after", b"2")]
        case Refusal(code="unauthorised"):
            return [(b"www-authenticate", b"Bearer")]
        case _:
            return []
