"""Let callers that wait at the same time be served by one piece of work.

While one batch is being worked on, whoever comes next waits; when it is done,
all who wait make up the next batch. An idle system serves one caller at once,
a busy one commits once for many, and nothing is tuned.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Hashable, Sized
from concurrent.futures import Executor

MOST = 256
"""Callers in one batch."""

BREATH = 0.002
"""Seconds between two looks at who has come, while there is a crowd."""

BREATHS = 6
"""So many breaths are taken at most between two batches.

Those who were just answered ask again at once; without a breath they miss the
batch that begins, and half the crowd is served in twice as many batches. The
next batch begins when all of the crowd are back, or some are and nobody more
came during a breath. Who comes alone is never made to wait.
"""


class Gatherer[Group: Hashable, Item, Result]:
    """Gathers items of one group into batches, one batch of a group at a time.

    ``work`` runs in a thread of ``executor`` and gives one result for each
    item, in order. A result that is an exception is raised to its own caller;
    an exception that ``work`` raises reaches every caller of the batch. A
    caller that goes away takes nothing with it: its item is worked on.
    """

    def __init__(
        self,
        work: Callable[[Group, list[Item]], list[Result | Exception]],
        *,
        executor: Executor,
        most: int = MOST,
    ) -> None:
        self._work = work
        self._executor = executor
        self._most = most
        self._waiting: dict[Group, deque[tuple[Item, asyncio.Future[Result]]]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def ask(self, group: Group, item: Item) -> Result:
        """Wait for the result of one item."""
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.get(group)
        if waiting is None:
            self._waiting[group] = deque([(item, answer)])
            task = asyncio.create_task(self._serve(group))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        else:
            waiting.append((item, answer))
        return await answer

    async def finish(self) -> None:
        """Wait until everything that was asked of this loop has been answered."""
        loop = asyncio.get_running_loop()
        while running := [task for task in self._running if task.get_loop() is loop]:
            await asyncio.gather(*running)

    async def _serve(self, group: Group) -> None:
        waiting = self._waiting[group]
        try:
            while waiting:
                n_served = await self._serve_batch(group, waiting)
                if n_served > 1:
                    await _gathered(waiting, crowd=n_served + len(waiting))
        finally:
            del self._waiting[group]

    async def _serve_batch(
        self, group: Group, waiting: deque[tuple[Item, asyncio.Future[Result]]]
    ) -> int:
        batch = [waiting.popleft() for _ in range(min(len(waiting), self._most))]
        items = [item for item, _ in batch]
        loop = asyncio.get_running_loop()
        try:
            results = await loop.run_in_executor(self._executor, self._work, group, items)
        except Exception as fault:  # noqa: BLE001 - it is handed on to the callers
            results = [fault] * len(items)
        for (_, answer), result in zip(batch, results, strict=True):
            if answer.done():
                continue
            if isinstance(result, Exception):
                answer.set_exception(result)
            else:
                answer.set_result(result)
        return len(batch)


async def _gathered(waiting: Sized, *, crowd: int) -> None:
    """Give those who were answered a moment to come back."""
    for _ in range(BREATHS):
        came = len(waiting)
        await asyncio.sleep(BREATH)
        if len(waiting) >= crowd or 0 < came == len(waiting):
            return
