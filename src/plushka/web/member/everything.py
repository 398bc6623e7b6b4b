"""Everything the company knows of a member, for the member to take away (B20)."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from plushka.domain.access.models import Dispute, Session
from plushka.domain.aliases.queries import word_of
from plushka.domain.audit.models import Record
from plushka.domain.codes.listing import activations_of_member
from plushka.domain.draws.models import Chance, Ticket
from plushka.domain.draws.queries import find_taken
from plushka.domain.ledger import queries as ledger
from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.models import Consent, Identifier, Member, MemberTag
from plushka.domain.members.queries import merged_into, of_one
from plushka.domain.members.sharing_models import SharedAlias
from plushka.domain.messaging.models import Choice, Inbound, Message
from plushka.domain.programmes.explain import explain
from plushka.domain.referrals.models import Invitation
from plushka.domain.sales.listing import find_returns
from plushka.domain.sales.models import Sale, SaleLine
from plushka.lib.money import show
from plushka.lib.spreadsheets import harmless_or_number
from plushka.web.member import gift_tables
from plushka.web.member.standing import Known

type Rows = list[dict[str, Any]]

_ALL = 2**31
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def gather(found: Known, *, language: str) -> dict[str, Rows]:
    """Give all of it as tables, the queries as many for a thousand rows as for one."""
    member = found.member.id
    own = of_one(member)
    return {
        "profile": _profile(member),
        "identifiers": _rows(
            Identifier.objects.filter(own).order_by("created_at", "id"),
            ("kind", "value", "created_at", "retired_at", "retire_reason"),
        ),
        "aliases": _aliases(own),
        "consents": _consents(own),
        "choices": _rows(
            Choice.objects.filter(member_id=member).order_by("kind"), ("kind", "way", "at")
        ),
        "tags": _rows(MemberTag.objects.filter(member_id=member).order_by("tag"), ("tag", "at")),
        "balance": _balance(found),
        "lots": _lots(found),
        "entries": _entries(found, language),
        "sales": _sales(member),
        "lines": _lines(member),
        "returns": _returns(found),
        **gift_tables.tables(own),
        "texts": _rows(
            Inbound.objects.filter(own).order_by("at", "id"), ("way", "kind", "text", "at")
        ),
        "messages": _rows(
            Message.objects.filter(member_id=member).order_by("created_at", "id"),
            ("kind", "text", "way", "created_at"),
        ),
        "invitations": _rows(
            Invitation.objects.filter(inviter_id=member).order_by("made_at", "id"),
            ("way", "made_at", "ends_at", "opened_at", "joined_at", "withdrawn_at"),
        ),
        "devices": _rows(
            Session.objects.filter(own).order_by("created_at", "id"),
            ("label", "created_at", "seen_at", "ended_at"),
        ),
        "disputes": _rows(
            Dispute.objects.filter(own).order_by("at", "id"),
            ("entry_id", "at", "closed_at"),
        ),
        "chances": _rows(
            Chance.objects.filter(own).order_by("at", "id"),
            ("draw_id", "draw__name", "source_kind", "n", "at"),
        ),
        "activations": _activations(member),
        "tickets": _rows(
            Ticket.objects.filter(own).order_by("draw_id", "first"),
            ("draw_id", "draw__name", "first", "last", "participant"),
        ),
        "prizes": _prizes(member),
        "changes": _rows(
            Record.objects.filter(
                subject_kind="member", subject_id__in=[member, *merged_into(member)]
            ).order_by("at", "id"),
            ("at", "action"),
        ),
    }


def as_json(tables: dict[str, Rows]) -> bytes:
    """Write one JSON file."""
    return json.dumps(tables, ensure_ascii=False, indent=1, default=_text).encode()


def as_csv(tables: dict[str, Rows]) -> bytes:
    """Write a CSV file for each table, together in one archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", _BOM + "".join(_csv(rows)))
    return packed.getvalue()


def _csv(rows: Rows) -> Iterator[str]:
    if not rows:
        return
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(rows[0])
    for row in rows:
        sheet.writerow([_cell(value) for value in row.values()])
    yield written.getvalue()


def _cell(value: object) -> str:
    """Write a value; a text that a spreadsheet would reckon with stays a text."""
    text = "" if value is None else _text(value)
    return harmless_or_number(text) if isinstance(value, str) else text


def _text(value: object) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_text)
    return str(value)


def _rows(found: Any, fields: Sequence[str]) -> Rows:
    return list(found.values(*fields))


