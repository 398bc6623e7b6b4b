"""The catalogue of the gift shop: the list, the form of one reward, its picture and stock."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.programmes.queries import rules
from plushka.domain.rewards import catalogue, queries
from plushka.domain.rewards.catalogue import RewardChanged, stamp_of_reward
from plushka.domain.rewards.catalogue import terms_of as known_terms
from plushka.domain.rewards.described import LANGUAGES
from plushka.domain.rewards.models import Reward, Stock
from plushka.domain.rewards.refusals import SoldOut
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import open_outlets
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.company import words
from plushka.web.manager.rewards import form as forms
from plushka.web.manager.rewards.form import RewardForm
from plushka.web.manager.rewards.seen import seen_by
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
MOST = 500
"""Rewards on the page; a catalogue for points is a shelf, not a warehouse."""


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def rewards(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the rewards with what is left of each."""
    rows = list(Reward.objects.order_by("-is_shown", "category", "place", "code")[:MOST])
    stocks = {row.id: row for row in Stock.objects.filter(id__in=[one.id for one in rows])}
    language = cabinet.place.language
    listed = [
        {
            "reward": one,
            "name": queries.word_of(one.names, language, own=language),
            "stock": stocks[one.id],
            "left": (left := queries.left_of(stocks[one.id])),
            "is_low": left is not None and one.low is not None and left <= one.low,
        }
        for one in rows
    ]
    context = {
        "cabinet": cabinet,
        "here": "rewards",
        "rewards": listed,
        "unit": rules(zone=cabinet.place.zone).at(now()).document.unit,
        "just": request.GET.get("just", ""),
    }
    return render(request, "manager/rewards/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def new(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Add a reward; pressed twice, it is added once."""
    if request.method != "POST":
        return _page(request, cabinet, forms.new())
    form = forms.sent(request.POST)
    try:
        pieces = forms.number(form.values, "stock")
        terms = forms.terms_of(form, zone=cabinet.place.zone)
        with tenant_context(cabinet.place.id):
            row = catalogue.add(
                terms=terms,
                actor=cabinet.actor,
                at=now(),
                pieces=pieces,
                reward_id=key_of(request),
            )
    except BadField as refusal:
        return _page(request, cabinet, forms.again(form, refusal), refused=words.look_again())
    return redirect(f"{reverse('manager-reward', args=[row.id])}?just=added")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def reward(request: HttpRequest, cabinet: Cabinet, reward_id: UUID) -> HttpResponse:
    """Show a reward, and take what was changed."""
    zone = cabinet.place.zone
    with tenant_context(cabinet.place.id):
        terms = known_terms(_known(reward_id))
    if request.method != "POST":
        return _page(request, cabinet, forms.read(terms, zone=zone), reward_id)
    form = forms.sent(request.POST)
    try:
        with tenant_context(cabinet.place.id):
            catalogue.change(
                reward_id=reward_id,
                terms=forms.terms_of(form, zone=zone, known=terms),
                actor=cabinet.actor,
                at=now(),
                stamp=request.POST.get("stamp", ""),
            )
    except BadField as refusal:
        form = forms.again(form, refusal)
        return _page(request, cabinet, form, reward_id, refused=words.look_again())
    except RewardChanged:
        return _page(request, cabinet, form, reward_id, refused=words.changed_meanwhile())
    return redirect(f"{reverse('manager-reward', args=[reward_id])}?just=saved")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def seen(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Say how many members would see it; asked for while somebody fills the form in."""
    form = forms.sent(request.POST)
    with tenant_context(cabinet.place.id):
        context = {"seen": seen_by(form, zone=cabinet.place.zone, at=now())}
        return render(request, "manager/rewards/seen.html", context)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def draw(request: HttpRequest, cabinet: Cabinet, reward_id: UUID) -> HttpResponse:
    """Give it a picture, drawn anew; or take the picture away."""
    sent = request.FILES.get("picture")
    try:
        with tenant_context(cabinet.place.id):
            _known(reward_id)
            if request.POST.get("do") == "remove":
                catalogue.erase_picture(reward_id=reward_id, actor=cabinet.actor, at=now())
            else:
                content = sent.read() if sent else b""
                catalogue.draw(reward_id=reward_id, content=content, actor=cabinet.actor, at=now())
    except BadField as refusal:
        return _again(request, cabinet, reward_id, refusal)
    return redirect(f"{reverse('manager-reward', args=[reward_id])}?just=saved")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def stock(request: HttpRequest, cabinet: Cabinet, reward_id: UUID) -> HttpResponse:
    """Put pieces in or take some out, with a reason; what the form saw must still be so."""
    try:
        pieces = forms.signed(request.POST.get("pieces", "0").strip())
        with tenant_context(cabinet.place.id):
            _known(reward_id)
            is_as_seen = request.POST.get("seen") == str(Stock.objects.get(id=reward_id).put_in)
            if is_as_seen:
                catalogue.change_stock(
                    reward_id=reward_id,
                    pieces=pieces,
                    is_limited="is_limited" in request.POST,
                    actor=cabinet.actor,
                    at=now(),
                    reason=forms.plain(request.POST.get("reason", ""))[:200],
                )
    except BadField as refusal:
        return _again(request, cabinet, reward_id, refusal)
    except SoldOut:
        return _again(request, cabinet, reward_id, BadField("pieces", "more than is left"))
    if not is_as_seen:
        refused = words.changed_meanwhile()
        return _again(request, cabinet, reward_id, BadField("pieces", "changed"), refused=refused)
    return redirect(f"{reverse('manager-reward', args=[reward_id])}?just=saved")


@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def picture(request: HttpRequest, cabinet: Cabinet, digest: str) -> HttpResponse:
    """Give a reward's picture."""
    del request, cabinet
    drawn = queries.picture_of(digest=digest, size="medium")
    if not drawn:
        raise Http404
    return HttpResponse(drawn, content_type="image/webp")


def _again(
    request: HttpRequest,
    cabinet: Cabinet,
    reward_id: UUID,
    refusal: BadField,
    *,
    refused: str = "",
) -> HttpResponse:
    with tenant_context(cabinet.place.id):
        terms = known_terms(_known(reward_id))
    form = forms.again(forms.read(terms, zone=cabinet.place.zone), refusal)
    told = refused or forms.sentence(refusal.path)
    return _page(request, cabinet, form, reward_id, refused=told)


def _known(reward_id: UUID) -> Reward:
    row = Reward.objects.filter(id=reward_id).first()
    if row is None:
        raise Http404
    return row  # type: ignore[no-any-return]


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    form: RewardForm,
    reward_id: UUID | None = None,
    *,
    refused: str = "",
) -> HttpResponse:
    with tenant_context(cabinet.place.id):
        row = _known(reward_id) if reward_id else None
        programme = rules(zone=cabinet.place.zone).at(now())
        language = cabinet.place.language
        context = {
            "cabinet": cabinet,
            "here": "rewards",
            "form": form,
            "values": form.values,
            "reward": row,
            "name": queries.word_of(row.names, language, own=language) if row else "",
            "stock": Stock.objects.get(id=row.id) if row else None,
            "stamp": request.POST.get("stamp") or (stamp_of_reward(row) if row else ""),
            "languages": [
                (code, form.values.get(f"name-{code}", ""), form.values.get(f"description-{code}"))
                for code in LANGUAGES
            ],
            "tiers": [
                (tier.code, programme.tier_name(tier.code, language))
                for tier in programme.document.tiers
            ],
            "seen": seen_by(form, zone=cabinet.place.zone, at=now()),
            "outlets": [(one.code, one.name) for one in open_outlets()],
            "just": request.GET.get("just", ""),
            "refused": refused,
        }
        status = REFUSED if refused else 200
        return render(request, "manager/rewards/reward.html", context, status=status)
