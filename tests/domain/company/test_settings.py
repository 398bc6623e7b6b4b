"""What a company is called and looks like."""

import datetime as dt
import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from plushka.domain.company.editing import BadFields, ChangedMeanwhile
from plushka.domain.company.settings import Settings, change_settings, get_settings
from plushka.domain.programmes import files
from plushka.domain.programmes.drafts import change_draft, get_draft, open_draft
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.models import Logo, Tenant
from plushka.domain.tenants.queries import branding_of, get_place, logo_of
from tests.conftest import NOON
from tests.domain.company.conftest import OWNER, recorded

LATER = NOON + dt.timedelta(days=1)
BALLS = {
    "ru": {"one": "балл", "few": "балла", "many": "баллов", "other": "балла"},
    "uk": {"one": "бал", "few": "бали", "many": "балів", "other": "бала"},
    "en": {"one": "star", "other": "stars"},
}


@pytest.fixture
def shop(lipa: Tenant) -> Tenant:
    publish(programme=files.preset("bonusplus"), actor="system:test", at=NOON)
    return lipa


def known() -> Settings:
    return get_settings(at=NOON).settings


def change(wanted: Settings, **more: Any) -> None:
    change_settings(wanted=wanted, **{"edition": 0, "actor": OWNER, "at": LATER} | more)


