"""After the sign-in one is where one was."""

from django.test import RequestFactory

from plushka.web.ui.wanted import wanted

ask = RequestFactory()
HERE = "http://testserver"


def test_a_page_is_wanted_with_what_was_asked_of_it():
    assert wanted(ask.get("/manage/members?q=1")) == "/manage/members?q=1"


def test_a_form_leads_back_to_the_page_it_was_on():
    page = {"referer": f"{HERE}/manage/staff/invite?x=1"}

    assert wanted(ask.post("/manage/staff/7/pin", headers=page)) == "/manage/staff/invite?x=1"


def test_a_part_leads_back_to_the_page_it_is_a_part_of():
    page = {"hx-request": "true", "hx-current-url": f"{HERE}/manage/programme/draft"}

    assert wanted(ask.post("/manage/programme/draft/preview", headers=page)) == (
        "/manage/programme/draft"
    )


def test_a_page_elsewhere_is_not_led_to():
    for page in ("https://evil.example/x", "//evil.example", "", "javascript:alert(1)"):
        assert wanted(ask.post("/till/quote", headers={"referer": page})) == "/till/quote"
