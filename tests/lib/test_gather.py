import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from plushka.lib.gather import Gatherer


class Kitchen:
    """Cooks what is ordered at once, and remembers the batches."""

    def __init__(self):
        self.batches = []
        self.may_go_on = threading.Event()

    def cook(self, table, orders):
        self.batches.append((table, orders))
        self.may_go_on.wait(5)
        if "fire" in orders:
            raise RuntimeError("fire")
        return [ValueError(one) if one == "bad" else one.upper() for one in orders]


async def served(kitchen, orders, *, most=256):
    """Let the first order start alone, then the others wait together."""
    with ThreadPoolExecutor(2) as threads:
        gatherer = Gatherer(kitchen.cook, executor=threads, most=most)
        tasks = []
        for table, order in orders:
            tasks.append(asyncio.create_task(gatherer.ask(table, order)))
            await asyncio.sleep(0.01)
        kitchen.may_go_on.set()
        told = await asyncio.gather(*tasks, return_exceptions=True)
        await gatherer.finish()
    return told


def test_those_who_wait_are_served_together():
    kitchen = Kitchen()

    told = asyncio.run(served(kitchen, [(1, "a"), (1, "b"), (1, "c")]))

    assert told == ["A", "B", "C"]
    assert kitchen.batches == [(1, ["a"]), (1, ["b", "c"])]


def test_a_batch_has_its_most():
    kitchen = Kitchen()

    asyncio.run(served(kitchen, [(1, one) for one in "abcd"], most=2))

    assert [orders for _, orders in kitchen.batches] == [["a"], ["b", "c"], ["d"]]


def test_groups_do_not_wait_for_one_another():
    kitchen = Kitchen()

    asyncio.run(served(kitchen, [(1, "a"), (2, "b")]))

    assert sorted(kitchen.batches) == [(1, ["a"]), (2, ["b"])]


def test_refusal_reaches_its_own_caller_alone():
    told = asyncio.run(served(Kitchen(), [(1, "a"), (1, "bad"), (1, "c")]))

    assert (told[0], str(told[1]), told[2]) == ("A", "bad", "C")


def test_fault_reaches_every_caller_of_its_batch_and_the_next_is_served():
    kitchen = Kitchen()

    told = asyncio.run(served(kitchen, [(1, "a"), (1, "fire"), (1, "c"), (2, "d")]))

    assert [str(one) for one in told] == ["A", "fire", "fire", "D"]


def test_caller_that_goes_away_is_worked_for_all_the_same():
    kitchen = Kitchen()

    async def go_away():
        with ThreadPoolExecutor(1) as threads:
            gatherer = Gatherer(kitchen.cook, executor=threads)
            task = asyncio.create_task(gatherer.ask(1, "a"))
            await asyncio.sleep(0.01)
            task.cancel()
            kitchen.may_go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task
            await gatherer.finish()

    asyncio.run(go_away())

    assert kitchen.batches == [(1, ["a"])]
