"""Messages of people that come in parts: kept until the last one is there."""

from dataclasses import dataclass, field, replace

from plushka.integrations.smpp.reading import UTF_16, Written

PATIENCE_SECONDS = 600.0
"""A part that has not come by then will not come: what is there is handed over."""

MOST_WAITING = 2000
"""A flood of first parts shall not fill the memory: the oldest is handed over as it is."""

type Key = tuple[str, str, int, int]

GAP = "…"


@dataclass(slots=True)
class _Waiting:
    since: float
    came: dict[int, Written] = field(default_factory=dict)


class Joiner:
    """Parts of messages that wait for others; the time is passed in, in seconds.

    A whole message is kept until it is said to be ``handed`` over: where that fails, the part that
    made it whole is told again, and makes it whole again.
    """

    def __init__(self) -> None:
        self._waiting: dict[Key, _Waiting] = {}
        self._done: dict[Key, float] = {}

    def add(self, written: Written, at: float) -> list[Written]:
        """Take a part in; give the message it makes whole, and what there is no room for."""
        if written.parts == 1:
            return [written]
        key = _key(written)
        if self._done.get(key, at - PATIENCE_SECONDS) > at - PATIENCE_SECONDS:
            return []
        waiting = self._waiting.setdefault(key, _Waiting(at))
        waiting.came[written.part] = written
        if len(waiting.came) == written.parts:
            return [_joined(waiting)]
        if len(self._waiting) > MOST_WAITING:
            return [_joined(next(iter(self._waiting.values())))]
        return []

    def overdue(self, at: float) -> list[Written]:
        """Give what has waited too long, as far as it came."""
        for key in [key for key, done in self._done.items() if done <= at - PATIENCE_SECONDS]:
            del self._done[key]
        waiting = self._waiting.values()
        return [_joined(one) for one in waiting if one.since <= at - PATIENCE_SECONDS]

    def rest(self) -> list[Written]:
        """Give all that waits: nobody will be here for what is missing."""
        return [_joined(one) for one in self._waiting.values()]

    def handed(self, written: Written, at: float) -> None:
        """Forget a message that was handed over, and let its parts be repeats from now on."""
        if self._waiting.pop(_key(written), None) is not None:
            self._done[_key(written)] = at


def _key(written: Written) -> Key:
    return (written.sender, written.to, written.reference, written.parts)


def _joined(waiting: _Waiting) -> Written:
    """Put parts together in their order. Bytes, not letters: phones cut letters in two."""
    first = waiting.came[min(waiting.came)]
    missing = GAP.encode("utf-16-be") if first.coding == UTF_16 else b"..."
    message = b"".join(
        waiting.came[part].message if part in waiting.came else missing
        for part in range(1, first.parts + 1)
    )
    return replace(first, message=message)
