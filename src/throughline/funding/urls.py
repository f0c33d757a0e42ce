"""The addresses of programmes, rounds and runs."""

from django.urls import path, re_path

from throughline.funding import views

_ROUND = r"^programmes/(?P<code>[-a-z0-9]+)/(?P<year>\d{4}-\d{2})/"
_RUN = r"(?P<run_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns = [
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:code>/", views.programme, name="programme"),
    re_path(_ROUND + r"$", views.round_, name="round"),
    re_path(_ROUND + r"runs/" + _RUN + r"/$", views.run, name="run"),
    re_path(
        _ROUND + r"runs/" + _RUN + r"/(?P<part>inputs|result)\.json$",
        views.run_record,
        name="run-record",
    ),
]
