"""Does a letter that is owed leave once, whoever dies, and is it seen when it never can?"""

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jwt
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.organisations.conftest import Make
from tests.organisations.conftest import reference as reference
from tests.organisations.conftest import someone as someone
from tests.races import at_once

from throughline.frame import carriers, letters
from throughline.frame.jobs import deliver_what_is_due as deliver_what_is_due_job
from throughline.frame.letters import Message, deliver, deliver_what_is_due, owe, try_again
from throughline.frame.models import Letter

from .mail import Received, encrypted_mail_server, mail_server

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def message(key: str = "signature-1", **changes: str) -> Message:
    said = {
        "to": "zofia@example.org",
        "name": "Zofia Müller",
        "subject": "You are asked to sign",
        "text": "A decision waits for your signature.",
        "path": "/signing/1/",
    }
    return Message(key=key, **(said | changes))


@pytest.fixture
def server(settings: Settings) -> Iterator[Received]:
    """A mail server that the settings name."""
    with mail_server() as (received, port):
        settings.LETTERS_SMTP = f"smtp+plain://127.0.0.1:{port}"
        settings.LETTERS_FROM = "throughline@authority.example"
        settings.PUBLIC_ADDRESS = "https://throughline.example"
        yield received


@pytest.mark.django_db
class TestALetterThatIsOwed:
    def test_leaves_with_its_link_and_without_contents(self, server: Received) -> None:
        owe(message(), at=AT)
        assert deliver("signature-1", at=AT)
        (letter,) = server.letters
        assert letter["To"] == "zofia@example.org"
        assert letter["From"] == "Throughline <throughline@authority.example>"
        assert letter["Subject"] == "You are asked to sign"
        said = letter.get_content()
        assert "Hello Zofia Müller" in said
        assert "https://throughline.example/signing/1/" in said

    def test_is_owed_once_for_its_cause(self, server: Received) -> None:
        assert owe(message(), at=AT)
        assert owe(message(subject="again"), at=AT) is None
        assert deliver("signature-1", at=AT)
        assert not deliver("signature-1", at=AT + timedelta(days=1))
        assert len(server.letters) == 1

    def test_forgets_its_link_when_it_left(self, server: Received) -> None:
        owe(message(path="/invitations/a-secret/"), at=AT)
        deliver("signature-1", at=AT)
        assert Letter.objects.get().path == ""

    def test_cannot_bring_a_heading_of_its_own(self, server: Received) -> None:
        owe(message(subject="Sign\nBcc: all@example.org", name="A\r\nB"), at=AT)
        deliver("signature-1", at=AT)
        (letter,) = server.letters
        assert letter["Bcc"] is None
        assert letter["Subject"] == "Sign Bcc: all@example.org"

    def test_is_a_job_of_the_transaction_that_owes_it(self, server: Received) -> None:
        with transaction.atomic():
            owe(message(), at=AT)
            assert ProcrastinateJob.objects.filter(task_name="frame.deliver_letter").exists()
            transaction.set_rollback(True)
        assert not Letter.objects.exists()
        assert not ProcrastinateJob.objects.filter(task_name="frame.deliver_letter").exists()

    def test_goes_a_year_later_with_its_address(self, server: Received) -> None:
        owe(message(), at=AT)
        assert letters.purge(at=AT + timedelta(days=364)) == 0
        assert letters.purge(at=AT + timedelta(days=366)) == 1

    def test_that_nothing_needs_any_more_is_forgotten_unless_it_left(self, server: Received) -> None:
        owe(message("left"), at=AT)
        owe(message("not-left"), at=AT)
        deliver("left", at=AT)
        letters.forget("left")
        letters.forget("not-left")
        assert list(Letter.objects.values_list("key", flat=True)) == ["left"]


@pytest.mark.django_db
class TestAServerThatDoesNotTakeIt:
    def test_is_tried_again_after_a_wait_and_not_before(self, server: Received) -> None:
        server.answer_to_data = "451 later, please"
        owe(message(), at=AT)
        assert not deliver("signature-1", at=AT)
        server.answer_to_data = ""
        assert not deliver("signature-1", at=AT + timedelta(minutes=1))
        assert deliver("signature-1", at=AT + timedelta(minutes=2))
        assert len(server.letters) == 1

    def test_is_given_up_after_every_wait_and_says_why(self, server: Received) -> None:
        server.answer_to_data = "451 later, please"
        owe(message(), at=AT)
        now = AT
        for wait in (timedelta(), *letters.WAITS):
            now += wait
            assert not Letter.objects.get().is_given_up
            deliver("signature-1", at=now)
        letter = Letter.objects.get()
        assert letter.is_given_up
        assert letter.fault == "The mail server does not take this letter (451)."
        server.answer_to_data = ""
        assert deliver_what_is_due(at=now + timedelta(days=9)) == 0
        assert try_again("signature-1", at=now)
        assert deliver_what_is_due(at=now) == 1

    def test_is_given_up_at_once_for_an_address_that_does_not_exist(self, server: Received) -> None:
        server.answer_to_recipient = "550 nobody here"
        owe(message(), at=AT)
        deliver("signature-1", at=AT)
        letter = Letter.objects.get()
        assert letter.is_given_up
        assert "(550)" in letter.fault
        assert "zofia" not in letter.fault

    def test_that_is_away_costs_one_try(self, settings: Settings) -> None:
        settings.LETTERS_SMTP = "smtp+plain://127.0.0.1:1"
        owe(message(), at=AT)
        assert not deliver("signature-1", at=AT)
        letter = Letter.objects.get()
        assert letter.tries == 1
        assert "could not be reached" in letter.fault


