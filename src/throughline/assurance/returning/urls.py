"""Which addresses do returns answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from ..views import certifying, filling, questions, return_sheets, returns

urlpatterns: list[URLPattern] = [
    path("returns/", returns.returns, name="returns"),
    path("returns.csv", returns.returns_csv, name="returns-csv"),
    path("returns/schedule/", returns.schedule, name="returns-schedule"),
    path("returns/<uuid:return_id>/", returns.one, name="return"),
    path("returns/<uuid:return_id>/sections/<slug:slug>/", filling.section, name="return-section"),
    path("returns/<uuid:return_id>/check/", filling.check, name="return-check"),
    path("returns/<uuid:return_id>/answer/<int:query_id>/", filling.answer, name="return-answer"),
    path("returns/<uuid:return_id>/sheet/", return_sheets.sheet, name="return-sheet"),
    path("returns/<uuid:return_id>/sheet.xlsx", return_sheets.sheet_xlsx, name="return-sheet-xlsx"),
    path("returns/<uuid:return_id>/certify/", certifying.certify, name="return-certify"),
    path("returns/<uuid:return_id>/certify/confirm/", certifying.confirm, name="return-certify-confirm"),
    path("returns/<uuid:return_id>/send-back/", certifying.send_back, name="return-send-back"),
    path("returns/<uuid:return_id>/query/", certifying.query, name="return-query"),
    path("returns/<uuid:return_id>/versions/<int:number>/", returns.version, name="return-version"),
    path(
        "returns/<uuid:return_id>/versions/<int:number>.json",
        returns.version_json,
        name="return-version-json",
    ),
    path("returns/<uuid:return_id>/<slug:name>/", returns.step, name="return-step"),
    path("return-questions/", questions.questions, name="return-questions"),
    path("return-questions/<slug:code>/retire/", questions.retire, name="return-question-retire"),
]
