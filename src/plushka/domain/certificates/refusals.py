"""Why a certificate does not pay, or is not sold."""

from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class CertificateUnknown(Refusal):
    """Nobody here was given such a code."""

    code = "certificate_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such certificate.")


class CertificateNotValid(Refusal):
    """It is blocked, over, or nobody has paid for it yet; ``state`` says which of them."""

    code = "certificate_not_valid"

    def __init__(self, *, state: str) -> None:
        super().__init__("This certificate does not pay now.", state=state.lower())
        self.state = state


class CertificateSold(Refusal):
    """The blank is sold already."""

    code = "certificate_sold"

    def __init__(self) -> None:
        super().__init__("This certificate is sold already.")


class CertificatePinWrong(Refusal):
    """The PIN is missing or not the one; the try is counted, and the last one blocks it."""

    code = "certificate_pin_wrong"
    is_remembered = True

    def __init__(self, *, left: int) -> None:
        super().__init__("The PIN is wrong.", left=left)
        self.left = left


class CertificateTooLittle(Refusal):
    """More shall be paid than is left on it."""

    code = "certificate_too_little"

    def __init__(self, *, missing: int, balance: int) -> None:
        super().__init__(
            "There is not enough on this certificate.",
            missing=show(missing),
            balance=show(balance),
        )
        self.balance = balance


class CertificateRefunded(Refusal):
    """Nothing is left of the spending that should come back."""

    code = "already_returned"

    def __init__(self) -> None:
        super().__init__("Nothing is left to return.")


class CertificateDiffers(Refusal):
    """The same receipt did something else with this certificate before (T6)."""

    code = "repeat_differs"

    def __init__(self, receipt: str) -> None:
        super().__init__(
            f"The receipt {receipt!r} was recorded before with another sum.", receipt=receipt
        )
