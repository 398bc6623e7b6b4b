"""The second, simpler truth: every hundredth of a point is a coin of its own.

It knows no running numbers, no lots and no lot uses; time passes in ticks, and
at every tick it does what is due. Slow, and short enough to be believed.
"""

from dataclasses import dataclass, field
from math import inf


@dataclass(eq=False)
class Coin:
    """One hundredth: which grant it came with, since when it is open, when it ends."""

    grant: int
    opens: float
    ends: float


@dataclass
class CoinLedger:
    """One account. Refused operations give what is missing and change nothing."""

    now: int = 0
    purse: list[Coin] = field(default_factory=list)
    holds: dict[str, tuple[int, list[Coin]]] = field(default_factory=dict)
    spent: dict[str, list[Coin]] = field(default_factory=dict)
    debts: dict[str, int] = field(default_factory=dict)
    expired: dict[int, int] = field(default_factory=dict)
    n_converted: int = 0

    def tick(self) -> None:
        self.now += 1
        self._sweep()
        for hold in [hold for hold, (until, _) in self.holds.items() if until == self.now]:
            self.purse += self.holds.pop(hold)[1]
        self._sweep()
        self._pay(self._open())

    def grant(self, grant: int, points: int, opens: float, ends: float) -> None:
        self.purse += (coins := [Coin(grant, opens, ends) for _ in range(points)])
        self._sweep()
        self._pay([coin for coin in coins if coin in self.purse])

    def redeem(self, name: str, points: int) -> int:
        if (missing := points + self.debt - len(self._open())) > 0:
            return missing
        self.spent[name] = self._take(self._open()[:points])
        return 0

    def adjust(self, name: str, points: int) -> None:
        self._owe(name, points - len(self._take(self._open()[:points])))

    def give_back(self, name: str, points: int) -> None:
        for _ in range(points):
            self.purse.append(self.spent[name].pop())
        self._sweep()
        self._pay(self._open())

    def reverse(self, name: str, points: int, grants: list[int]) -> None:
        points = max(0, points - sum(self.expired.get(grant, 0) for grant in grants))
        own = [coin for coin in self._sorted() if coin.grant in grants]
        pending = [coin for coin in own if coin.opens > self.now]
        others = [coin for coin in self._open() if coin not in own]
        wanted = [*pending, *[coin for coin in own if coin not in pending], *others]
        self._owe(name, points - len(self._take(wanted[:points])))

    def open_early(self, grants: list[int]) -> int:
        closed = [c for c in self.purse if c.grant in grants and c.opens > self.now]
        for coin in closed:
            coin.opens = self.now
        self._pay(self._open())
        return len(closed)

    def extend(self, ending: float, until: float) -> set[int]:
        """Let all that came with a grant, if anything of it is left, end later; give which."""
        held = [coin for _, coins in self.holds.values() for coin in coins]
        there = {coin.grant for coin in [*self.purse, *held] if coin.ends == ending > self.now}
        for coin in [*self.purse, *held, *(one for own in self.spent.values() for one in own)]:
            if coin.grant in there:
                coin.ends = until
        return there

    def take_back(self, name: str, points: int) -> None:
        pending = [coin for coin in self._sorted() if coin.opens > self.now]
        self._owe(name, points - len(self._take([*pending, *self._open()][:points])))

    def hold(self, name: str, points: int, until: int) -> int:
        if (missing := points + self.debt - len(self._open())) > 0:
            return missing
        self.holds[name] = until, self._take(self._open()[:points])
        return 0

    def capture(self, hold: str, points: int) -> None:
        _, coins = self.holds[hold]
        self.spent[hold] = coins[:points]
        self.holds[hold] = 0, coins[points:]
        self.release(hold)

    def release(self, hold: str) -> None:
        self.purse += self.holds.pop(hold)[1]
        self._sweep()
        self._pay(self._open())

    def convert(self, before: int, after: int) -> None:
        """Every pile of coins becomes another, rounded down (T35)."""

        def turned(coins: list[Coin]) -> list[Coin]:
            found: list[Coin] = []
            for grant in dict.fromkeys(coin.grant for coin in coins):
                pile = [coin for coin in coins if coin.grant == grant]
                number = len(pile) * before // after
                found += [Coin(grant, pile[0].opens, pile[0].ends) for _ in range(number)]
            return found

        self.n_converted += 1
        held = [coin for _, coins in self.holds.values() for coin in coins]
        self.holds = {name: (until, turned(own)) for name, (until, own) in self.holds.items()}
        pinned = [coin for _, coins in self.holds.values() for coin in coins]
        self.purse = turned([*self.purse, *held])
        for one in pinned:
            self.purse.remove(next(coin for coin in self.purse if coin.grant == one.grant))
        self.spent = {name: turned(coins) for name, coins in self.spent.items()}
        self.expired = {grant: n * before // after for grant, n in self.expired.items()}
        for name, unpaid in list(self.debts.items()):
            became = unpaid * before // after
            self.debts[name] = min(unpaid, became)
            self._owe(f"{name} {self.n_converted}", became - unpaid)
        # Two holds of half a point less each leave a point of their pile free.
        self._pay(self._open())

    @property
    def debt(self) -> int:
        return sum(self.debts.values())

    def standing(self) -> tuple[int, int, int, int]:
        held = sum(len(coins) for _, coins in self.holds.values())
        return len(self._open()), len(self.purse) - len(self._open()), held, self.debt

    def remaining(self) -> dict[int, int]:
        coins = [*self.purse, *(coin for _, held in self.holds.values() for coin in held)]
        return {
            grant: sum(coin.grant == grant for coin in coins)
            for grant in {coin.grant for coin in coins}
        }

    def _sorted(self) -> list[Coin]:
        return sorted(self.purse, key=lambda coin: (coin.ends, coin.opens, coin.grant))

    def _open(self) -> list[Coin]:
        return [coin for coin in self._sorted() if coin.opens <= self.now]

    def _take(self, coins: list[Coin]) -> list[Coin]:
        self.purse = [coin for coin in self.purse if coin not in coins]
        return coins

    def _owe(self, name: str, points: int) -> None:
        if points > 0:
            self.debts[name] = points

    def _pay(self, coins: list[Coin]) -> None:
        for name, unpaid in list(self.debts.items()):
            paid = self._take(coins[:unpaid])
            coins = coins[len(paid) :]
            self.debts[name] -= len(paid)

    def _sweep(self) -> None:
        for coin in self._take([coin for coin in self.purse if coin.ends <= self.now]):
            self.expired[coin.grant] = self.expired.get(coin.grant, 0) + 1


FOR_EVER = inf
