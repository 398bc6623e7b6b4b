"""Why something cannot be done with a draw."""

from plushka.lib.refusal import Refusal


class DrawUnknown(Refusal):
    """The company has no such draw."""

    code = "draw_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such draw.")


class DrawNotOpen(Refusal):
    """The draw takes no chances: it is not open yet, closed, or cancelled."""

    code = "draw_not_open"

    def __init__(self, *, state: str) -> None:
        super().__init__("The draw takes no chances now.", state=state)
        self.state = state


class DrawOutdated(Refusal):
    """The draw was changed, or has gone on, since the version that a change is based on."""

    code = "draw_outdated"

    def __init__(self, *, version: int) -> None:
        super().__init__(f"The newest version is {version}.", version=version)


class DrawNotReady(Refusal):
    """The step is not the next one of the draw, or its moment has not come."""

    code = "draw_not_ready"

    def __init__(self, why: str) -> None:
        super().__init__(f"The draw cannot go on: {why}.", why=why)
        self.why = why
