"""Whatever is killed, and whenever: what was acknowledged is there, once.

Short forms of ``make crash``, with real servers and a database of their own.
"""

import pytest
from bench import crash
from bench.stage import Company, Server, Stage

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def company(scratch: Stage) -> Company:
    return crash.furnish(scratch)


@pytest.fixture(scope="module")
def server(scratch: Stage, company: Company) -> Server:
    return scratch.serve(workers=crash.WORKERS)


@pytest.mark.parametrize("kind", crash.KILLS)
def test_acknowledged_sales_outlive(scratch: Stage, server: Server, company: Company, kind: str):
    heard = crash.crash(scratch, server, company, [kind])

    assert heard.sales
    assert crash.lost(scratch, company, heard) == []


def test_every_next_call_works_after_all_connections_were_cut(
    scratch: Stage, server: Server, company: Company
):
    assert crash.cut(scratch, [server], company, cuts=2) == []
