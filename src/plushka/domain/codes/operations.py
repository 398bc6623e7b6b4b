"""Codes are activated: the public face, the same for every channel.

It opens the tenant's transaction itself, because only the outermost one is durable, and runs it
again where the database, not the request, was at fault.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import InterfaceError, OperationalError, connection
from django.db.utils import IntegrityError

from plushka.domain.codes.activating import activate_in
from plushka.domain.codes.asking import Activation, Answer, Outcome
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.statements import RowsLost

__all__ = ["Activation", "Answer", "Outcome", "activate"]

ATTEMPTS = 5
"""How often one activation is tried before its fault is the caller's to hear."""

_NOT_OUR_FAULT = (OperationalError, InterfaceError, IntegrityError, RowsLost)


def activate(
    *, tenant_id: int, activations: Sequence[Activation], at: dt.datetime
) -> list[Answer | Exception]:
    """Activate codes that reached us at ``at``, in the order given.

    Each gets its own ``Outcome`` or ``Refusal``. A list that meets a fault is rolled back and run
    again one by one, so neighbours never pay; who meets one every time gets it as its answer. Safe
    to repeat: a code is answered to the same member as it was.
    """
    if len(activations) > 1:
        try:
            return list(_in_context(tenant_id, lambda: activate_in(activations, at=at)))
        except Exception as fault:  # noqa: BLE001 - whose fault it is shows one by one
            connection.close()
            if _database_is_away():
                return [fault] * len(activations)
    return [_alone(tenant_id, one, at) for one in activations]


def _alone(tenant_id: int, call: Activation, at: dt.datetime) -> Answer | Exception:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            [answer] = _in_context(tenant_id, lambda: activate_in([call], at=at))
        except _NOT_OUR_FAULT as fault:
            connection.close()
            if attempt == ATTEMPTS:
                return fault
        except Exception as fault:  # noqa: BLE001 - it is this caller's answer
            return fault
        else:
            return answer
    raise AssertionError("unreachable")


def _database_is_away() -> bool:
    """Tell whether no connection can be had: then one by one would only wait one by one."""
    try:
        connection.ensure_connection()
    except OperationalError:
        return True
    return False


def _in_context[Result](tenant_id: int, work: Callable[[], Result]) -> Result:
    with tenant_context(tenant_id, by_keys=True):
        return work()
