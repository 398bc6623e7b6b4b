"""What a reward is besides goods: vouchers are issued as soon as they are paid for."""

import datetime as dt
from collections.abc import Sequence

from plushka.domain.rewards.models import Order, OrderLine


def give(made: Order, lines: Sequence[OrderLine], *, at: dt.datetime) -> None:
    """Issue what needs no fetching, once an order is paid."""


def check_untouched(made: Order, lines: Sequence[OrderLine]) -> None:
    """Refuse to cancel an order whose vouchers were used."""


def take_back(made: Order, lines: Sequence[OrderLine], *, actor: str, at: dt.datetime) -> None:
    """Revoke the vouchers of an order that was cancelled."""
