"""The addresses of what leaves this room as a file: performance, evaluations, a person's own copy."""

from django.urls import path

from . import urls_of_person  # it registers how a reference stands in an address
from .views import copies, evaluation_files, performance

__all__ = ["urlpatterns", "urls_of_person"]

_COPY = "people/<case:reference>/copy/"
_ONE = f"{_COPY}<uuid:access_id>/"

urlpatterns = [
    path("performance-file/", performance.performance_file, name="performance-file"),
    path("performance-file/<case:reference>/", performance.performance_row, name="performance-row"),
    path("evaluation-files/", evaluation_files.evaluation_files, name="evaluation-files"),
    path("evaluation-files/<uuid:evaluation_id>/", evaluation_files.evaluation_file, name="evaluation-file"),
    path(
        "evaluation-files/<uuid:evaluation_id>/file/",
        evaluation_files.evaluation_take,
        name="evaluation-take",
    ),
    path(
        "evaluation-files/<uuid:evaluation_id>/key/", evaluation_files.evaluation_key, name="evaluation-key"
    ),
    path(
        "evaluation-files/<uuid:evaluation_id>/<slug:step>/",
        evaluation_files.evaluation_step,
        name="evaluation-step",
    ),
    path("requests-for-records/", copies.copies, name="copies"),
    path(_COPY, copies.case_copies, name="case-copies"),
    path(_ONE, copies.subject_access, name="subject-access"),
    path(f"{_ONE}check/", copies.subject_access_check, name="subject-access-check"),
    path(f"{_ONE}copy.pdf", copies.subject_access_file, {"form": "pdf"}, name="subject-access-pdf"),
    path(f"{_ONE}copy.json", copies.subject_access_file, {"form": "json"}, name="subject-access-json"),
    path(f"{_ONE}<slug:step>/", copies.subject_access_step, name="subject-access-step"),
]
