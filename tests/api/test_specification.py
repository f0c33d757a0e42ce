"""Does the interface keep to its own specification, whatever is sent? Fuzzed by schemathesis."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client as Browser
from django.test import override_settings
from hypothesis import HealthCheck, settings
from schemathesis import checks
from tests.api.conftest import make_machines
from tests.caseload.hidden_people import undone

from throughline.api.interface import specification

pytestmark = pytest.mark.django_db


class TestTheSpecification:
    def test_is_openapi_3_1_at_a_stable_address_open_to_everybody(self) -> None:
        answer = Browser().get("/api/v1/openapi.json")
        said = answer.json()
        assert (answer.status_code, said["openapi"]) == (200, "3.1.0")
        assert said["components"]["securitySchemes"]["client"]["type"] == "oauth2"
        for methods in said["paths"].values():
            for method, operation in methods.items():
                [[scope]] = [list(each["client"]) for each in operation["security"]]
                assert (
                    scope
                    in said["components"]["securitySchemes"]["client"]["flows"]["clientCredentials"]["scopes"]
                )
                names = {each["name"] for each in operation["parameters"] if each["required"]}
                assert ("Idempotency-Key" in names) == (method == "post")

    def test_names_every_operation_once(self) -> None:
        found = [
            each["operationId"] for methods in specification()["paths"].values() for each in methods.values()
        ]
        assert sorted(set(found)) == sorted(found)


# Loaded from what the interface says of itself: nothing here is written twice.
SCHEMA = schemathesis.openapi.from_dict(specification())
SCHEMA.app = WSGIHandler()
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]


@pytest.fixture(scope="module")
def tokens(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """A token of each side, in one transaction for all that is sent."""
    ends = (request_started, request_finished)
    for each in ends:  # a request ends no connection, as with Django's own client
        each.disconnect(close_old_connections)
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        made = make_machines()
        yield {"probation": made.probation.token, "provider": made.ash.token}
        transaction.set_rollback(True)
    for each in ends:
        each.connect(close_old_connections)


@SCHEMA.parametrize()
@settings(max_examples=8, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_the_specification_says(case: Any, tokens: dict[str, str]) -> None:
    side = "provider" if case.operation.path.endswith("/events") else "probation"
    with undone():
        case.call_and_validate(headers={"Authorization": f"Bearer {tokens[side]}"}, checks=CHECKS)
