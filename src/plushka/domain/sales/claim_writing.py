"""A claim is written: the points, the summary, the sale with its member (T42)."""

from typing import Any

import msgspec

from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.sales import writing
from plushka.domain.sales.claim_earning import Claiming, Earned
from plushka.domain.sales.keeping import kept
from plushka.domain.sales.models import Claim, Sale, SaleReward
from plushka.domain.sales.taking_back import outcome_of
from plushka.domain.sales.telling import told_gifts, told_terms
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import write
from plushka.lib.ids import new_id


def write_claim(claiming: Claiming, earned: Earned, print_: bytes) -> None:
    """Write what was claimed, once budgets have taken it."""
    sale, standing, place = claiming.sale, claiming.standing, claiming.place
    is_moved = standing.tier != earned.buyer.tier
    data = {"sale": str(sale.id), "tier_changed": is_moved}
    told = [events.NewEvent("sale_claimed", sale.at, standing.member, data)]
    for reward in earned.rewards:
        if reward.promise is None:
            rewarded = {"sale": str(sale.id), "entry": str(reward.entry.id)}
            told.append(events.NewEvent("referral_rewarded", sale.at, reward.member, rewarded))
    write(
        raw(),
        [
            # Counters before inserts, as everywhere.
            *claiming.taking(),
            *ledger.save_statements(claiming.book),
            writing.standings_statement(place, [standing]),
            events.statement(events=told),
        ],
    )
    Claim(
        tenant_id=place.id,
        id=new_id(),
        sale_id=sale.id,
        member_id=standing.member,
        at=claiming.moment,
        actor=claiming.asker.actor,
        fingerprint=print_,
    ).save(force_insert=True)
    SaleReward.objects.bulk_create(
        SaleReward(
            tenant_id=place.id,
            sale_id=sale.id,
            number=number,
            member_id=reward.member,
            tier=reward.tier,
            entry_id=reward.entry.id,
            promise=reward.promise,
        )
        for number, reward in enumerate(earned.rewards, start=1)
    )
    Sale.objects.filter(id=sale.id).update(
        member_id=standing.member,
        tier=earned.buyer.tier,
        days_since=earned.buyer.days_since,
        days_since_earlier_day=earned.buyer.days_since_earlier_day,
        accrued=earned.points,
        accrual_id=earned.accrual.id if earned.accrual else None,
        counted=earned.counted,
        outcome=_outcome(claiming, earned, is_moved=is_moved),
        promises=[msgspec.to_builtins(kept(one)) for one in earned.given],
    )


def _outcome(claiming: Claiming, earned: Earned, *, is_moved: bool) -> dict[str, Any]:
    """Give the answer's rest; the lines stay as they were written, so their parts are here."""
    balance = claiming.book.balance(claiming.standing.account)
    left = {"left": sorted(earned.left)} if earned.left else {}
    if "voucher" in claiming.sale.outcome:
        left |= {"voucher": claiming.sale.outcome["voucher"]}
    return (
        left
        | outcome_of(balance, claiming.standing.tier, hides=claiming.hides)
        | {
            "tier_changed": is_moved,
            **told_terms(earned.terms),
            "explanation": earned.explanation,
            "parts": earned.parts,
            "gifts": told_gifts(earned.rewards),
        }
    )
