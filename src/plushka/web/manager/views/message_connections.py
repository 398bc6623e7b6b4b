"""What messages are sent by: providers that are set up, tried, put in order and taken away."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.messaging import connecting
from plushka.domain.messaging.connecting import ConnectionUnknown
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.integrations.providers import Provider, UnknownProvider, provider
from plushka.integrations.sending import Trouble
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company.words import look_again
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.messages import connected, setting_form
from plushka.web.manager.messages.setting_form import SettingForm
from plushka.web.manager.messages.troubles import words_of
from plushka.web.manager.messages.words import sentence
from plushka.web.ui.channels import MESSENGERS, NoLine, listen, try_out
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
PAGE = "manager/messages/connection.html"


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_SETTINGS)
def connections(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what is set up, and what may be."""
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "connections",
        "groups": connected.groups(),
        "offered": connected.offered(),
        "currency": cabinet.place.currency,
        "just": request.GET.get("just", ""),
    }
    return render(request, "manager/messages/connections.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_SETTINGS)
def new(request: HttpRequest, cabinet: Cabinet, code: str) -> HttpResponse:
    """Set a provider up."""
    one = _provider(code)
    if not connected.is_offered(one):
        raise Http404
    if request.method != "POST":
        form = setting_form.shown(one, {}, version=0, is_new=True)
        return _page(request, cabinet, one, form)
    values = request.POST.dict()
    form = setting_form.sent(one, values, is_new=True)
    connection_id = key_of(request, of="connection")
    address = connected.hook_address(request, connection_id, cabinet.place.slug)
    filled = setting_form.read(one, form, values, hook_url=address)
    if filled is None:
        return _page(request, cabinet, one, form, refused=look_again())
    settings, secrets = setting_form.made_for(one)
    made = connecting.add(
        connection_id=connection_id,
        way=one.way,
        provider=one.code,
        settings=settings | filled.settings,
        secrets=secrets | filled.secrets,
        sender=filled.sender,
        actor=cabinet.actor,
        at=now(),
    )
    return _to(made, "added")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_SETTINGS)
def connection(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Show how a provider is set up, or set it up anew."""
    row = _row(connection_id)
    one = _provider(row.provider)
    if request.method != "POST":
        form = setting_form.shown(one, row.settings, version=row.version, is_new=False)
        return _page(request, cabinet, one, form, row=row)
    values = request.POST.dict()
    form = setting_form.sent(one, values, is_new=False)
    address = connected.hook_address(request, connection_id, cabinet.place.slug)
    filled = setting_form.read(one, form, values, hook_url=address)
    if filled is None:
        return _page(request, cabinet, one, form, row=row, refused=look_again())
    made = setting_form.made_for(one)[0]
    try:
        with transaction.atomic():
            connecting.change(
                connection_id=connection_id,
                version=form.version,
                settings={name: row.settings.get(name, made[name]) for name in made}
                | filled.settings,
                secrets=filled.secrets,
                sender=filled.sender,
                is_on=row.is_on,
                actor=cabinet.actor,
                at=now(),
            )
    except Refusal as refusal:
        form.version = _row(connection_id).version
        return _page(request, cabinet, one, form, row=row, refused=sentence(refusal))
    return _to(connection_id, "saved")


@never_cache
@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_SETTINGS)
def try_it(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Try whether messages could be sent, without sending one; nobody waits for us meanwhile."""
    tenant_id = cabinet.place.id
    with tenant_context(tenant_id):
        row = _row(connection_id)
    found = try_out(row)
    with tenant_context(tenant_id):
        connecting.note_health(
            connection_id=connection_id,
            at=now(),
            trouble=found.trouble or None,
            balance=found.balance,
            known_as=found.name,
        )
        tried = {"name": found.name, "trouble": words_of(found.trouble, row.provider)}
        return _again(request, cabinet, connection_id, tried=tried)


@never_cache
@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_SETTINGS)
def listen_by(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Have the messenger hand over what people write to the bot."""
    with tenant_context(cabinet.place.id):
        row = _row(connection_id)
    if row.way not in MESSENGERS:
        return _to_list("")
    trouble = ""
    try:
        listen(row, address=connected.hook_address(request, connection_id, cabinet.place.slug))
    except Trouble as met:
        trouble = str(met)
    except NoLine as met:
        trouble = f"set_up:{met}"
    with tenant_context(cabinet.place.id):
        heard = {"trouble": words_of(trouble, row.provider)}
        return _again(request, cabinet, connection_id, heard=heard)


@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def switch(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Send by it, or send nothing by it for now."""
    is_on = request.POST.get("is_on") == "1"
    try:
        connecting.switch(connection_id=connection_id, is_on=is_on, actor=cabinet.actor, at=now())
    except ConnectionUnknown as gone:
        raise Http404 from gone
    return _to_list("on" if is_on else "off")


@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def place(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Try it before another one of the same way."""
    before = uuid_of(request.POST.get("before", ""))
    try:
        connecting.get(connection_id)
        if before is None:
            return _to_list("")
        connecting.put_before(
            connection_id=connection_id, other_id=before, actor=cabinet.actor, at=now()
        )
    except ConnectionUnknown as gone:
        raise Http404 from gone
    return _to_list("placed")


@require_POST
@in_cabinet(Right.CHANGE_SETTINGS)
def remove(request: HttpRequest, cabinet: Cabinet, connection_id: UUID) -> HttpResponse:
    """Send nothing by it any more, and forget its secrets."""
    del request
    try:
        connecting.remove(connection_id=connection_id, actor=cabinet.actor, at=now())
    except ConnectionUnknown as gone:
        raise Http404 from gone
    return _to_list("removed")


def _provider(code: str) -> Provider:
    try:
        return provider(code)
    except UnknownProvider as unknown:
        raise Http404 from unknown


def _row(connection_id: UUID) -> Connection:
    row: Connection | None = Connection.objects.filter(
        id=connection_id, removed_at__isnull=True
    ).first()
    if row is None:
        raise Http404
    return row


def _to(connection_id: UUID, just: str) -> HttpResponse:
    address = reverse("manager-message-connection", args=[connection_id])
    return redirect(f"{address}?just={just}")


def _to_list(just: str) -> HttpResponse:
    return redirect(f"{reverse('manager-message-connections')}?just={just}")


def _again(
    request: HttpRequest, cabinet: Cabinet, connection_id: UUID, **more: Any
) -> HttpResponse:
    row = _row(connection_id)
    one = _provider(row.provider)
    form = setting_form.shown(one, row.settings, version=row.version, is_new=False)
    return _page(request, cabinet, one, form, row=row, **more)


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    one: Provider,
    form: SettingForm,
    *,
    row: Connection | None = None,
    refused: str = "",
    **more: Any,
) -> HttpResponse:
    address = connected.hook_address(request, row.id, cabinet.place.slug) if row else ""
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "connections",
        "provider": one,
        "way": connected.CARRIED[one.way],
        "form": form,
        "told": connected.told(row) if row else None,
        "is_messenger": one.way in MESSENGERS,
        "address": connected.told_address(one, address) if row else "",
        "currency": cabinet.place.currency,
        "key": request.POST.get("key", "") if row is None else "",
        "just": request.GET.get("just", "") if request.method != "POST" else "",
        "refused": refused,
    }
    return render(request, PAGE, context | more, status=REFUSED if refused else 200)
