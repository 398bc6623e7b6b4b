"""Who asks for codes at once does not pass the company's limit together."""

import threading

from plushka.domain.limits import operations as limits
from plushka.domain.limits import queries, windows
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.models import WindowCount
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.limits.windows import Taken
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON, at_work


def test_those_who_ask_at_once_do_not_pass_the_limit_together(open_shop: Tenant):
    with at_work(open_shop):
        limits.change(
            limits={Kind.CODES: Limit(None, 3)}, based_on=None, actor="system:tests", at=NOON
        )
    gate, refused = threading.Barrier(5), []

    def ask_once() -> None:
        gate.wait(10)
        try:
            with at_work(open_shop):
                windows.take(taken=[Taken(Kind.CODES)], at=NOON)
        except CodeLimitReached as refusal:
            refused.append(refusal.kind)

    askers = [threading.Thread(target=ask_once) for _ in range(5)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    with at_work(open_shop):
        assert (refused, dict(WindowCount.objects.values_list("kind", "used"))) == (
            [Kind.CODES] * 2,
            {"CODES": 3},
        )
        [alert] = queries.find_alerts(limit=5)
    assert (alert.is_block, alert.used) == (True, 4)
