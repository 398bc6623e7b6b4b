"""Deciding alone: receipts a second on one core, nothing loaded and nothing written."""

import datetime as dt
import random
import time
from collections.abc import Sequence
from uuid import UUID

from bench.campaigns import offers
from bench.ratio import Ratio
from plushka.domain.campaigns.rooms import Rooms, Whose
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.page import Page
from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import Compiled, compile_
from plushka.domain.programmes.deals.offer import Offer
from plushka.domain.sales.asked import AskedLine, AskedSale, Asker
from plushka.domain.sales.deciding import decide
from plushka.domain.sales.offered import member_of
from plushka.domain.sales.promising import Situation
from plushka.domain.sales.standing import Standing
from plushka.lib import garbage
from plushka.lib.days import local_day
from plushka.lib.ids import new_id

MEMBERS, RECEIPTS = 1_000, 10_000
ZONE = "Europe/Moscow"


def decide_alone(*, rounds: int) -> Ratio:
    """Decide receipts of three lines, by members of both tiers, as the preset says."""
    programme = compile_(files.preset("bonusplus"), version=new_id(), zone=ZONE)
    return Ratio(
        name="decide alone, receipts a second on one core",
        rounds=[_rate(programme, ()) for _ in range(rounds)],
        hold=20_000,
        more=True,
        sides="",
        unit="/s",
    )


def decide_with_campaigns(*, rounds: int) -> Ratio:
    """Decide the same receipts where ten campaigns run, of which half give something."""
    programme = compile_(files.preset("bonusplus"), version=new_id(), zone=ZONE)
    return Ratio(
        name="decide with ten campaigns, receipts a second on one core",
        rounds=[_rate(programme, offers()) for _ in range(rounds)],
        hold=8_000,
        more=True,
        sides="",
        unit="/s",
    )


def _rate(programme: Compiled, offered: Sequence[Offer]) -> float:
    moment = dt.datetime.now(dt.UTC)
    standings = [_standing(tier) for tier in ("standard", "gold") for _ in range(MEMBERS // 2)]
    book = Book(moment=moment, pages=[_page(one, moment) for one in standings])
    asked = _receipts(standings)
    asker, outlet = Asker(actor="key:bench", is_trusted=True), new_id()
    rooms = Rooms()
    # As in a process that serves.
    garbage.search_rarely()
    began = time.process_time()
    for sale, standing in asked:
        decide(
            sale,
            asker=asker,
            outlet=outlet,
            at=moment,
            programme=programme,
            standing=standing,
            book=book,
            zone=ZONE,
            confirm=_never,
            situation=_situation(sale, standing, offered, rooms, moment) if offered else None,
        )
    return len(asked) / (time.process_time() - began)


def _receipts(standings: Sequence[Standing]) -> list[tuple[AskedSale, Standing]]:
    return [
        (
            AskedSale(
                outlet="main",
                receipt=str(number),
                lines=(
                    AskedLine(sku="A", category="food", quantity=1000, price=70_000),
                    AskedLine(sku="B", category="food", quantity=1000, price=20_000),
                    AskedLine(sku="C", category="books", quantity=1000, price=10_000),
                ),
            ),
            random.choice(standings),
        )
        for number in range(RECEIPTS)
    ]


def _situation(
    sale: AskedSale,
    standing: Standing,
    offered: Sequence[Offer],
    rooms: Rooms,
    moment: dt.datetime,
) -> Situation:
    return Situation(
        offers=offered,
        member=member_of(standing, None),
        whose=Whose(standing.member, sale.outlet, local_day(moment, ZONE)),
        at=moment,
        zone=ZONE,
        staff="",
        rooms=rooms,
    )


def _standing(tier: str) -> Standing:
    return Standing(
        member=new_id(),
        account=new_id(),
        is_blocked=False,
        tier=tier,
        paid_total=0,
        n_purchases=0,
        last_at=None,
        previous_at=None,
    )


def _page(standing: Standing, moment: dt.datetime) -> Page:
    return Page(
        account=standing.account,
        balance=0,
        spendable=0,
        pending=0,
        held=0,
        debt=0,
        as_of=moment,
        exact_until=None,
        version=0,
        n_entries=0,
        now=moment,
    )


def _never(member: UUID, points: int) -> None:
    raise AssertionError(member, points)
