"""Which addresses are there for machines?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path, re_path
from django.urls.resolvers import URLPattern
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from throughline.frame.doors import OPEN, door

from .interface import api, guarded, specification
from .problems import ProblemError, answer
from .token import token


@door(OPEN)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The specification, for everybody."""
    return JsonResponse(specification(), json_dumps_params={"ensure_ascii": False, "indent": 2})


@door(OPEN)
@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Every other address here."""
    return answer(
        request, ProblemError(404, "There is no such address. The specification lists those there are.")
    )


def _with_doors() -> list[URLPattern]:
    found: Any = api.urls[0]
    for each in found:
        each.callback = csrf_exempt(guarded(each.callback))
    return [each for each in found if each.name != "api-root"]


urlpatterns = [
    path("v1/openapi.json", openapi, name="api-specification"),
    path("v1/token", token, name="api-token"),
    path("v1/", include(_with_doors())),
    re_path(r"^.*$", nothing, name="api-nothing"),
]
