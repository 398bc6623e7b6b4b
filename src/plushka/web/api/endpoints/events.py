"""What outside systems tell, what members got for it, and who supplies what."""

from uuid import UUID

from plushka.domain.effects import operations as effects
from plushka.domain.effects import queries
from plushka.domain.effects.outside import EventDiffers, Told
from plushka.domain.members.queries import MemberUnknown, get_profile, identify
from plushka.domain.sales.activating import report
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.account import AskedPage, page
from plushka.web.api.schemas.events import (
    AskedSupplier,
    BadgeOut,
    BadgesOut,
    EventIn,
    EventOut,
    GiftOut,
    GiftsOut,
    PageQuery,
    SupplierIn,
    SupplierOut,
    SuppliersOut,
)


def record_event(call: Call[Told]) -> Answer:
    """Tell that something happened to a member; rules that listen are carried out once."""
    told = report(told=call.asked, actor=call.actor, at=call.at)
    out = EventOut.of(
        told, zone=call.place.zone, language=call.language, currency=call.place.currency
    )
    return Answer(out, is_repeat=told.is_repeat)


def list_badges(call: Call[None]) -> Answer:
    """List the badges of a member, oldest first."""
    member = get_profile(member_id=call.ids["id"]).id
    found = queries.badges(member=member)
    return Answer(BadgesOut([BadgeOut.of(one, zone=call.place.zone) for one in found]))


def list_gifts(call: Call[AskedPage[UUID]]) -> Answer:
    """List the gifts that rules gave a member and nothing took back, newest first."""
    member, asked = get_profile(member_id=call.ids["id"]).id, call.asked
    found = queries.gifts(member=member, limit=asked.limit + 1, after=asked.after)
    shown, last = page(found, asked.limit)
    items = [GiftOut.of(one, zone=call.place.zone) for one in shown]
    return Answer(GiftsOut(items, str(last.id) if last else None))


def list_suppliers(call: Call[AskedPage[UUID]]) -> Answer:
    """List the suppliers that members stand for, by name."""
    asked = call.asked
    found = queries.find_suppliers(limit=asked.limit + 1, after=asked.after)
    shown, last = page(found, asked.limit)
    items = [SupplierOut(one.name, one.member_id) for one in shown]
    return Answer(SuppliersOut(items, str(last.id) if last else None))


def set_supplier(call: Call[AskedSupplier]) -> Answer:
    """Say which member a supplier's name on receipts means; nobody any more, where it is null."""
    asked = call.asked
    member = None if asked.member is None else identify(locator=asked.member, at=call.at)
    effects.set_supplier(name=asked.name, member=member, actor=call.actor, at=call.at)
    return Answer(SupplierOut(asked.name.strip(), member))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/events",
        scope="events",
        act=record_event,
        run=in_context,
        summary="Tell what happened to a member",
        tag="Events",
        body=Shape(EventIn),
        answers=EventOut,
        status=201,
        operation="event",
        refuses=(MemberUnknown, EventDiffers),
        example=examples.EVENT,
    ),
    Endpoint(
        method="GET",
        path="/members/{id}/badges",
        scope="read",
        act=list_badges,
        run=in_context,
        summary="List a member's badges",
        tag="Members",
        answers=BadgesOut,
        refuses=(MemberUnknown,),
        statuses={"member_unknown": 404},
    ),
    Endpoint(
        method="GET",
        path="/members/{id}/gifts",
        scope="read",
        act=list_gifts,
        run=in_context,
        summary="List a member's gifts",
        tag="Members",
        query=Shape(PageQuery),
        answers=GiftsOut,
        refuses=(MemberUnknown,),
        statuses={"member_unknown": 404},
    ),
    Endpoint(
        method="GET",
        path="/suppliers",
        scope="programme",
        act=list_suppliers,
        run=in_context,
        summary="List suppliers",
        tag="Programme",
        query=Shape(PageQuery),
        answers=SuppliersOut,
    ),
    Endpoint(
        method="PUT",
        path="/suppliers",
        scope="programme",
        act=set_supplier,
        run=in_context,
        summary="Say who a supplier is",
        tag="Programme",
        body=Shape(SupplierIn),
        answers=SupplierOut,
        operation="supplier",
        refuses=(MemberUnknown,),
        example={"name": "Ферма «Луг»", "member": examples.MEMBER},
    ),
)
