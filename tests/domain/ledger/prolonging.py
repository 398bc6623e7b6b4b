"""What was to end may last longer in any history (B11)."""

import datetime as dt
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.conftest import NOON
from tests.domain.ledger.converting import Converting
from tests.domain.ledger.making import because
from tests.domain.ledger.memory import FOR_EVER


class Prolonging(Converting):
    """The part of the ledger's machine that makes terms longer."""

    n_extended: int = 0

    @precondition(lambda self: self.ends())
    @rule(data=st.data(), ticks=st.integers(1, 6))
    def extend(self, data: Any, ticks: int) -> None:
        ending = data.draw(st.sampled_from(self.ends()))
        self.n_extended += 1
        book = self.open(with_lots=True)
        entry = book.extend(
            self.account,
            because(f"extend {self.n_extended}", at=_moment(self.memory.now)),
            ending=_moment(ending),
            until=_moment(ending + ticks),
        )
        self.save(book)
        numbers = {accrual: number for number, accrual in self.accruals.items()}
        lots = entry.cause.explanation[0]["lots"] if entry else []
        there = {numbers[UUID(lot)] for lot in lots}
        assert there == self.memory.extend(ending, ending + ticks)

    def ends(self) -> list[float]:
        """When anything ends that there ever was and that is not for ever."""
        spent = [coin for own in self.memory.spent.values() for coin in own]
        held = [coin for _, own in self.memory.holds.values() for coin in own]
        found = {coin.ends for coin in [*self.memory.purse, *held, *spent]}
        return sorted(found - {FOR_EVER})


def _moment(tick: float) -> dt.datetime:
    return NOON + dt.timedelta(hours=tick)