def drawn(kind: str = "PNG", size: tuple[int, int] = (800, 400)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#aa3311").save(out, kind)
    return out.getvalue()


def test_settings_change_together_and_are_recorded(shop: Tenant):
    change(replace(known(), name="  Липа  и сад ", colour="FFD400", timezone="Asia/Omsk"))

    place = get_place(shop.id)
    assert (place.name, place.zone) == ("Липа и сад", "Asia/Omsk")
    assert branding_of(place).colour == "#ffd400"
    assert branding_of(place).text_colour == "#000000"
    assert recorded() == [
        (
            "settings_changed",
            {"name": "Липа", "timezone": "Europe/Moscow", "colour": "", "text_colour": ""},
            {
                "name": "Липа и сад",
                "timezone": "Asia/Omsk",
                "colour": "#ffd400",
                "text_colour": "#000000",
            },
        )
    ]


def test_a_company_without_colours_has_plushkas_own(shop: Tenant):
    assert branding_of(get_place(shop.id)).colour == "#1c6b4f"


def test_settings_that_stay_as_they_are_record_nothing(shop: Tenant):
    change(known())

    assert recorded() == []
    assert get_settings(at=LATER).edition == 0


def test_the_second_of_two_who_edit_is_told(shop: Tenant):
    change(replace(known(), name="Первая"))

    with pytest.raises(ChangedMeanwhile):
        change(replace(known(), name="Вторая"))

    assert get_place(shop.id).name == "Первая"
    assert [action for action, *_ in recorded()] == ["settings_changed"]


@pytest.mark.parametrize("days", [29, 3651, 0])
def test_silence_is_a_month_to_ten_years(shop: Tenant, days: int):
    with pytest.raises(BadFields) as refused:
        change(replace(known(), silence_days=days))

    assert refused.value.wrong == {"silence_days": "unreadable"}
    assert get_place(shop.id).silence_days == 180


def test_days_of_silence_are_the_companys(shop: Tenant):
    change(replace(known(), silence_days=90))

    assert get_place(shop.id).silence_days == 90
    assert recorded() == [("settings_changed", {"silence_days": 180}, {"silence_days": 90})]


def test_every_field_that_is_wrong_is_named(shop: Tenant):
    bad = Settings("", "Europe/Nowhere", "XXX", "de", "QQ", "#zzz", "", {"ru": {"one": "я" * 31}})

    with pytest.raises(BadFields) as refused:
        change(bad)

    wrong = refused.value.wrong
    assert wrong["name"] == "empty"
    assert {wrong[name] for name in ("timezone", "currency", "language", "region")} == {"unknown"}
    assert wrong["colour"] == "unreadable"
    assert wrong["unit.ru.one"] == "too_long"
    assert wrong["unit.en.other"] == "empty"
    assert recorded() == []


@pytest.mark.parametrize("name", ["\u0000x", "a\x7fb", "я" * 201])
def test_a_name_that_cannot_be_shown_is_refused(shop: Tenant, name: str):
    with pytest.raises(BadFields) as refused:
        change(replace(known(), name=name))

    assert list(refused.value.wrong) == ["name"]


def test_text_that_cannot_be_read_on_the_colour_is_refused(shop: Tenant):
    with pytest.raises(BadFields) as refused:
        change(replace(known(), colour="#ffd400", text_colour="#ffffff"))

    assert refused.value.wrong == {"text_colour": "contrast"}
    assert get_place(shop.id).colour == ""


def test_other_words_for_points_are_a_version_that_changes_nothing_else(shop: Tenant):
    before = rules(zone="Europe/Moscow").at(LATER).document

    change(replace(known(), unit=BALLS))

    after = rules(zone="Europe/Moscow").at(LATER).document
    assert after.unit.ru.many == "баллов"
    assert files.plain(before) | {"unit": BALLS} == files.plain(after)
    assert Version.objects.count() == 2
    [(_, was, now)] = recorded()
    assert (was["unit"]["en"]["one"], now["unit"]["en"]["one"]) == ("point", "star")


def test_a_version_planned_for_later_keeps_its_day_and_gets_the_words(shop: Tenant):
    planned = files.plain(files.preset("bonusplus")) | {"late_limit_days": 3}
    ends = NOON + dt.timedelta(days=30)
    publish(programme=files.read(planned), actor="system:test", at=NOON, valid_from=ends)

    change(replace(known(), unit=BALLS))

    all_rules = rules(zone="Europe/Moscow")
    now, then = all_rules.at(LATER).document, all_rules.at(ends).document
    assert (now.late_limit_days, now.unit.en.one) == (7, "star")
    assert (then.late_limit_days, then.unit.en.one) == (3, "star")


def test_an_open_draft_goes_on_with_the_words(shop: Tenant):
    draft = open_draft(actor=OWNER, at=NOON).document | {"late_limit_days": 2}
    change_draft(document=draft, actor=OWNER, at=NOON)

    change(replace(known(), unit=BALLS))

    kept = get_draft()
    assert (kept.based_on, kept.document["late_limit_days"]) == (2, 2)
    assert kept.document["unit"] == BALLS


def test_another_currency_is_that_of_the_programme_too(shop: Tenant):
    change(replace(known(), currency="UAH"))

    assert get_place(shop.id).currency == "UAH"
    assert rules(zone="Europe/Moscow").at(LATER).document.money.currency == "UAH"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_no_larger_than_needed(shop: Tenant, kind: str):
    change(known(), logo=drawn(kind))

    kept = logo_of(shop.id)
    assert kept is not None
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("PNG", (512, 256))
    assert len(branding_of(get_place(shop.id)).logo) == 16


def test_what_hides_behind_a_picture_is_not_kept(shop: Tenant):
    change(known(), logo=drawn() + b"<script>alert(1)</script>")

    kept = logo_of(shop.id)
    assert kept is not None
    assert b"script" not in kept


@pytest.mark.parametrize(
    "sent",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?php",
        b"GIF89a\x01\x00\x01\x00",
        drawn()[:60],
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    ],
)
def test_what_is_no_picture_is_refused(shop: Tenant, sent: bytes):
    with pytest.raises(BadFields) as refused:
        change(replace(known(), name="Другая"), logo=sent)

    assert refused.value.wrong == {"logo": "unreadable"}
    assert (Logo.objects.count(), get_place(shop.id).name) == (0, "Липа")


def test_a_picture_that_unfolds_into_a_huge_one_is_refused(shop: Tenant):
    with pytest.raises(BadFields) as refused:
        change(known(), logo=drawn(size=(6000, 6000)))

    assert refused.value.wrong == {"logo": "unreadable"}


def test_a_logo_is_taken_away(shop: Tenant):
    change(known(), logo=drawn())

    change(known(), logo=b"", edition=1)

    assert (logo_of(shop.id), get_place(shop.id).logo) == (None, "")


def test_the_same_sent_twice_is_done_once(shop: Tenant):
    wanted = replace(known(), name="Липа и сад", unit=BALLS)
    change(wanted, logo=drawn())

    change(wanted, logo=drawn())

    assert len(recorded()) == 1
    assert Version.objects.count() == 2
