"""Letters handed to a mail server, and to servers that are none."""

import asyncio
from email import message_from_bytes
from email.policy import default
from uuid import UUID, uuid4

import msgspec
import pytest

from plushka.integrations.email_smtp.channel import Mail, Settings
from plushka.integrations.providers import provider
from plushka.integrations.sending import (
    Accepted,
    Call,
    Forged,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)
from tests.integrations.email_smtp.conftest import PASSWORD, USER, Papers, Post
from tests.integrations.rude import END, rude, talk

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
SENDER = "bonus@lipa.example"


def _open(port: int) -> Settings:
    return Settings(host="127.0.0.1", port=port, sender=SENDER, security="NONE")


def _guarded(port: int, papers: Papers, password: str = PASSWORD) -> Settings:
    return Settings(
        host="localhost",
        port=port,
        sender=SENDER,
        user=USER,
        password=password,
        authority=papers.authority,
    )


def _letter(to: str, id: UUID = ID) -> Outgoing:
    return Outgoing(id, to, "Спасибо!", subject="Спасибо за покупку")


def _send(settings: Settings, *letters: Outgoing, seconds: float = 5.0) -> list[Result]:
    async def sent() -> list[Result]:
        mail = Mail(settings, whole_seconds=seconds)
        results = await asyncio.gather(*(mail.send(one) for one in letters))
        await mail.close()
        return list(results)

    return asyncio.run(sent())


def test_a_letter_arrives_as_it_was_written(post: Post) -> None:
    results = _send(_open(post.port), _letter("olga@mail.example"))

    assert results == [Accepted(provider_id=f"<{ID}@lipa.example>")]
    (came,) = post.letters
    assert (came.mail_from, came.rcpt_tos) == (SENDER, ["olga@mail.example"])
    read = message_from_bytes(came.content, policy=default)
    assert read["Message-ID"] == f"<{ID}@lipa.example>"
    assert read["Subject"] == "Спасибо за покупку"
    assert read.get_content() == "Спасибо!\r\n"


def test_a_server_is_spoken_to_in_secret_and_with_a_password(
    guarded: Post, papers: Papers
) -> None:
    results = _send(_guarded(guarded.port, papers), _letter("olga@mail.example"))

    assert results == [Accepted(provider_id=f"<{ID}@lipa.example>")]
    assert len(guarded.letters) == 1


def test_many_letters_share_a_few_connections(post: Post) -> None:
    ids = [uuid4() for _ in range(50)]

    results = _send(_open(post.port), *(_letter("olga@mail.example", id) for id in ids))

    assert [one.provider_id for one in results if isinstance(one, Accepted)] == [
        f"<{id}@lipa.example>" for id in ids
    ]
    assert len(post.letters) == 50
    assert len(post.connections) == Mail.at_once


@pytest.mark.parametrize(
    ("to", "result"),
    [
        ("nobody@mail.example", Refused("smtp_550", is_final=True, is_address_gone=True)),
        ("spam@mail.example", Refused("smtp_550", is_final=True)),
        ("full@mail.example", Refused("smtp_452")),
        ("later@mail.example", Refused("smtp_451")),
        ("olga@mail.example, all@mail.example", Refused("bad_address", is_final=True)),
    ],
    ids=["nobody", "spam", "full", "later", "two"],
)
def test_a_refusal_says_whether_to_try_again(post: Post, to: str, result: Result) -> None:
    assert _send(_open(post.port), _letter(to), _letter("olga@mail.example")) == [
        result,
        Accepted(provider_id=f"<{ID}@lipa.example>"),
    ]


def test_an_address_in_cyrillic_needs_a_server_that_reads_it(
    post: Post, guarded: Post, papers: Papers
) -> None:
    letter = _letter("ольга@почта.рф")

    results = [*_send(_open(post.port), letter), *_send(_guarded(guarded.port, papers), letter)]

    assert results == [
        Accepted(provider_id=f"<{ID}@lipa.example>"),
        Refused("bad_address", is_final=True),
    ]
    assert post.letters[0].rcpt_tos == ["ольга@xn--80a1acny.xn--p1ai"]


