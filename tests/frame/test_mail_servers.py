"""What do real mail servers do to a letter: refuse encryption, break off, answer oddly, take no other script?"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from throughline.frame import carriers
from throughline.frame.carriers import wrong_settings
from throughline.frame.figures import figures_of_letters
from throughline.frame.letters import Message, deliver, deliver_what_is_due, owe
from throughline.frame.models import Letter

from .mail import Received, mail_server

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def owed(to: str = "zofia@example.org", key: str = "a") -> Letter:
    owe(Message(key, to, "Zofia", "You are asked", "Something waits.", "/signing/1/"), at=AT)
    return Letter.objects.get(key=key)


def tried(to: str = "zofia@example.org") -> Letter:
    """The letter after one try."""
    owed(to)
    deliver("a", at=AT)
    return Letter.objects.get()


@contextmanager
def scripted_server(answers: dict[str, str]) -> Iterator[tuple[list[str], int]]:
    """A mail server that answers each word as told, hangs up at “-”, and says what it heard."""
    heard: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller, caller.makefile("rwb") as lines:
                lines.write(b"220 here\r\n")
                lines.flush()
                in_data = False
                for line in lines:
                    said = line.decode().rstrip("\r\n")
                    word = "." if in_data and said == "." else said.partition(" ")[0].upper()
                    if in_data and word != ".":
                        continue
                    in_data = word == "DATA"
                    heard.append(word)
                    usual = {"EHLO": "250 here", "DATA": "354 go on", "QUIT": "221 bye"}
                    answer = answers.get(word, usual.get(word, "250 OK"))
                    if answer == "-":
                        break
                    lines.write(f"{answer}\r\n".encode())
                    lines.flush()

    threading.Thread(target=serve, daemon=True).start()
    yield heard, listener.getsockname()[1]
    listener.close()


@pytest.mark.django_db
class TestAServerWithoutEncryption:
    def test_gets_neither_password_nor_letter(self, settings: Settings) -> None:
        with mail_server() as (received, port):
            settings.LETTERS_SMTP = f"smtp://us:secret@127.0.0.1:{port}"
            letter = tried()
        assert received.letters == []
        assert letter.fault == "The mail server offers no encryption (STARTTLS), so nothing was sent."
        assert not letter.is_given_up

    def test_that_offers_it_and_then_refuses_gets_nothing(self, settings: Settings) -> None:
        downgrade = {"EHLO": "250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS", "STARTTLS": "454 not now"}
        with scripted_server(downgrade) as (heard, port):
            settings.LETTERS_SMTP = f"smtp://us:secret@127.0.0.1:{port}"
            letter = tried()
        assert heard == ["EHLO", "STARTTLS"]
        assert letter.fault == "The mail server answered 454."


@pytest.mark.django_db
class TestAServerThat:
    @pytest.mark.parametrize(
        ("answers", "fault", "is_final"),
        [
            ({".": "554 looks like spam"}, "does not take this letter (554)", True),
            ({".": "452 full"}, "does not take this letter (452)", False),
            ({"RCPT": "450 busy"}, "does not take letters to this address (450)", False),
            ({"MAIL": "550 who are you"}, "answered 550", False),
            ({".": "-"}, "could not be reached (SMTPServerDisconnected)", False),
            ({"DATA": "-"}, "could not be reached (SMTPServerDisconnected)", False),
            ({"EHLO": "-"}, "could not be reached", False),
        ],
        ids=lambda said: str(said)[:24],
    )
    def test_refuses_or_breaks_off_is_asked_again_unless_it_never_will(
        self, settings: Settings, answers: dict[str, str], fault: str, is_final: bool
    ) -> None:
        with scripted_server(answers) as (_, port):
            settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
            letter = tried()
        assert fault in letter.fault
        assert letter.is_given_up is is_final
        assert letter.sent_at is None

    @pytest.mark.parametrize("goodbye", ["421 closing", "-"])
    def test_took_the_letter_has_it_whatever_it_says_to_a_goodbye(
        self, settings: Settings, goodbye: str
    ) -> None:
        with scripted_server({"QUIT": goodbye}) as (heard, port):
            settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
            assert tried().sent_at == AT
            assert deliver_what_is_due(at=AT + timedelta(days=1)) == 0
        assert heard.count("DATA") == 1


@pytest.mark.django_db
class TestAnAddressInAnotherScript:
    @pytest.fixture
    def server(self, settings: Settings) -> Iterator[Received]:
        with mail_server() as (received, port):
            settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
            yield received

    def test_is_reached_when_only_its_domain_is(self, server: Received) -> None:
        assert tried("zofia@bücher.example").sent_at
        assert server.letters[0]["To"] == "zofia@xn--bcher-kva.example"

    def test_is_given_up_in_words_by_a_server_that_takes_none(self, settings: Settings) -> None:
        with scripted_server({}) as (_, port):
            settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
            letter = tried("zofía@example.org")
        assert letter.is_given_up
        assert letter.fault == "The mail server takes no address with such letters in it."

    @pytest.mark.parametrize("address", ["nobody", "a@b\nBcc: all@example.org", "a@" + "ü" * 80])
    def test_that_is_none_is_given_up_at_once(self, server: Received, address: str) -> None:
        assert tried(address).fault == "No letter can be written to this address."
        assert Letter.objects.get().is_given_up

    def test_is_one_address_however_it_looks(self, server: Received) -> None:
        tried('"a, evil@example.net"@example.org')
        assert server.recipients == ['"a, evil@example.net"@example.org']


@pytest.mark.django_db
class TestOneLetterThatCannotLeave:
    def test_does_not_hold_up_the_next(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        with mail_server() as (received, port):
            settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
            owed(key="a", to="poison@example.org")
            owed(key="b")
            carry = carriers.MailServer.carry

            def fail(self: carriers.MailServer, envelope: carriers.Envelope) -> None:
                if envelope.key == "a":
                    raise ZeroDivisionError
                carry(self, envelope)

            monkeypatch.setattr(carriers.MailServer, "carry", fail)
            assert deliver_what_is_due(at=AT) == 1
        assert len(received.letters) == 1
        assert "nobody knows why (ZeroDivisionError)" in Letter.objects.get(key="a").fault

    def test_is_counted_apart_from_those_that_wait(self) -> None:
        owed(key="a")
        owed(key="b")
        Letter.objects.filter(key="b").update(is_given_up=True)
        assert {each.name: each.value for each in figures_of_letters()} == {
            "letters_owed": 1,
            "letters_given_up": 1,
        }


@pytest.mark.django_db
class TestASubjectThatIsTooLong:
    def test_is_cut_and_does_not_undo_what_it_tells_of(self) -> None:
        letter = owe(
            Message("a", "z@example.org", "Z", "You may act as " + "x" * 200, "Text.", "/posts/"), at=AT
        )
        assert letter is not None
        letter.refresh_from_db()
        assert len(letter.subject) == 200


class TestSettingsOfLetters:
    @pytest.mark.parametrize(
        ("smtp", "sender", "key", "sentence"),
        [
            ("smpt://mail.example", "us@a.example", "", "cannot be read"),
            ("mail.example:25", "us@a.example", "", "cannot be read"),
            ("smtp://", "us@a.example", "", "cannot be read"),
            ("smtp+plain://mail.example:25", "us@a.example", "", "without encryption"),
            ("smtp://mail.example", "", "", "THROUGHLINE_LETTERS_FROM is not set"),
            ("smtp://mail.example", "us@a.example", "key", "name one carrier"),
        ],
    )
    def test_that_would_do_harm_stop_the_start_with_a_sentence(
        self, smtp: str, sender: str, key: str, sentence: str
    ) -> None:
        [wrong] = wrong_settings(smtp, sender, key)
        assert sentence in wrong

    def test_that_are_right_or_absent_say_nothing(self) -> None:
        assert wrong_settings("smtp://us:secret@mail.example:587", "us@a.example", "") == []
        assert wrong_settings("smtp+plain://localhost:25", "us@a.example", "") == []
        assert wrong_settings("", "", "") == []
