"""Why a reward is not ordered, or an order not changed."""

from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class RewardUnknown(Refusal):
    """The company has no such reward, or shows it to nobody."""

    code = "reward_unknown"

    def __init__(self, reward: str = "") -> None:
        named = f"reward {reward!r}" if reward else "such reward"
        super().__init__(f"There is no {named}.", reward=reward)
        self.reward = reward


class RewardNotOffered(Refusal):
    """The reward is there, and not for this member or not now.

    ``why`` is ``tier``, ``not_yet`` or ``over``.
    """

    code = "reward_not_offered"

    def __init__(self, reward: str, why: str) -> None:
        super().__init__(f"The reward {reward!r} is not offered: {why}.", reward=reward, why=why)
        self.reward = reward
        self.why = why


class SoldOut(Refusal):
    """Fewer pieces are left than were asked for."""

    code = "sold_out"

    def __init__(self, reward: str, *, left: int) -> None:
        super().__init__(f"Of the reward {reward!r} {left} are left.", reward=reward, left=left)
        self.reward = reward
        self.left = left


class RewardLimitReached(Refusal):
    """A member may order only so many pieces, in all or within ``days``; nought is in all."""

    code = "reward_limit_reached"

    def __init__(self, reward: str, *, most: int, days: int = 0) -> None:
        told = f" within {days} days" if days else ""
        super().__init__(
            f"A member may order {most} of the reward {reward!r}{told}.",
            reward=reward,
            most=most,
            days=days,
        )
        self.reward = reward
        self.most = most
        self.days = days


class OrderUnknown(Refusal):
    """The company has no such order, or the caller may not see it."""

    code = "order_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such order.")


class OrderNotOpen(Refusal):
    """The order has come to its end, or to a state in which this is not done."""

    code = "order_not_open"

    def __init__(self, *, state: str) -> None:
        told = state.lower()
        super().__init__(f"The order is {told}.", state=told)
        self.state = state


class OrderNotPaid(Refusal):
    """Money is still to be paid for it, in kopecks."""

    code = "order_not_paid"

    def __init__(self, *, money: int) -> None:
        super().__init__(f"Money is to be paid first: {show(money)}.", money=show(money))
        self.money = money


class OrderElsewhere(Refusal):
    """The order waits at another outlet, of this name."""

    code = "order_elsewhere"

    def __init__(self, outlet: str) -> None:
        super().__init__(f"This order waits at {outlet}.", outlet=outlet)
        self.outlet = outlet


class PickUpCodeWrong(Refusal):
    """No order that waits has this code. The try is counted."""

    code = "pick_up_code_wrong"
    is_remembered = True

    def __init__(self) -> None:
        super().__init__("No order has this code.")


class PickUpCodeClosed(Refusal):
    """So many wrong codes were told for the order that none is taken any more."""

    code = "pick_up_code_closed"

    def __init__(self) -> None:
        super().__init__("Too many wrong codes were told: find the order by its member.")
