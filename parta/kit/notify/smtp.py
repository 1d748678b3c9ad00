"""Letters by SMTP: encrypted always, unless the server stands on this machine."""

import smtplib
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from parta.kit import env
from parta.kit.listen import loopback
from parta.kit.notify.gateway import (
    Accepted,
    Declined,
    Down,
    Fault,
    Pending,
    Receipt,
    Sending,
    WrongNumber,
)

TIMEOUT_SECONDS = 8.0
NOBODY_THERE = {501, 550, 551, 553}
"""RFC 5321, 4.2.3: the address can't be read, is unknown or not allowed."""
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class Smtp:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    sender: str  # "School 12 <id@school.example>"
    implicit_tls: bool = False
    trust: ssl.SSLContext | None = field(default=None, repr=False, compare=False)
    name: ClassVar[str] = "smtp"
    remote: ClassVar[bool] = True
    reports: ClassVar[bool] = False

    def send(self, sending: Sending) -> Accepted:
        letter = _letter(sending, self.sender)
        try:
            with self._session() as server:
                server.send_message(letter)
        except (smtplib.SMTPException, OSError) as error:
            raise _fault(error) from None
        return Accepted(str(letter["Message-ID"]))

    def receipts(self, pending: Sequence[Pending]) -> Iterable[Receipt]:  # noqa: ARG002
        return ()

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        trust = self.trust or ssl.create_default_context()
        if self.implicit_tls:
            made: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT_SECONDS, context=trust
            )
        else:
            made = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
        with made as server:
            server.ehlo()
            if not self.implicit_tls and (server.has_extn("starttls") or not loopback(self.host)):
                server.starttls(context=trust)  # raises where the server can't
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
            yield server


def _letter(sending: Sending, sender: str) -> EmailMessage:
    said, address = parseaddr(sender)
    letter = EmailMessage()
    letter["From"] = Address(said, addr_spec=address)
    letter["To"] = _addressed(sending.to)
    letter["Subject"] = " ".join(sending.subject.split())
    letter["Date"] = formatdate(usegmt=True)
    letter["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notes in answer
    letter.set_content(f"{sending.text}\n", charset="utf-8", cte="quoted-printable")
    return letter


def _addressed(to: str) -> Address:
    """What can't stand in a letter's head is one person's mistake: others' letters go on."""
    name, _, host = to.rpartition("@")
    try:
        return Address(addr_spec=f"{name}@{host.encode('idna').decode()}")
    except (ValueError, AttributeError, MessageError):  # as the library's parser trips over it
        raise WrongNumber("an address that no letter can have") from None


def _fault(error: Exception) -> Fault:
    match error:
        case smtplib.SMTPRecipientsRefused():
            (code, _said), *_ = error.recipients.values()
            return WrongNumber(f"SMTP {code}") if code in NOBODY_THERE else Declined(f"SMTP {code}")
        case smtplib.SMTPAuthenticationError():
            return Down("login refused")
        case smtplib.SMTPDataError():
            return Declined(f"SMTP {error.smtp_code}")
        case smtplib.SMTPResponseException():
            return Down(f"SMTP {error.smtp_code}")
        case TimeoutError():
            return Down("no answer in time")
        case _:
            return Down(f"no answer: {type(error).__name__}")


def from_environment() -> Smtp:
    parts = urlsplit(env.required("PARTA_SMTP_URL"))
    sender = env.required("PARTA_MAIL_FROM")
    if parts.scheme not in PORTS or not parts.hostname:
        raise env.Misconfigured(
            "PARTA_SMTP_URL must be smtp://user:password@host:587, or smtps://…:465."
        )
    if "@" not in parseaddr(sender)[1]:
        raise env.Misconfigured("PARTA_MAIL_FROM must be an address, or a name and <an address>.")
    return Smtp(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        implicit_tls=parts.scheme == "smtps",
    )
