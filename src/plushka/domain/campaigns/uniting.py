"""What two members used of budgets counts as one person's, and apart again (T32, T33)."""

from uuid import UUID

import msgspec
from django.db.models import F
from django.db.models.functions import Greatest

from plushka.domain.campaigns.models import Counter
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id


class Used(msgspec.Struct, frozen=True):
    """How much of a counter of the merged one was added to the kept one's."""

    campaign: UUID
    key: str
    used: int


def unite(*, kept: UUID, merged: UUID) -> list[Used]:
    """Count for the kept one what the merged one has used of budgets a member."""
    found = Counter.objects.filter(key__endswith=f":{merged}", used__gt=0)
    counters = list(found.order_by("campaign_id", "key"))
    used = []
    for one in counters:
        key = one.key.removesuffix(str(merged)) + str(kept)
        own, is_new = Counter.objects.select_for_update(of=("self",)).get_or_create(
            campaign_id=one.campaign_id,
            key=key,
            defaults={
                "tenant_id": current_tenant(),
                "id": new_id(),
                "used": one.used,
                "most": one.most,
            },
        )
        if not is_new:
            own.used += one.used
            # What two were promised is kept, though it be more than one may have from now on.
            own.most = max(own.most, own.used)
            own.save(update_fields=["used", "most"])
        used.append(Used(one.campaign_id, key, one.used))
    return used


def part(used: list[Used]) -> None:
    """Count for the kept one no more what the merged one had used before."""
    for one in used:
        found = Counter.objects.filter(campaign_id=one.campaign, key=one.key)
        found.update(used=Greatest(F("used") - one.used, 0))
