"""The second truth of merges: two purses, told in the plainest words there are."""

from dataclasses import dataclass, field
from math import inf

A, B = "a", "b"


@dataclass
class Bag:
    """Points that came in together; ``owner`` is whose account granted them."""

    owner: str
    left: int
    ends: float


@dataclass
class Owed:
    """What is still owed, and whose account went below nothing."""

    owner: str
    unpaid: int


@dataclass
class Paid:
    """A purchase: whose account it was of, and which bags paid."""

    owner: str
    parts: list[tuple[Bag, int]]


@dataclass
class Twins:
    """Two purses that may be one for a while: then everything is in the first."""

    now: int = 0
    is_one: bool = False
    bags: list[Bag] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    across: list[tuple[Bag, Owed, int]] = field(default_factory=list)

    def holder(self, owner: str) -> str:
        return A if self.is_one else owner

    def open(self, who: str) -> list[Bag]:
        """Bags with something left, the soonest end first, of one end the older."""
        mine = [bag for bag in self.bags if self.holder(bag.owner) == who]
        return sorted((bag for bag in mine if bag.left and bag.ends > self.now), key=_ends)

    def debts(self, who: str) -> list[Owed]:
        return [one for one in self.owed if self.holder(one.owner) == who and one.unpaid]

    def has(self, who: str) -> tuple[int, int]:
        """What may be spent, and what is owed."""
        free = sum(bag.left for bag in self.open(who))
        return free, sum(one.unpaid for one in self.debts(who))

    def give(self, who: str, points: int, ends: float = inf) -> None:
        who = self.holder(who)
        self.bags.append(Bag(who, points, ends))
        self.settle(who)

    def spend(self, who: str, points: int) -> Paid | None:
        """Give what paid, None where it is not enough."""
        who = self.holder(who)
        free, debt = self.has(who)
        if debt or free < points:
            return None
        return Paid(who, self._take(who, points))

    def owe(self, who: str, points: int) -> None:
        who = self.holder(who)
        free = min(points, self.has(who)[0])
        self._take(who, free)
        if points > free:
            self.owed.append(Owed(who, points - free))

    def come_back(self, paid: Paid, points: int) -> None:
        who = self.holder(paid.owner)
        while points:
            bag, part = paid.parts.pop()
            back = min(part, points)
            if part > back:
                paid.parts.append((bag, part - back))
            points -= back
            self._fill(bag if self.holder(bag.owner) == who else None, bag.ends, who, back)
        self.settle(who)

    def merge(self) -> None:
        mine, theirs = self.open(A), self.open(B)
        owed_by = {A: self.debts(A), B: self.debts(B)}
        self.is_one, self.across = True, []
        for bags, debts in ((theirs, owed_by[A]), (mine, owed_by[B])):
            for bag in bags:
                for one in debts:
                    if part := min(bag.left, one.unpaid):
                        bag.left -= part
                        one.unpaid -= part
                        self.across.append((bag, one, part))

    def part(self) -> None:
        self.is_one = False
        for bag, one, points in self.across:
            self._fill(bag, bag.ends, bag.owner, points)
            self.owed.append(Owed(one.owner, points))
        for who in (A, B):
            self.settle(who)

    def settle(self, who: str) -> None:
        for bag in self.open(who):
            for one in self.debts(who):
                part = min(bag.left, one.unpaid)
                bag.left -= part
                one.unpaid -= part

    def _fill(self, bag: Bag | None, ends: float, who: str, points: int) -> None:
        if bag is None:
            bag = Bag(who, 0, ends)
            self.bags.append(bag)
        # What has ended is lost again at once.
        bag.left += points

    def _take(self, who: str, points: int) -> list[tuple[Bag, int]]:
        parts = []
        for bag in self.open(who):
            if part := min(bag.left, points):
                bag.left -= part
                points -= part
                parts.append((bag, part))
        return parts


def _ends(bag: Bag) -> float:
    return bag.ends
