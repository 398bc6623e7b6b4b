"""Certificates in words, as tills and the cabinet tell them."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.certificates.models import Certificate, Entry

Kind, State = Entry.Kind, Certificate.State

KINDS: Mapping[str, Any | Promise] = MappingProxyType(
    {
        Kind.ISSUE: _("Sale of the certificate"),
        Kind.TOP_UP: _("Top-up"),
        Kind.SPEND: _("Payment"),
        Kind.REFUND: _("What it paid came back"),
        Kind.PAY_OUT: _("The rest was given out"),
        Kind.EXPIRE: _("Its term ended"),
        Kind.REVOKE: _("It was ended by hand"),
    }
)

STATES: Mapping[str, Any | Promise] = MappingProxyType(
    {
        State.BLANK: _("not sold"),
        State.ACTIVE: _("good"),
        State.BLOCKED: _("blocked"),
        State.ENDED: _("over"),
    }
)


def state_now(row: Certificate, *, at: dt.datetime) -> str:
    """Give the state that holds now: one is over by its term, whoever wrote that down (T2)."""
    if row.valid_until is not None and row.valid_until <= at:
        return State.ENDED
    return row.state
