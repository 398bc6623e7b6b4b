"""The first hour of a company: from its programme to the first gift, and how far it has come.

Read off what is there, so it is true whoever did it, in which order and by which page.
"""

from dataclasses import dataclass
from uuid import UUID

from plushka.domain.codes.models import Batch, Code
from plushka.domain.codes.queries import OVER
from plushka.domain.company import beginning
from plushka.domain.programmes.founding import ACTOR
from plushka.domain.programmes.queries import newest_version
from plushka.domain.rewards.models import Reward
from plushka.domain.rewards.order_models import Order
from plushka.domain.tasks.models import Task

STEPS = ("programme", "codes", "print", "start", "activation", "reward", "order")
"""In their order; each can be done before the ones in front of it."""


@dataclass(frozen=True, slots=True)
class FirstHour:
    """What is done, and the newest batch of codes that is not over."""

    done: frozenset[str]
    batch_id: UUID | None

    @property
    def following(self) -> str:
        """The first step that is not done; empty where all are."""
        return next((step for step in STEPS if step not in self.done), "")


def look(*, file_kind: str) -> FirstHour:
    """Tell how far the company has come; ``file_kind`` is the task that makes files of codes."""
    batches = Batch.objects.exclude(state__in=OVER)
    newest: UUID | None = batches.order_by("-number").values_list("id", flat=True).first()
    done = {
        "programme": "programme" in beginning.taken() or newest_version().actor != ACTOR,
        "codes": Batch.objects.exists(),
        "print": Task.objects.filter(kind=file_kind, state=Task.State.DONE).exists(),
        "start": Batch.objects.filter(active_at__isnull=False).exists(),
        "activation": Code.objects.filter(activated_at__isnull=False).exists(),
        "reward": Reward.objects.exists(),
        "order": Order.objects.exists(),
    }
    return FirstHour(frozenset(step for step, is_done in done.items() if is_done), newest)
