"""Keys: the list, making one, revoking one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.company import keys as company
from plushka.domain.company.editing import BadFields
from plushka.domain.company.keys import KeyGone
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company import key_form, words
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_KEYS)
def keys(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the keys, those that were revoked last."""
    said = key_form.scope_words()
    found = [
        (one, [said.get(scope, scope) for scope in one.key.scopes]) for one in company.find_keys()
    ]
    context = {
        "cabinet": cabinet,
        "here": "keys",
        "keys": found,
        "is_revoked": request.GET.get("just") == "revoked",
    }
    return render(request, "manager/keys.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.MANAGE_KEYS)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Make a key, and show it this once."""
    context: dict[str, object] = {"cabinet": cabinet, "here": "keys"}
    if request.method != "POST":
        with tenant_context(cabinet.place.id):
            return render(request, "manager/key.html", context | {"form": key_form.new()})
    typed, key = key_form.sent(request.POST), key_form.ready_key(request.POST)
    wrong: dict[str, str] = {}
    if key is not None:
        try:
            with tenant_context(cabinet.place.id):
                company.make_key(
                    name=typed.name,
                    scopes=typed.scopes,
                    outlet_id=typed.outlet_id,
                    rate_per_minute=typed.rate_per_minute,
                    actor=cabinet.actor,
                    at=now(),
                    key=key,
                )
        except BadFields as refusal:
            wrong = refusal.wrong
        else:
            shown = {"key": key, "name": typed.name, "slug": cabinet.place.slug}
            return render(request, "manager/key_made.html", context | shown)
    with tenant_context(cabinet.place.id):
        form = key_form.shown(typed, ready=request.POST["ready"] if key else "", wrong=wrong)
        refused = words.look_again() if wrong else words.form_too_old()
        context |= {"form": form, "refused": refused}
        return render(request, "manager/key.html", context, status=REFUSED)


@require_POST
@in_cabinet(Right.MANAGE_KEYS)
def revoke(request: HttpRequest, cabinet: Cabinet, key_id: UUID) -> HttpResponse:
    """Let a key open nothing from now on."""
    del request
    try:
        company.revoke_key(key_id=key_id, actor=cabinet.actor, at=now())
    except KeyGone as gone:
        raise Http404 from gone
    return redirect(f"{reverse('manager-keys')}?just=revoked")
