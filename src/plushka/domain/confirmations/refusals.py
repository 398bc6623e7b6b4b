"""Why a code, or what needs one, is refused."""

from plushka.lib.refusal import Refusal


class ConfirmationNeeded(Refusal):
    """The programme asks for a code, and none came."""

    code = "confirmation_needed"

    def __init__(self) -> None:
        super().__init__("This needs the code that was sent to the member.")


class ConfirmationWrong(Refusal):
    """No open code is this one: mistyped, used, expired, tried too often, or for something else.

    Which of these it was is not said. The wrong try must be counted, so the
    refusal is remembered: its transaction commits what came before it.
    """

    code = "confirmation_wrong"
    is_remembered = True

    def __init__(self) -> None:
        super().__init__("This code is not right; ask for another one.")


class TooManyCodes(Refusal):
    """More codes were asked for within an hour than one person needs."""

    code = "too_many_codes"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("Too many codes were asked for; wait a while.", retry_after=retry_after)
        self.retry_after = retry_after
        """Seconds until the next one may be asked for."""
