"""The addresses of concerns, prison healthcare, feedback, the release board, what comes after support, and meetings."""

from django.urls import path

from . import urls_of_person  # noqa: F401 - it registers how a reference is written
from .views import concerns, feedback_files, handing_over, leaving, recovery, release, together, told

_CASE = "people/<case:reference>/"

urlpatterns = [
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/<uuid:concern_id>/", concerns.concern, name="concern"),
    path(f"{_CASE}concern/", concerns.raise_it, name="concern-raise"),
    path(f"{_CASE}prison-healthcare/", handing_over.prison_healthcare, name="prison-healthcare"),
    path("feedback/", told.told, name="told"),
    path("feedback/file/", feedback_files.feedback, name="feedback-file"),
    path("feedback/acknowledge/", told.acknowledge, name="told-acknowledge"),
    path("release-board/", release.board, name="release-board"),
    path("release-board/<case:reference>/", release.ready, name="release-ready"),
    path("recovery-checks/", recovery.recovery_checks, name="recovery-checks"),
    path("recovery-checks.csv", recovery.recovery_checks_csv, name="recovery-checks-csv"),
    path(f"{_CASE}leave/", leaving.leave, name="case-leave"),
    path(f"{_CASE}after/", leaving.after, name="case-after"),
    path(f"{_CASE}after/<uuid:check_id>/", leaving.check, name="recovery-check"),
    path(f"{_CASE}close/", leaving.close, name="case-close"),
    path(f"{_CASE}back/", leaving.come_back, name="case-back"),
    path(f"{_CASE}death/", leaving.death, name="case-death"),
    path(f"{_CASE}death/review/", leaving.review, name="death-review"),
    path(f"{_CASE}meetings/", together.meetings, name="case-meetings"),
    path(f"{_CASE}report/", together.report, name="court-report"),
    path(f"{_CASE}report/<uuid:report_id>.pdf", together.report_pdf, name="court-report-pdf"),
]