def _aliases(own: Q) -> Rows:
    """Give the words that all companies know, as far as the member is named by them here."""
    return [
        {"alias": word_of(holder_id=one.holder_id), "way": one.way, "agreed_at": one.agreed_at}
        for one in SharedAlias.objects.filter(own).order_by("agreed_at", "id")
    ]


def _consents(own: Q) -> Rows:
    fields = ("id", "kind", "version", "channel", "is_withdrawn", "at", "proof")
    found = _rows(Consent.objects.filter(own).order_by("at", "id"), fields)
    rows = ConsentAddress.objects.filter(own).values_list("consent_id", "address")
    came_from = dict(rows)
    return [
        {name: value for name, value in row.items() if name != "id"}
        | {"proof": bytes(row["proof"]).hex(), "address": came_from.get(row["id"], "")}
        for row in found
    ]


def _profile(member: UUID) -> Rows:
    texts = ("surname", "name", "patronymic", "sex", "email", "note")
    rest = ("birth_date", "attributes", "created_at", "blocked_at", "block_reason", "frozen_at")
    summary = ("tier", "n_purchases", "last_purchase_at", "paid_total")
    found = Member.objects.filter(id=member).values(
        "id", *texts, *rest, *(f"summaries__{name}" for name in summary)
    )
    return [
        {name.removeprefix("summaries__"): value for name, value in row.items()}
        | {"paid_total": show(row["summaries__paid_total"])}
        for row in found
    ]


def _balance(found: Known) -> Rows:
    now = found.balance()
    return [
        {
            "spendable": show(now.spendable),
            "pending": show(now.pending),
            "held": show(now.held),
            "debt": show(now.debt),
        }
    ]


def _lots(found: Known) -> Rows:
    lots = ledger.lots(account=found.account, at=found.visit.at, limit=_ALL)
    return [
        {
            "id": lot.id,
            "kind": lot.kind,
            "granted": show(lot.granted),
            "remaining": show(lot.remaining),
            "available_at": lot.available_at,
            "expires_at": lot.expires_at,
        }
        for lot in lots
    ]


def _entries(found: Known, language: str) -> Rows:
    return [
        {
            "id": entry.id,
            "at": entry.cause.at,
            "kind": entry.kind,
            "points": show(entry.points),
            "balance_after": show(entry.balance_after),
            "of": entry.cause.source_kind,
            "of_id": entry.cause.source_id,
            "of_earlier_account": entry.account != found.account,
            "why": " ".join(_why(entry.cause.explanation, language)),
        }
        for entry in ledger.entries(account=found.account, limit=_ALL)
    ]


def _why(kept: list[dict[str, Any]], language: str) -> Iterator[str]:
    for one in kept:
        try:
            yield explain(one.get("facts", one), language)
        except ValueError:
            continue


def _sales(member: UUID) -> Rows:
    found = Sale.objects.filter(member_id=member).order_by("id")
    rows = _rows(found, ("id", "at", "outlet__name", "receipt", "staff", "total", "to_pay"))
    return [row | {"total": show(row["total"]), "to_pay": show(row["to_pay"])} for row in rows]


def _lines(member: UUID) -> Rows:
    found = SaleLine.objects.filter(sale__member_id=member).order_by("sale_id", "number")
    rows = _rows(found, ("sale_id", "number", "sku", "name", "category", "quantity", "price"))
    return [row | {"price": show(row["price"])} for row in rows]


def _activations(member: UUID) -> Rows:
    """Tell which codes under the cap gave what; the codes themselves nobody has."""
    return [
        {
            "id": one.id,
            "at": one.at,
            "batch": one.batch.name,
            "source": one.source,
            "place": one.place,
            "points": show(one.points),
            "chances": one.chances,
        }
        for one in reversed(activations_of_member(member_id=member, limit=_ALL))
    ]


def _prizes(member: UUID) -> Rows:
    return [
        {
            "draw_id": one.draw.id,
            "draw": one.draw.name,
            "ticket": won.number,
            "prize": won.prize,
            "state": won.state,
        }
        for one in find_taken(member_id=member)
        for won in one.won
    ]


def _returns(found: Known) -> Rows:
    returned = find_returns(member_id=found.member.id, limit=_ALL)
    return [
        {
            "sale_id": row.sale_id,
            "at": row.at,
            "receipt": row.receipt,
            "money_back": show(row.money_back),
            "points_back": show(row.points_back),
        }
        for row in reversed(returned)
    ]
