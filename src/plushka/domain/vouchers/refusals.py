"""Why a voucher takes nothing off a receipt."""

import datetime as dt

from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class VoucherUnknown(Refusal):
    """Nobody here was given such a code, or another member was."""

    code = "voucher_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such voucher, or it belongs to another member.")


class VoucherUsed(Refusal):
    """Another sale has used it."""

    code = "voucher_used"

    def __init__(self) -> None:
        super().__init__("This voucher was used already.")


class VoucherNotValid(Refusal):
    """It was revoked, or the receipt is not within its term."""

    code = "voucher_not_valid"

    def __init__(
        self, *, valid_from: dt.datetime, valid_until: dt.datetime | None, is_revoked: bool
    ) -> None:
        super().__init__(
            "This voucher does not hold now.",
            valid_from=valid_from.isoformat(),
            valid_until="" if valid_until is None else valid_until.isoformat(),
        )
        self.valid_from = valid_from
        self.valid_until = valid_until
        self.is_revoked = is_revoked


class VoucherDoesNotFit(Refusal):
    """The receipt is not one that it takes anything off.

    ``needs`` is ``total``, then ``least_total`` says how many kopecks, or ``goods``.
    """

    code = "voucher_does_not_fit"

    def __init__(self, *, needs: str, least_total: int = 0) -> None:
        super().__init__(
            "This voucher takes nothing off this receipt.",
            needs=needs,
            least_total=show(least_total),
        )
        self.needs = needs
        self.least_total = least_total
