"""What every rate can do."""

from typing import Any, Protocol

from plushka.domain.programmes.facts import Buyer

type Exact = int
type Facts = dict[str, Any]
"""What explains a number, fit for JSON: texts, integers, and lists of them."""


class Rate(Protocol):
    """Turns a base into an exact result; it does not round."""

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:
        """Give the exact result and what explains it; bands and steps look at `seen`."""
        ...
