"""Letters through a real mail server: encrypted, with the right head, refused as servers do."""

import socket
import ssl
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from parta.kit.env import Misconfigured
from parta.kit.notify import fall_over, smtp
from parta.kit.notify.gateway import Accepted, Declined, Down, WrongNumber
from parta.kit.notify.smtp import Smtp, from_environment
from tests.kit.notify.certificate import contexts
from tests.kit.notify.servers import TEXT, sending

SECRET = "top-secret/7"
TO = "anya@pochta.example"


class Post:
    """What the server keeps; `refuses` is its answer to each recipient, if any."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.encrypted: list[bool] = []
        self.refuses = self.refuses_text = ""

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, to: str, _o: Any
    ) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses_text:
            return self.refuses_text
        self.encrypted.append(session.ssl is not None)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 OK"


class Server(Controller):
    def __init__(self, post: Post, tls: ssl.SSLContext | None) -> None:
        self.tls = tls
        super().__init__(post, hostname="127.0.0.1", port=_free_port())

    def factory(self) -> SMTP:
        def known(_s: Any, _session: Any, _e: Any, _mechanism: str, said: Any) -> AuthResult:
            right = (said.login, said.password) == (b"school", SECRET.encode())
            return AuthResult(success=right, handled=False)

        return SMTP(
            self.handler,
            tls_context=self.tls,
            require_starttls=self.tls is not None,
            authenticator=known,
            auth_require_tls=self.tls is not None,
        )


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return contexts(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def server(post: Post, tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[Server]:
    running = Server(post, tls[0])
    running.start()
    yield running
    running.stop()


def gateway(server: Any, trust: ssl.SSLContext | None, **changes: Any) -> Smtp:
    known: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "user": "school",
        "password": SECRET,
        "sender": "Школа № 12 <id@school.example>",
        "trust": trust,
    }
    return Smtp(**known | changes)


def test_a_letter_goes_out_encrypted_with_a_russian_head(
    server: Server, post: Post, tls: Any
) -> None:
    letter = sending("email", TO, text=f"{TEXT}\nВторая строка", subject="Код\r\nBcc: x@y.example")
    accepted = gateway(server, tls[1]).send(letter)
    [found] = post.letters
    assert post.encrypted == [True]
    assert (found["From"], found["To"]) == ("Школа № 12 <id@school.example>", TO)
    assert found["Subject"] == "Код Bcc: x@y.example"
    assert found["Bcc"] is None
    assert found["Message-ID"] == accepted.reference
    assert found["Message-ID"].endswith("@school.example>")
    assert (found["Auto-Submitted"], bool(found["Date"])) == ("auto-generated", True)
    assert found.get_content_type() == "text/plain"
    assert found.get_content().splitlines() == [TEXT, "Вторая строка"]


def test_a_server_that_nobody_vouches_for_gets_neither_password_nor_letter(
    server: Server, post: Post
) -> None:
    with pytest.raises(Down, match="SSLCertVerificationError"):
        gateway(server, None).send(sending("email", TO))
    assert post.letters == []


def test_a_foreign_server_without_encryption_gets_neither(post: Post, monkeypatch: Any) -> None:
    plain = Server(post, None)
    plain.start()
    try:
        monkeypatch.setattr(smtp, "loopback", lambda _: False)
        with pytest.raises(Down):
            gateway(plain, None).send(sending("email", TO))
        assert post.letters == []
        monkeypatch.undo()
        gateway(plain, None, user="").send(sending("email", TO))  # on this machine it may
        assert post.encrypted == [False]
    finally:
        plain.stop()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("550 no such user", WrongNumber),
        ("553 mailbox name not allowed", WrongNumber),
        ("450 greylisted, try later", Declined),
        ("452 too many recipients", Declined),
    ],
)
def test_a_refused_address(server: Server, post: Post, tls: Any, answer: str, fault: Any) -> None:
    post.refuses = answer
    with pytest.raises(fault) as told:
        gateway(server, tls[1]).send(sending("email", TO))
    assert str(told.value) == f"SMTP {answer[:3]}"


@pytest.mark.parametrize(
    "to",
    [
        "a..b@pochta.example",
        '"a@pochta.example',
        "a,b@pochta.example",
        "a@[pochta.example",
        "аня@pochta.example",
        f"a@{'b' * 64}.example",
    ],
)
def test_an_address_that_cannot_be_written_rests_no_gateway(
    server: Server, tls: Any, monkeypatch: Any, to: str
) -> None:
    monkeypatch.setattr(fall_over, "resting", fall_over.Rests())
    own = gateway(server, tls[1])
    _, answer = fall_over.first_that_takes([own], sending("email", to))
    assert isinstance(answer, WrongNumber)
    _, answer = fall_over.first_that_takes([own], sending("email", TO))
    assert isinstance(answer, Accepted)


def test_a_russian_host_is_written_as_servers_read_it(server: Server, post: Post, tls: Any) -> None:
    gateway(server, tls[1]).send(sending("email", "anya@почта.example"))
    assert post.letters[0]["To"] == "anya@xn--80a1acny.example"


def test_a_refused_text_is_declined(server: Server, post: Post, tls: Any) -> None:
    post.refuses_text = "554 looks like spam to anya@pochta.example"
    with pytest.raises(Declined, match=r"^SMTP 554$"):
        gateway(server, tls[1]).send(sending("email", TO))


def test_a_wrong_password_is_down_and_is_told_to_nobody(server: Server, tls: Any) -> None:
    wrong = gateway(server, tls[1], password="wrong-secret")
    with pytest.raises(Down, match=r"^login refused$"):
        wrong.send(sending("email", TO))
    assert "wrong-secret" not in repr(wrong)


def test_a_server_that_is_silent_or_not_there_is_down(monkeypatch: Any, tls: Any) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        nowhere = type("Nowhere", (), {"port": silent.getsockname()[1]})
        with pytest.raises(Down, match="no answer"):
            gateway(nowhere, tls[1]).send(sending("email", TO))
    with pytest.raises(Down, match="no answer"):
        gateway(nowhere, tls[1]).send(sending("email", TO))


def test_a_server_that_speaks_something_else_is_down(tls: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            caller, _ = other.accept()
            with caller:
                caller.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

        threading.Thread(target=greet, daemon=True).start()
        port = type("Port", (), {"port": other.getsockname()[1]})
        with pytest.raises(Down):
            gateway(port, tls[1]).send(sending("email", TO))


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://school:p%40ss%2F@mail.example", ("mail.example", 587, "school", "p@ss/", False)),
        ("smtps://mail.example", ("mail.example", 465, "", "", True)),
        ("smtp://mail.example:2525", ("mail.example", 2525, "", "", False)),
    ],
)
def test_the_server_is_read_from_its_setting(monkeypatch: Any, url: str, read: Any) -> None:
    monkeypatch.setenv("PARTA_SMTP_URL", url)
    monkeypatch.setenv("PARTA_MAIL_FROM", "id@school.example")
    made = from_environment()
    assert (made.host, made.port, made.user, made.password, made.implicit_tls) == read


@pytest.mark.parametrize(
    ("url", "sender", "told"),
    [
        ("", "id@school.example", "PARTA_SMTP_URL is needed"),
        ("mail.example", "id@school.example", "PARTA_SMTP_URL must be"),
        ("https://mail.example", "id@school.example", "PARTA_SMTP_URL must be"),
        ("smtp://mail.example", "", "PARTA_MAIL_FROM is needed"),
        ("smtp://mail.example", "Школа № 12", "PARTA_MAIL_FROM must be"),
    ],
)
def test_settings_that_can_not_be_used_are_named(
    monkeypatch: Any, tmp_path: Path, url: str, sender: str, told: str
) -> None:
    monkeypatch.setenv("PARTA_SMTP_URL", url)
    monkeypatch.setenv("PARTA_MAIL_FROM", sender)
    with pytest.raises(Misconfigured, match=told):
        from_environment()
