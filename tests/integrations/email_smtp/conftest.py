"""Mail servers: a real one (aiosmtpd), with what goes wrong told by the name in the address."""

import asyncio
import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.programs import free_port

USER, PASSWORD = "lipa", "correct horse"

FAULTS = {
    "nobody": "550 5.1.1 No such mailbox",
    "spam": "550 5.7.1 We do not like you",
    "full": "452 4.2.2 Mailbox full",
}


@dataclass
class Post:
    """What came to the mail server, by whom, over which connections."""

    letters: list[Envelope] = field(default_factory=list)
    connections: set[tuple[str, int]] = field(default_factory=set)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if told := FAULTS.get(address.partition("@")[0]):
            return told
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.connections.add(session.peer)
        self.letters.append(envelope)
        await asyncio.sleep(0.01)
        return "451 4.3.0 Later" if "later" in envelope.rcpt_tos[0] else "250 Taken"


def _is_known(
    server: SMTP, session: Session, envelope: Envelope, way: str, told: object
) -> object:
    is_right = isinstance(told, LoginPassword) and told == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=is_right, handled=False)


@dataclass(frozen=True)
class Papers:
    """A certificate for localhost, its own authority."""

    context: ssl.SSLContext
    authority: str


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder: Path = tmp_path_factory.mktemp("papers")
    written = made.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(written)
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return Papers(context, written.decode())


@pytest.fixture
def post() -> Iterator[Post]:
    """A server that asks nobody who they are."""
    post = Post()
    yield from _serving(post, Controller(post, "127.0.0.1", free_port(), enable_SMTPUTF8=True))


@pytest.fixture
def guarded(papers: Papers) -> Iterator[Post]:
    """A server that wants STARTTLS first, then a password."""
    post = Post()
    told = {"tls_context": papers.context, "require_starttls": True, "auth_required": True}
    controller = Controller(
        post, "127.0.0.1", free_port(), authenticator=_is_known, enable_SMTPUTF8=False, **told
    )
    yield from _serving(post, controller)


def _serving(post: Post, controller: Controller) -> Iterator[Post]:
    controller.start()
    try:
        post.port = controller.port
        yield post
    finally:
        controller.stop()
