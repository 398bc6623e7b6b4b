"""Why a sale or a return is refused."""

import datetime as dt

from plushka.lib.refusal import Refusal


class ReceiptTooOld(Refusal):
    """The receipt is older than the programme takes without the right to history (T7)."""

    code = "receipt_too_old"

    def __init__(self, *, oldest: dt.datetime, days: int) -> None:
        super().__init__(
            f"Receipts are taken for {days} days; this one is older.",
            oldest=oldest.isoformat(timespec="seconds"),
        )
        self.days = days


class MemberBlocked(Refusal):
    """The member may not buy within the programme."""

    code = "member_blocked"

    def __init__(self) -> None:
        super().__init__("This member is blocked.")


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
