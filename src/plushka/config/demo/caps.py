"""Codes under the caps of the lemonade of «Липа», a draw they are chances in, and first orders."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from uuid import UUID

from plushka.config.demo.gifts import ACTOR
from plushka.domain.certificates import batches as certificates
from plushka.domain.codes import batches, making, states
from plushka.domain.codes import operations as codes
from plushka.domain.codes.asking import Activation, Source
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.spelling import shown
from plushka.domain.codes.terms import NewBatch
from plushka.domain.codes.terms import Terms as BatchTerms
from plushka.domain.draws import operations as draws
from plushka.domain.draws.terms import Prize
from plushka.domain.draws.terms import Terms as DrawTerms
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Orderer
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib import letters
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal

N_CODES, N_ACTIVATED, N_WRONG, N_ORDERS = 300, 60, 12, 4
OUTLET = "main"
NAME = "Лимонад «Липа», 0,5 л"
_DAYS = dt.timedelta(days=30)
_WAYS: tuple[tuple[Source, str], ...] = (("SMS", ""), ("WEB", ""), ("PAGE", ""), ("TILL", OUTLET))


def promise(*, at: dt.datetime) -> None:
    """Open the draw, ask for its codes and for certificates; in the company's context.

    The codes are made by ``begin``, which has to follow.
    """
    draw = draws.prepare(
        terms=DrawTerms(
            name="Велосипед за крышки",
            prizes=(Prize("Велосипед", 1), Prize("Кружка «Липа»", 5)),
            opens_at=at,
            closes_at=at + _DAYS,
            rules="Одна крышка лимонада «Липа» – один шанс.",
            reserves=3,
        ),
        actor=ACTOR,
        at=at,
    )
    draws.open_(draw_id=draw.id, version=draw.version, actor=ACTOR, at=at)
    gives = Gives(Fixed(25_00), draw_id=draw.id, chances=1)
    terms = BatchTerms(NAME, gives, most_per_day=5)
    batches.make(new=NewBatch(terms, N_CODES), actor=ACTOR, at=at)
    card = certificates.NewBatch(name="К празднику", nominal=1000_00, n=10, actor=ACTOR)
    certificates.issue(card, batch_id=new_id(), at=at)


def begin(company: Tenant, *, clock: Callable[[], dt.datetime]) -> None:
    """Make the codes and start them; let members of the year activate some, and order gifts.

    Once they are started, nothing is done again.
    """
    while carry_on(tenant_id=company.id, kinds={batches.MAKING: making.step}, clock=clock):
        pass
    at = clock()
    with tenant_context(company.id):
        batch = Batch.objects.filter(number=1, name=NAME, state=Batch.State.PRINTED).first()
        if batch is None:
            return
        some = [code for _, code in zip(range(N_ACTIVATED), _codes(batch), strict=False)]
        states.start(batch_id=batch.id, actor=ACTOR, at=at)
        buyers = PurchaseSummary.objects.order_by("-paid_total", "member_id")
        members = list(buyers.values_list("member_id", flat=True)[: N_ACTIVATED // 2])
    tried = [*_activations(some, members), *_guesses()]
    codes.activate(tenant_id=company.id, activations=tried, at=at)
    _order(company, members, at=at)


def _codes(batch: Batch) -> Iterator[str]:
    return (code for _, code in making.codes_of(batch))


def _activations(found: Iterable[str], members: list[UUID]) -> Iterator[Activation]:
    for code, member, (source, place) in zip(found, cycle(members), cycle(_WAYS), strict=False):
        who = Locator("ID", str(member))
        yield Activation(code=shown(code), member=who, source=source, place=place, actor=ACTOR)


def _guesses() -> Iterator[Activation]:
    """Give codes that somebody thought out: what their page tells is seen sooner with some."""
    for number in range(N_WRONG):
        stranger = Locator("PHONE", f"+7999000{number // 3:04d}")
        wrong = letters.draw(12)
        address = f"192.0.2.{number // 6}"  # of those that RFC 5737 keeps for examples
        yield Activation(code=wrong, member=stranger, source="WEB", actor=ACTOR, address=address)


def _order(company: Tenant, members: list[UUID], *, at: dt.datetime) -> None:
    """Order a gift for the first members whose points are enough."""
    orderer, n = Orderer(ACTOR, "API", is_trusted=True, is_proved=True), 0
    for member, gift in zip(members, cycle(("mug", "bag", "umbrella")), strict=False):
        asked = AskedOrder(member, (AskedLine(gift),), outlet=OUTLET)
        try:
            with tenant_context(company.id):
                rewards.order(asked=asked, key=f"demo-{member}", orderer=orderer, at=at)
        except Refusal:
            continue
        n += 1
        if n == N_ORDERS:
            return