def test_a_connection_that_the_server_ended_is_opened_anew(post: Post) -> None:
    async def sent() -> list[Result]:
        mail = Mail(_open(post.port))
        first = await mail.send(_letter("olga@mail.example"))
        for server in mail._idle:
            server.close()
        second = await mail.send(_letter("olga@mail.example"))
        await mail.close()
        return [first, second]

    assert asyncio.run(sent()) == [Accepted(provider_id=f"<{ID}@lipa.example>")] * 2
    assert len(post.connections) == 2


TAKING = ("220 hello", "250 hello", "250 OK", "250 OK", "354 go on")


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ((), Refused("no_answer")),
        (("220 hello",), Refused("no_answer")),
        (("220 hello", "250 hello", "250 OK"), Refused("no_answer")),
        (("HTTP/1.1 500 Internal Server Error",), Refused("no_connection")),
        (("220 hello", END), Refused("no_connection")),
        (("421 later",), Refused("smtp_421")),
        (("220 hello", "250 hello", "550 who are you"), Refused("smtp_550")),
        (TAKING, Unsure("no_answer")),
        ((*TAKING, END), Unsure("no_answer")),
        ((*TAKING, "rubbish"), Unsure("no_answer")),
        ((*TAKING, "554 5.6.0 no"), Refused("smtp_554", is_final=True)),
    ],
    ids=[
        "hangs-at-once",
        "hangs-then",
        "hangs-before-the-text",
        "speaks-http",
        "goes-away",
        "is-busy",
        "refuses-the-sender",
        "hangs-after-the-text",
        "goes-away-after-the-text",
        "rubbish-after-the-text",
        "refuses-the-text",
    ],
)
def test_what_was_not_taken_is_refused_and_the_rest_is_left_open(
    answers: tuple[str, ...], result: Result
) -> None:
    async def sent() -> Result:
        async with rude(talk(*answers)) as port:
            mail = Mail(_open(port), whole_seconds=0.15)
            told = await mail.send(_letter("olga@mail.example"))
            await mail.close()
            return told

    assert asyncio.run(sent()) == result


def test_a_server_that_is_not_there_has_taken_nothing() -> None:
    assert _send(_open(1), _letter("olga@mail.example")) == [Refused("no_connection")]


def test_a_check_gives_the_address_we_send_from(guarded: Post, papers: Papers) -> None:
    settings = _guarded(guarded.port, papers)

    assert asyncio.run(provider("email_smtp").open(settings).check()) == SENDER
    assert guarded.letters == []


def test_a_check_says_why_nothing_could_be_sent(guarded: Post, papers: Papers) -> None:
    async def told(settings: Settings) -> str:
        with pytest.raises(Trouble) as trouble:
            await Mail(settings, whole_seconds=0.5).check()
        return str(trouble.value)

    open_line = Settings(host="127.0.0.1", port=1, sender=SENDER, security="NONE", user="lipa")
    bad_papers = Settings(host="127.0.0.1", port=1, sender=SENDER, authority="Привет")
    strange = Settings(host="localhost", port=guarded.port, sender=SENDER)
    wrong = _guarded(guarded.port, papers, "guessed")
    nameless = Settings(host="localhost", sender="Липа")

    assert [
        asyncio.run(told(one))
        for one in (_open(1), open_line, bad_papers, strange, wrong, nameless)
    ] == [
        "The server cannot be reached so: see its name, port and security.",
        "A password is not sent over a line that anybody can read.",
        "The authority's certificate cannot be read.",
        "The server cannot be reached so: see its name, port and security.",
        "The server does not know the user or the password (535).",
        "The sender's address is none.",
    ]


def test_nobody_calls_us_from_a_mail_server() -> None:
    with pytest.raises(Forged):
        Mail(_open(1)).read(Call("POST", {}, {}, b""))


def test_a_letter_comes_back_to_an_address_of_its_own(post: Post) -> None:
    settings = msgspec.structs.replace(_open(post.port), bounces="bounces@lipa.example")

    _send(settings, _letter("olga@mail.example"))

    [letter] = post.letters
    assert letter.mail_from == f"bounces+{ID.hex}@lipa.example"
