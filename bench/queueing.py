"""Messages in the queue of a company, in a process of its own.

``python -m bench.queueing SLUG MEMBERS PORT [--window N --per-second N]`` sets up a line to the
message centre that listens there, and queues one message for each member.
"""

import argparse
import os
from typing import Any

import django


def main() -> None:
    """Queue as asked."""
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plushka.config.settings")
    django.setup()
    _queue(asked)


def _queue(asked: argparse.Namespace) -> None:
    from plushka.config.clock import now
    from plushka.domain.members.models import Member
    from plushka.domain.messaging import connecting, operations
    from plushka.domain.messaging.operations import NewMessage
    from plushka.domain.tenants.context import tenant_context
    from plushka.domain.tenants.models import Tenant
    from plushka.lib.db.connection import connection

    with connection():
        tenant_id = Tenant.objects.values_list("id", flat=True).get(slug=asked.slug)
    with connection(), tenant_context(tenant_id):
        settings: dict[str, Any] = {"host": "127.0.0.1", "port": asked.port}
        settings |= {"system_id": "bench", "window": asked.window}
        settings |= {"per_second": asked.per_second}
        connecting.add(
            way="SMS",
            provider="smpp",
            settings=settings,
            secrets={"password": "secret"},
            actor="system:bench",
            at=now(),
        )
        members = list(Member.objects.order_by("id").values_list("id", flat=True))
        operations.enqueue_many(
            messages=[
                NewMessage(
                    kind="accrued",
                    text="Вам начислено: 35 бонусов. Текущий баланс: 135 бонусов.",
                    member_id=member,
                    cause=f"bench:{number}",
                )
                for number, member in enumerate(members[: asked.members])
            ],
            at=now(),
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.queueing", description=__doc__)
    parser.add_argument("slug")
    parser.add_argument("members", type=int)
    parser.add_argument("port", type=int)
    parser.add_argument("--window", type=int, default=10)
    parser.add_argument("--per-second", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
