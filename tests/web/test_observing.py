"""What do those who run an installation see of it, and what do they never see?"""

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.organisations.conftest import Make
from tests.organisations.conftest import reference as reference
from tests.organisations.conftest import someone as someone

from throughline.organisations.models import Person
from throughline.organisations.queries import body
from throughline.web.observing import JsonFormatter

pytestmark = pytest.mark.django_db


class TestARequest:
    @pytest.fixture
    def lines(self, caplog: pytest.LogCaptureFixture) -> Any:
        caplog.set_level(logging.INFO, logger="throughline.requests")
        return lambda: [json.loads(JsonFormatter().format(record)) for record in caplog.records]

    def test_is_logged_by_its_route_and_never_by_its_address(self, client: Client, lines: Any) -> None:
        client.get("/password/choose/abc-a-secret-key/?email=somebody@example.org")
        (line,) = lines()
        assert line["method"] == "GET"
        assert line["actor"] == "public"
        assert line["status"] in {200, 302}
        assert "secret" not in json.dumps(line)
        assert "example.org" not in json.dumps(line)

    def test_has_an_id_that_its_answer_carries(self, client: Client, lines: Any) -> None:
        answer = client.get("/health/")
        assert lines()[0]["request"] == answer["X-Request-ID"]

    def test_keeps_the_id_that_a_proxy_gave_it(self, client: Client) -> None:
        assert client.get("/health/", headers={"X-Request-ID": "proxy-0001"})["X-Request-ID"] == "proxy-0001"

    def test_does_not_let_a_visitor_write_into_the_log(self, client: Client) -> None:
        given = 'x" \n{"level": "error"}'
        assert client.get("/health/", headers={"X-Request-ID": given})["X-Request-ID"] != given

    def test_of_no_page_says_so_and_not_what_was_typed(self, client: Client, lines: Any) -> None:
        client.get("/people/somebody-by-name/")
        assert "somebody-by-name" not in json.dumps(lines())


class TestAnError:
    def test_is_logged_by_place_and_kind_and_never_by_what_it_says(self, someone: Make) -> None:
        someone(email="nia@example.org")
        try:
            with transaction.atomic():
                Person.objects.bulk_create(
                    [Person(email="nia@example.org", name="Nia", body_id=body("gmca").pk)]
                )
        except IntegrityError as error:
            record = logging.LogRecord("x", logging.ERROR, "", 1, "Failed", (), (type(error), error, None))
        line = json.loads(JsonFormatter().format(record))
        assert "nia@example.org" not in json.dumps(line)
        assert line["trace"][-1] == "django.db.utils.IntegrityError"
        assert any(each.startswith("psycopg.errors.UniqueViolation") for each in line["trace"])
        assert any("test_observing.py" in each for each in line["trace"])


class TestTheFigures:
    def test_are_no_page_while_no_token_is_set(self, client: Client) -> None:
        assert client.get("/metrics/").status_code == 404

    def test_are_no_page_without_the_token(self, client: Client, settings: Any) -> None:
        settings.METRICS_TOKEN = "a token"
        assert client.get("/metrics/", headers={"Authorization": "Bearer another"}).status_code == 404

    def test_are_told_to_whoever_brings_it(self, client: Client, settings: Any) -> None:
        settings.METRICS_TOKEN = "a token"
        answer = client.get("/metrics/", headers={"Authorization": "Bearer a token"})
        said = dict(line.split() for line in answer.content.decode().splitlines() if not line.startswith("#"))
        assert said["throughline_acts_unsealed"] == "0"
        assert said["throughline_checkpoint_age_seconds"] == "-1"
        assert {
            "throughline_jobs_waiting",
            "throughline_jobs_failed",
            "throughline_letters_owed",
            "throughline_letters_given_up",
        } <= said.keys()
