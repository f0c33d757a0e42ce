"""The addresses of decisions and of readings."""

from django.urls import path, re_path

from .views import notices as views

_DECISION = r"^decisions/(?P<number>\d{4}-\d{3,})/"

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions.csv", views.decisions_csv, name="decisions-csv"),
    re_path(_DECISION + r"$", views.decision, name="decision"),
    re_path(_DECISION + r"publish/$", views.publish, name="decision-publish"),
    path("notices/", views.readings, name="readings"),
    path("notices/read/", views.read, name="read-notice"),
    path("notices/<uuid:reading_id>/", views.reader, name="reader"),
    path("notices/<uuid:reading_id>/answer/", views.answer, name="reading-answer"),
    path("notices/<uuid:reading_id>/record/", views.record, name="reading-record"),
    path("notices/<uuid:reading_id>/discard/", views.discard, name="reading-discard"),
]
