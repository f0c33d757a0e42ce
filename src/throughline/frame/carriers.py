"""Who takes a letter to its reader, and what did they say when they could not?

The settings name at most one: a mail server (`LETTERS_SMTP`) or GOV.UK Notify (`LETTERS_NOTIFY_KEY`, unverified: it
cannot be tried without an account). A demonstration has none, so nothing leaves it. Faults carry no address.
"""

import hashlib
import smtplib
import ssl
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, localtime
from typing import Protocol
from urllib.parse import unquote, urlsplit

import jwt
import requests
from django.conf import settings

TIMEOUT = 20  # seconds for each word with a server; less than the wait before a second try
_SCHEMES = ("smtp", "smtps", "smtp+plain")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as a carrier takes it; `tries` counts this one."""

    key: str
    to: str
    name: str
    subject: str
    text: str
    path: str
    tries: int

    @property
    def message_id(self) -> str:
        """The same for the same cause, so that a letter sent twice is one letter to those who read mail."""
        digest = hashlib.sha256(self.key.encode()).hexdigest()[:40]
        return f"<{digest}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'localhost'}>"

    @property
    def body(self) -> str:
        return (
            f"Hello {self.name}\n\n{self.text}\n\n{settings.PUBLIC_ADDRESS}{self.path}\n\n"
            "Throughline sends no contents by letter: what this is about stands behind that link.\n"
        )


class CarrierError(Exception):
    """The letter did not leave. `is_final`: it never will, whoever tries again."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final


class Carrier(Protocol):
    def carry(self, envelope: Envelope) -> None:
        """Return when the letter was taken; CarrierError when not."""


def carrier() -> Carrier | None:
    """Who carries letters here; None in a demonstration, and where nobody has been named yet."""
    if settings.DEMONSTRATION:
        return None
    if settings.LETTERS_SMTP:
        return MailServer(settings.LETTERS_SMTP, settings.LETTERS_FROM)
    if settings.LETTERS_NOTIFY_KEY:
        return Notify(
            settings.LETTERS_NOTIFY_ADDRESS, settings.LETTERS_NOTIFY_KEY, settings.LETTERS_NOTIFY_TEMPLATE
        )
    return None


def wrong_settings(smtp: str, sender: str, notify_key: str) -> list[str]:
    """A sentence for each reason why these settings cannot carry a letter, or would carry it in the open."""
    wrong = []
    if smtp and notify_key:
        wrong.append("THROUGHLINE_SMTP and THROUGHLINE_NOTIFY_KEY are both set: name one carrier.")
    if smtp and "@" not in sender:
        wrong.append("THROUGHLINE_LETTERS_FROM is not set: the address that letters come from.")
    parts = urlsplit(smtp)
    if smtp and (parts.scheme not in _SCHEMES or not parts.hostname):
        wrong.append(
            "THROUGHLINE_SMTP cannot be read: it begins with smtp://, smtps:// or smtp+plain:// and names a server."
        )
    elif parts.scheme == "smtp+plain" and parts.hostname not in _THIS_MACHINE:
        wrong.append(
            "THROUGHLINE_SMTP names another machine without encryption: links that let people in would travel in "
            "the open. Use smtp:// or smtps://."
        )
    return wrong


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server: smtp://… asks for STARTTLS, smtps://… is encrypted from its first byte, smtp+plain://… is not."""

    address: str
    sender: str

    def carry(self, envelope: Envelope) -> None:
        try:
            to = _as_mail_wants(envelope.to)
            letter = self._letter(envelope, to)
        except ValueError:
            raise CarrierError("No letter can be written to this address.", is_final=True) from None
        try:
            with closing(self._connect()) as server:
                server.send_message(letter, to_addrs=[to])
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()  # it has the letter, whatever it answers to a goodbye
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=450)
            raise CarrierError(
                f"The mail server does not take letters to this address ({code}).", is_final=code >= 500
            ) from None
        except smtplib.SMTPDataError as error:
            raise CarrierError(
                f"The mail server does not take this letter ({error.smtp_code}).",
                is_final=error.smtp_code >= 500,
            ) from None
        except smtplib.SMTPAuthenticationError:
            raise CarrierError("The mail server does not know our name and password.") from None
        except smtplib.SMTPResponseException as error:
            raise CarrierError(f"The mail server answered {error.smtp_code}.") from None
        except smtplib.SMTPNotSupportedError:
            raise CarrierError(
                "The mail server takes no address with such letters in it.", is_final=True
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise CarrierError(f"The mail server could not be reached ({type(error).__name__}).") from None

    def _letter(self, envelope: Envelope, to: str) -> EmailMessage:
        letter = EmailMessage()
        letter["Message-ID"] = envelope.message_id
        letter["Date"] = format_datetime(localtime())
        letter["From"] = formataddr(("Throughline", self.sender))
        letter["To"] = to
        letter["Subject"] = envelope.subject
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(envelope.body)
        return letter

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.address)
        host, context = parts.hostname or "localhost", ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        try:
            if parts.scheme == "smtp":
                _encrypt(server, context)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server


def _encrypt(server: smtplib.SMTP, context: ssl.SSLContext) -> None:
    """Without encryption nothing is said: neither our password nor a link that lets somebody in."""
    try:
        server.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        raise CarrierError("The mail server offers no encryption (STARTTLS), so nothing was sent.") from None


def _as_mail_wants(address: str) -> str:
    """The address with its domain in ASCII, as every mail server takes it; ValueError for what is no address."""
    name, _, domain = address.rpartition("@")
    if not name or not domain:
        raise ValueError(address)
    return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}"


@dataclass(frozen=True, slots=True)
class Notify:
    """GOV.UK Notify, by its template with ((subject)) and ((body)). Unverified. Authority: its API documentation."""

    address: str
    key: str
    template: str

    def carry(self, envelope: Envelope) -> None:
        try:
            if envelope.tries > 1 and self._has(envelope.message_id):
                return
            answer = requests.post(
                f"{self.address}/v2/notifications/email",
                json={
                    "email_address": envelope.to,
                    "template_id": self.template,
                    "personalisation": {"subject": envelope.subject, "body": envelope.body},
                    "reference": envelope.message_id,
                },
                headers=self._headers(),
                timeout=TIMEOUT,
            )
        except requests.RequestException as error:
            raise CarrierError(f"GOV.UK Notify could not be reached ({type(error).__name__}).") from None
        if answer.status_code != 201:
            raise CarrierError(
                f"GOV.UK Notify answered {answer.status_code}.", is_final=answer.status_code == 400
            )

    def _has(self, reference: str) -> bool:
        """Whether Notify took this letter before, by a worker that died before it could say so."""
        answer = requests.get(
            f"{self.address}/v2/notifications",
            params={"reference": reference},
            headers=self._headers(),
            timeout=TIMEOUT,
        )
        return answer.ok and bool(answer.json().get("notifications"))

    def _headers(self) -> dict[str, str]:
        """A key ends with the service's id and the secret, 36 characters each."""
        claims = {"iss": self.key[-73:-37], "iat": int(time.time())}
        return {"Authorization": f"Bearer {jwt.encode(claims, self.key[-36:], algorithm='HS256')}"}