@pytest.mark.django_db
class TestAnEncryptedServer:
    PASSWORD = "violet/anvil@17"

    def test_is_spoken_to_with_name_and_password(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with encrypted_mail_server(tmp_path, self.PASSWORD) as (received, port, certificate):
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            settings.LETTERS_SMTP = f"smtp://us:violet%2Fanvil%4017@localhost:{port}"
            owe(message(), at=AT)
            assert deliver("signature-1", at=AT)
            assert len(received.letters) == 1

    def test_gets_nothing_when_its_certificate_is_not_trusted(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        with encrypted_mail_server(tmp_path, self.PASSWORD) as (received, port, _):
            settings.LETTERS_SMTP = f"smtp://us:violet%2Fanvil%4017@localhost:{port}"
            owe(message(), at=AT)
            assert not deliver("signature-1", at=AT)
            assert received.letters == []

    def test_that_refuses_the_password_is_named_as_the_fault(
        self, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with encrypted_mail_server(tmp_path, self.PASSWORD) as (_, port, certificate):
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            settings.LETTERS_SMTP = f"smtp://us:wrong@localhost:{port}"
            owe(message(), at=AT)
            deliver("signature-1", at=AT)
        assert Letter.objects.get().fault == "The mail server does not know our name and password."


class TestAWorkerThatDies:
    def test_between_sending_and_noting_it_can_only_resend_the_same_message(
        self, committed_db: str, server: Received, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class KilledError(BaseException):
            pass

        def die(self: Letter, *args: Any, **kwargs: Any) -> None:
            if self.sent_at:
                raise KilledError
            save(self, *args, **kwargs)

        save = Letter.save
        owe(message(), at=AT)
        monkeypatch.setattr(Letter, "save", die)
        with pytest.raises(KilledError):
            deliver("signature-1", at=AT)
        monkeypatch.undo()
        assert deliver_what_is_due(at=AT + timedelta(minutes=1)) == 0
        assert deliver_what_is_due(at=AT + timedelta(minutes=2)) == 1
        first, second = server.letters
        assert first["Message-ID"] == second["Message-ID"]

    def test_every_time_stops_resending_after_as_many_tries(
        self, committed_db: str, server: Received, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class KilledError(BaseException):
            pass

        def die(*args: Any) -> None:
            raise KilledError

        owe(message(), at=AT)
        monkeypatch.setattr(carriers.MailServer, "carry", die)
        now = AT
        for _ in range(len(letters.WAITS) + 1):
            with pytest.raises(KilledError):
                deliver("signature-1", at=now)
            now += timedelta(days=2)
        deliver("signature-1", at=now)
        assert Letter.objects.get().is_given_up

    def test_leaves_two_others_that_send_it_once(self, committed_db: str, server: Received) -> None:
        owe(message(), at=AT)
        left = at_once(*[lambda: deliver("signature-1", at=AT)] * 4)
        assert sorted(left) == [False, False, False, True]
        assert len(server.letters) == 1


class Notifying(BaseHTTPRequestHandler):
    """A stand-in for GOV.UK Notify that checks the token as its documentation says."""

    secret, service = "5" * 36, "7" * 36
    taken: list[dict[str, Any]] = []
    answer = 201

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._is_known() and self.answer == 201:
            self.taken.append(said)
        self._say(self.answer if self._is_known() else 403, {"id": "x"})

    def do_GET(self) -> None:
        known = [
            each
            for each in self.taken
            if f"reference={each['reference'][1:9]}" in self.path.replace("%3C", "")
        ]
        self._say(200 if self._is_known() else 403, {"notifications": known})

    def _is_known(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, self.secret, algorithms=["HS256"])
        return bool(claims["iss"] == self.service and claims["iat"] > 0)

    def _say(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.mark.django_db
class TestNotify:
    @pytest.fixture(autouse=True)
    def _notify(self, settings: Settings) -> Iterator[None]:
        Notifying.taken, Notifying.answer = [], 201
        server = HTTPServer(("127.0.0.1", 0), Notifying)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.LETTERS_NOTIFY_KEY = f"ours-{Notifying.service}-{Notifying.secret}"
        settings.LETTERS_NOTIFY_TEMPLATE = "a-template"
        settings.LETTERS_NOTIFY_ADDRESS = f"http://127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()
        server.server_close()

    def test_gets_address_words_and_reference_with_a_token_it_knows(self) -> None:
        owe(message(), at=AT)
        assert deliver("signature-1", at=AT)
        (taken,) = Notifying.taken
        assert taken["email_address"] == "zofia@example.org"
        assert taken["template_id"] == "a-template"
        assert taken["personalisation"]["subject"] == "You are asked to sign"
        assert "/signing/1/" in taken["personalisation"]["body"]

    def test_is_asked_before_a_letter_is_sent_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        owe(message(), at=AT)
        letter = Letter.objects.get()
        taken_by = carriers.carrier()
        assert taken_by is not None
        taken_by.carry(letters._envelope(letter))
        letter.tries, letter.not_before = 1, AT
        letter.save()
        assert deliver("signature-1", at=AT)
        assert len(Notifying.taken) == 1

    @pytest.mark.parametrize(("answer", "is_final"), [(400, True), (403, False), (429, False), (500, False)])
    def test_that_refuses_is_tried_again_unless_the_letter_itself_is_wrong(
        self, answer: int, is_final: bool
    ) -> None:
        Notifying.answer = answer
        owe(message(), at=AT)
        assert not deliver("signature-1", at=AT)
        letter = Letter.objects.get()
        assert letter.is_given_up is is_final
        assert letter.fault == f"GOV.UK Notify answered {answer}."


@pytest.mark.django_db
class TestTheOutbox:
    def test_is_where_letters_stay_in_a_demonstration(
        self, server: Received, settings: Settings, client: Client
    ) -> None:
        settings.DEMONSTRATION = True
        owe(message(), at=AT)
        assert not deliver("signature-1", at=AT)
        assert deliver_what_is_due(at=AT) == 0
        assert server.letters == []
        page = client.get("/outbox/").content.decode()
        assert "A decision waits for your signature." in page
        assert 'href="/signing/1/"' in page

    def test_links_nobody_who_is_signed_in_to_a_page_that_is_for_somebody_else(
        self, settings: Settings, client: Client, someone: Make
    ) -> None:
        settings.DEMONSTRATION = True
        reader = someone("commissioner")
        owe(message(), at=AT)
        owe(message("mine", to=reader.email, path="/signing/2/"), at=AT)
        client.force_login(reader, backend="throughline.organisations.sign_in.Backend")
        page = client.get("/outbox/").content.decode()
        assert 'href="/signing/2/"' in page
        assert 'href="/signing/1/"' not in page
        assert "Its link is for Zofia Müller" in page

    def test_is_for_administrators_elsewhere_and_shows_no_link(self, client: Client) -> None:
        owe(message(path="/a-secret/"), at=AT)
        assert client.get("/outbox/").status_code == 302
        assert client.post("/outbox/again/", {"key": "signature-1"}).status_code == 302


class TestTheWorker:
    def test_sends_what_was_owed_and_leaves_no_job(self, committed_db: str, server: Received) -> None:
        with transaction.atomic():
            owe(message(), at=timezone.now())
            owe(message("signature-2"), at=timezone.now())
        work_off()
        assert {letter["Message-ID"] for letter in server.letters} == {
            letters._envelope(letter).message_id for letter in Letter.objects.all()
        }
        assert Letter.objects.filter(sent_at__isnull=True).count() == 0
        assert not ProcrastinateJob.objects.filter(status="todo").exists()

    def test_that_was_killed_is_made_good_by_the_next_minute(
        self, committed_db: str, server: Received
    ) -> None:
        owe(message(), at=AT)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        work_off()
        assert server.letters == []
        assert deliver_what_is_due_job(0) == 1
        assert len(server.letters) == 1

    def test_looks_every_minute(self) -> None:
        planned = {
            task.name: each.cron
            for each in app.periodic_registry.periodic_tasks.values()
            for task in [each.task]
        }
        assert planned["frame.deliver_what_is_due"] == "* * * * *"


def work_off() -> None:
    """Let a worker do every job that waits, then end.

    In a thread of its own: the one that drives a browser already has a loop of events. No minute passes meanwhile.
    """
    with (
        patch.object(app.periodic_registry, "periodic_tasks", {}),
        app.replace_connector(app.connector.get_worker_connector()) as working,
        ThreadPoolExecutor(max_workers=1) as alone,
    ):
        worker = partial(working.run_worker, wait=False, install_signal_handlers=False, listen_notify=False)
        alone.submit(worker).result()
