"""What stays and what goes when a view raises?"""

from types import ModuleType
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from throughline.frame.doors import OPEN, door
from throughline.web import urls as ours


def _write(request: HttpRequest) -> None:
    request.session["seen"] = True
    cache.set("written-by-the-view", 1)


@door(OPEN)
def missing(request: HttpRequest) -> HttpResponse:
    _write(request)
    raise Http404


@door(OPEN)
def breaking(request: HttpRequest) -> HttpResponse:
    _write(request)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    return HttpResponse()


@door(OPEN)
def failing(request: HttpRequest) -> HttpResponse:
    _write(request)
    return HttpResponse(status=500)


@pytest.fixture(autouse=True)
def _urls(settings: Settings) -> None:
    conf: Any = ModuleType("urls_of_this_test")
    conf.urlpatterns = [
        path("t/missing/", missing),
        path("t/breaking/", breaking),
        path("t/failing/", failing),
        *ours.urlpatterns,
    ]
    conf.handler404, conf.handler500 = ours.handler404, ours.handler500
    settings.ROOT_URLCONF = conf


@pytest.mark.django_db
class TestAViewThatRaises:
    @pytest.mark.parametrize(("address", "status"), [("/t/missing/", 404), ("/t/breaking/", 500)])
    def test_gives_its_error_page_and_undoes_what_it_wrote(self, address: str, status: int) -> None:
        client = Client(raise_request_exception=False)
        answer = client.get(address)
        assert answer.status_code == status
        assert b"<h1" in answer.content
        assert cache.get("written-by-the-view") is None

    def test_keeps_the_session_when_the_visitor_only_asked_for_what_is_not_there(self) -> None:
        client = Client()
        client.get("/t/missing/")
        assert client.session["seen"] is True


@pytest.mark.django_db
class TestAnAnswerThatIsOurError:
    def test_keeps_nothing(self) -> None:
        client: Any = Client()
        client.get("/t/failing/")
        assert cache.get("written-by-the-view") is None
        assert not Session.objects.exists()
