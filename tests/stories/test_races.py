"""Many at once, where only one may win. Short forms of ``python -m bench.races``."""

import pytest
from bench import races
from bench.stage import Company, Server, Stage

pytestmark = pytest.mark.slow

SECONDS = 5


@pytest.fixture(scope="module")
def company(scratch: Stage) -> Company:
    return races.furnish(scratch)


@pytest.fixture(scope="module")
def servers(scratch: Stage, company: Company) -> list[Server]:
    return [scratch.serve(workers=1) for _ in range(2)]


def test_fifty_spend_a_hundred_of_a_thousand_and_ten_succeed(
    servers: list[Server], company: Company
):
    assert races.spend(servers, company, member=1) == []


@pytest.mark.parametrize("member", [2, None])
def test_same_receipt_eight_times_at_once_is_one_sale(
    servers: list[Server], company: Company, member: int | None
):
    assert races.copies(servers, company, member=member) == []


def test_lists_in_random_order_meet_no_deadlock(
    scratch: Stage, servers: list[Server], company: Company
):
    sent, wrong = races.lists(servers, company, seconds=SECONDS)

    assert wrong == []
    assert sent > races.LISTERS
    assert scratch.verify()["broken"] == []
