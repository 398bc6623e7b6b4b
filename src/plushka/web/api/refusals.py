"""Why the API refuses what never reaches the domain."""

from collections.abc import Iterable

from plushka.lib.refusal import Refusal


class Unauthorised(Refusal):
    """No key, or one that is unknown or revoked."""

    code = "unauthorised"

    def __init__(self) -> None:
        super().__init__("Send a valid key: Authorization: Bearer <key>.")


class Forbidden(Refusal):
    """The key lacks a scope."""

    code = "forbidden"

    def __init__(self, scope: str) -> None:
        super().__init__(f"This key lacks the scope {scope!r}.", scope=scope)


class NotFound(Refusal):
    """Nothing is at this address, or nothing of this tenant."""

    code = "not_found"

    def __init__(self) -> None:
        super().__init__("There is nothing here.")


class MethodNotAllowed(Refusal):
    """The address is right and the method is not."""

    code = "method_not_allowed"

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = ", ".join(sorted(allowed))
        super().__init__(f"Here you may use {self.allowed}.")


class TooLarge(Refusal):
    """The body is larger, or holds more, than one request may."""

    code = "too_large"

    def __init__(self, *, mebibytes: int = 0, sales: int = 0) -> None:
        most = f"{sales} sales" if sales else f"{mebibytes} MiB"
        super().__init__(f"A request like this has at most {most}.")
        self.mebibytes, self.sales = mebibytes, sales


class NotJson(Refusal):
    """The body is not said to be JSON."""

    code = "not_json"

    def __init__(self) -> None:
        super().__init__("Send JSON, with Content-Type: application/json.")


class Unavailable(Refusal):
    """The database is away, or all who may talk to it are busy."""

    code = "unavailable"

    def __init__(self) -> None:
        super().__init__("This is not available right now; send the same request again.")


class Failed(Refusal):
    """Our own fault; what it was is in our log, under the request's id."""

    code = "internal"

    def __init__(self) -> None:
        super().__init__("Something went wrong on our side; nothing was changed.")
