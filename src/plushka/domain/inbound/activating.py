"""A code under the cap comes by SMS: it is activated, and one answer tells what became (U22)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from plushka.domain.codes.asking import Activation, Answer, Outcome
from plushka.domain.codes.joining import activate_or_join
from plushka.domain.codes.refusals import ActivationLimitReached
from plushka.domain.codes.spelling import codes_in, folded, looks_like_code
from plushka.domain.inbound import keywords
from plushka.domain.inbound.keywords import Keyword, Written
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent
from plushka.domain.messaging.kinds.kind import Given
from plushka.lib.refusal import Refusal

ANSWERS_AN_HOUR = 30
"""Whoever opens a crate sends a code of each bottle, and hears of each."""

_SHOWN = 4

TOLD: Mapping[str, str] = MappingProxyType(
    {
        "code_used": "used",
        "activation_limit_reached": "limit",
        "code_not_active": "early",
        "code_finished": "finished",
        "code_revoked": "revoked",
        "member_blocked": "blocked",
        "member_unknown": "not_joined",
        "too_many_tries": "too_many",
        "code_unknown": "refused",
        "code_mistyped": "mistyped",
    }
)
"""Which answer a refusal has; of two of one message, that which stands first here."""


def is_code(said: str) -> bool:
    """Tell whether a text is a code, holds one, or was meant for one."""
    return bool(codes_in(said)) or looks_like_code(said)


def activate(written: Written) -> keywords.Answer:
    """Activate every code of a text for the phone it came from."""
    found = codes_in(written.text) or [written.text]
    who = Locator("PHONE", written.phone)
    calls = [
        Activation(code=code, member=who, source="SMS", actor=written.actor) for code in found
    ]
    agreed = NewConsent("DATA", f"code-sms-{written.place.language}-1", "SMS")
    served = activate_or_join(calls, consents=[agreed], at=written.at)
    kind, values = told(served.answers)
    return keywords.Answer(f"activation_{kind}", values, member_id=served.joined.get(who))


def told(answers: Sequence[Answer]) -> tuple[str, Mapping[str, Given]]:
    """Give the one answer to all codes of a message, and its values."""
    served = [one for one in answers if isinstance(one, Outcome)]
    if served:
        # A code told twice in one message is one activation.
        points = sum({one.activation: one.points for one in served}.values())
        if not points and any(one.chances for one in served):
            return "chance", {}
        return "accepted", {"points": points, "balance": served[-1].balance.spendable}
    order = list(TOLD)
    refused = [one for one in answers if isinstance(one, Refusal) and one.code in TOLD]
    first = min(refused, key=lambda one: order.index(one.code))
    values: Mapping[str, Given] = {}
    if isinstance(first, ActivationLimitReached):
        values = {"most": first.most}
    return TOLD[first.code], values


def masked(text: str) -> str:
    """Keep of a text as much as tells which code it was, and not the code."""
    found = codes_in(text) or [folded(text)]
    return " ".join(f"•••{code[-_SHOWN:]}" for code in found)


KEYWORD = Keyword(
    "code", is_code, activate, holds=True, answers_an_hour=ANSWERS_AN_HOUR, kept=masked
)
"""After all other wishes: «баланс» is no code."""
