"""Why a code is not activated: one for each outcome, so that each can be told (U22, T24)."""

import datetime as dt

from plushka.lib.refusal import Refusal


class CodeMistyped(Refusal):
    """The check character does not fit: somebody typed it wrong. Nothing was looked up."""

    code = "code_mistyped"

    def __init__(self) -> None:
        super().__init__("The code is typed wrong somewhere; compare it with the one printed.")


class CodeUnknown(Refusal):
    """There is no such code: never made, or of another company."""

    code = "code_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such code.")


class CodeUsed(Refusal):
    """Another member has activated it."""

    code = "code_used"

    def __init__(self) -> None:
        super().__init__("This code has already been used.")


class CodeNotActive(Refusal):
    """Its batch is not active yet, or only from a later moment."""

    code = "code_not_active"

    def __init__(self, *, since: dt.datetime | None = None) -> None:
        told = "" if since is None else since.isoformat()
        super().__init__("This code is not active yet; try again later.", since=told)
        self.since = since


class CodeFinished(Refusal):
    """Its batch is closed, or its time is over."""

    code = "code_finished"

    def __init__(self) -> None:
        super().__init__("The codes of this campaign are not accepted any more.")


class CodeRevoked(Refusal):
    """Its batch was revoked: codes of it are worth nothing."""

    code = "code_revoked"

    def __init__(self) -> None:
        super().__init__("This code is not valid any more.")


class ActivationLimitReached(Refusal):
    """The member has activated as many codes of the batch as one may, in all or today."""

    code = "activation_limit_reached"

    def __init__(self, *, most: int, is_daily: bool) -> None:
        told = "a day" if is_daily else "in all"
        super().__init__(
            f"At most {most} codes of this campaign {told}.",
            most=most,
            per="day" if is_daily else "member",
        )
        self.most, self.is_daily = most, is_daily
