"""Understood requests that cannot be met.

A refusal is anticipated: it has a stable code, a sentence, and the facts a
program needs to go on. It is not a fault; nobody is woken up by one, and it
leaves everything as it was.
"""

from typing import ClassVar

type Fact = str | int | list[dict[str, str]] | list[str]


class Refusal(Exception):  # noqa: N818 - a refusal is not an error
    """The understood request that cannot be met."""

    code: ClassVar[str] = "refused"
    #: Whether what was written before it stays: a wrong try of a code must be counted.
    is_remembered: ClassVar[bool] = False

    def __init__(self, detail: str, **facts: Fact) -> None:
        super().__init__(detail)
        self.facts = facts


class BadField(Refusal):
    """A value that was understood and is not acceptable; it names its field.

    ``path`` is written as the caller wrote the field: ``lines[0].price``.
    """

    code = "invalid"

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}", errors=[{"path": path, "message": message}])
        self.path = path
        self.message = message
