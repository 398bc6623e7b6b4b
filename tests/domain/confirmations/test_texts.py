"""What goes with a code is what features A8 says, and fits one SMS."""

import pytest

from plushka.domain.confirmations import texts


def test_russian_texts_are_those_of_the_feature_list():
    assert (
        texts.text("ENROL", "ru").replace("[CODE]", "1234")
        == "Код для кассира: 1234 Сообщая его я даю согласие на получение SMS"
    )
    assert texts.text("REDEEM", "ru") == "Код для кассира: [CODE]"


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
@pytest.mark.parametrize("purpose", ["ENROL", "REDEEM"])
def test_text_fits_one_sms(purpose, language):
    text = texts.text(purpose, language).replace("[CODE]", "1234")

    assert len(text) <= 70
    assert text.count(" 1234") == 1


def test_text_that_is_consented_to_has_a_version():
    assert texts.version("ENROL", "uk") == "code-enrol-uk-1"
