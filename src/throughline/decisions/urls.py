"""The addresses of decisions and of readings."""

from django.urls import path, re_path

from .views import notices as views
from .views import publishing

_DECISION = r"^decisions/(?P<number>\d{4}-\d{3,})/"

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions.csv", views.decisions_csv, name="decisions-csv"),
    re_path(_DECISION + r"$", publishing.decision, name="decision"),
    re_path(_DECISION + r"publish/$", publishing.publish, name="decision-publish"),
    re_path(_DECISION + r"correct/$", publishing.correct, name="decision-correct"),
    re_path(_DECISION + r"supersede/$", publishing.supersede, name="decision-supersede"),
    re_path(
        _DECISION + r"files/(?P<sha256>[0-9a-f]{64})$", publishing.attachment, name="decision-attachment"
    ),
    path("notices/", views.readings, name="readings"),
    path("notices/read/", views.read, name="read-notice"),
    path("notices/<uuid:reading_id>/", views.reader, name="reader"),
    path("notices/<uuid:reading_id>/answer/", views.answer, name="reading-answer"),
    path("notices/<uuid:reading_id>/record/", views.record, name="reading-record"),
    path("notices/<uuid:reading_id>/discard/", views.discard, name="reading-discard"),
]
