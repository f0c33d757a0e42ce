"""Which addresses are there for a provider's own system, a person's own page, and what people say of the service?"""

from django.urls import path

from . import urls_of_person  # it registers how a reference stands in an address
from .views import elsewhere, monitoring, own_page, voices

__all__ = ["urlpatterns", "urls_of_person"]

urlpatterns = [
    path("from-your-system/", elsewhere.imports, name="imports"),
    path("from-your-system/sheet.csv", elsewhere.import_sheet, name="import-sheet"),
    path("from-your-system/reconcile/", elsewhere.reconcile, name="reconcile"),
    path("from-your-system/made-up-extract.csv", elsewhere.reconcile_example, name="reconcile-example"),
    path("from-your-system/monitoring/", monitoring.monitoring, name="monitoring"),
    path("from-your-system/monitoring/example.csv", monitoring.monitoring_example, name="monitoring-example"),
    path("from-your-system/monitoring/made-up.csv", monitoring.monitoring_made_up, name="monitoring-made-up"),
    path("from-your-system/monitoring/whose/", monitoring.whose, name="monitoring-whose"),
    path("from-your-system/<uuid:import_id>/", elsewhere.import_, name="import"),
    path("from-your-system/<uuid:import_id>/rejects.csv", elsewhere.import_rejects, name="import-rejects"),
    path("whose-record/", elsewhere.record_modes_page, name="record-modes"),
    path("people/<case:reference>/monitoring/", elsewhere.episode, name="case-episode"),
    path("people/<case:reference>/own-page/", own_page.own_code, name="own-code"),
    path("my-page/", own_page.open_own_page, name="own-page-open"),
    path("my-page/plan/", own_page.own_page, name="own-page"),
    path("my-page/another-time/", own_page.another_time, name="own-page-another-time"),
    path("my-page/close/", own_page.close_own_page, name="own-page-close"),
    path("have-your-say/", voices.voice_units, name="voice-units"),
    path("have-your-say/thank-you/", voices.voice_said, name="voice-said"),
    path("have-your-say/<uuid:unit_id>/", voices.voice, name="voice"),
    path("have-your-say/<uuid:unit_id>/poster/", voices.voice_poster, name="voice-poster"),
    path("have-your-say/<uuid:unit_id>/code.svg", voices.voice_code, name="voice-code"),
    path("what-people-say/", voices.voices, name="voices"),
]
