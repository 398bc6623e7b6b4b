"""Why a sale or a return is refused."""

import datetime as dt

from plushka.domain.access.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.lib.refusal import Refusal

__all__ = [
    "AlreadyClaimed",
    "AlreadyReturned",
    "ClaimDiffers",
    "ClaimLimitReached",
    "ClaimTooLate",
    "KeyRevoked",
    "MemberBlocked",
    "ReceiptDiffers",
    "ReceiptTooOld",
    "RequestDecided",
    "SaleUnknown",
    "SecondProofNeeded",
    "SpendingFrozen",
]


class ReceiptTooOld(Refusal):
    """The receipt is older than the programme takes without the right to history (T7)."""

    code = "receipt_too_old"

    def __init__(self, *, oldest: dt.datetime, days: int) -> None:
        super().__init__(
            f"Receipts are taken for {days} days; this one is older.",
            oldest=oldest.isoformat(timespec="seconds"),
        )
        self.days = days


class KeyRevoked(Refusal):
    """The key was revoked between the request and the sale."""

    code = "unauthorised"

    def __init__(self) -> None:
        super().__init__("This key is not valid.")


class SaleUnknown(Refusal):
    """The company has no such sale."""

    code = "not_found"

    def __init__(self) -> None:
        super().__init__("There is no such sale.")


class AlreadyReturned(Refusal):
    """Nothing is left of what should come back."""

    code = "already_returned"

    def __init__(self) -> None:
        super().__init__("Nothing is left to return.")


class ReceiptDiffers(Refusal):
    """This receipt of this outlet was recorded before, and said something else (T6)."""

    code = "repeat_differs"

    def __init__(self, receipt: str) -> None:
        super().__init__(
            f"The receipt {receipt!r} was recorded before, with other contents.", receipt=receipt
        )


class ClaimDiffers(Refusal):
    """No receipt of this outlet has this number and this sum (T42).

    Which of them is wrong is not said: nobody fishes for receipts of others.
    """

    code = "claim_differs"

    def __init__(self) -> None:
        super().__init__("No receipt of this outlet has this number and this sum.")


class AlreadyClaimed(Refusal):
    """The receipt has a member already (T42)."""

    code = "already_claimed"

    def __init__(self) -> None:
        super().__init__("This receipt has a member already.")


class ClaimTooLate(Refusal):
    """The receipt is older than the programme lets members claim (T42)."""

    code = "claim_too_late"

    def __init__(self, *, days: int) -> None:
        super().__init__(f"Receipts may be claimed for {days} days; this one is older.")
        self.days = days


class ClaimLimitReached(Refusal):
    """The member has claimed as many receipts this month as the programme lets them (T42)."""

    code = "claim_limit_reached"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"A member may claim {most} receipts a month.", most=most)
        self.most = most


class RequestDecided(Refusal):
    """The return was approved or declined meanwhile (T41)."""

    code = "request_decided"

    def __init__(self) -> None:
        super().__init__("Somebody has decided this meanwhile.")
