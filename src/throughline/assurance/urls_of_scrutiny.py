"""Which addresses do scrutiny, findings, risk and year-end decisions answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from .views import findings, panel, scrutinies, watching, year_ends

urlpatterns: list[URLPattern] = [
    path("scrutiny/", scrutinies.scrutinies, name="scrutinies"),
    path("scrutiny.csv", scrutinies.scrutinies_csv, name="scrutinies-csv"),
    path("scrutiny/of/<uuid:return_id>/", scrutinies.begin, name="scrutiny-begin"),
    path("scrutiny/for-the-panel/", panel.report, name="panel-report"),
    path("scrutiny/for-the-panel.pdf", panel.report_pdf, name="panel-report-pdf"),
    path("scrutiny/for-the-panel.csv", panel.report_csv, name="panel-report-csv"),
    path("scrutiny/<uuid:scrutiny_id>/", scrutinies.scrutiny, name="scrutiny"),
    path("scrutiny/<uuid:scrutiny_id>/meeting/", scrutinies.meeting, name="scrutiny-meeting"),
    path("scrutiny/<uuid:scrutiny_id>/<slug:name>/", scrutinies.step, name="scrutiny-step"),
    path("findings/", findings.findings, name="findings"),
    path("findings.csv", findings.findings_csv, name="findings-csv"),
    path("findings/<uuid:finding_id>/", findings.finding, name="finding"),
    path("findings/<uuid:finding_id>/evidence/", findings.evidence, name="finding-evidence"),
    path("findings/<uuid:finding_id>/<slug:name>/", findings.step, name="finding-step"),
    path("watch/", watching.watch, name="watch"),
    path("watch/thresholds/", watching.thresholds, name="risk-thresholds"),
    path("watch/<uuid:grant_id>/", watching.grant, name="grant-watch"),
    path("watch/<uuid:grant_id>/<slug:name>/", watching.new, name="grant-watch-new"),
    path("watch/visits/<uuid:visit_id>/made/", watching.made, name="visit-made"),
    path("year-end/", year_ends.year_ends, name="year-ends"),
    path("year-end.csv", year_ends.year_ends_csv, name="year-ends-csv"),
    path("year-end/of/<uuid:grant_id>/", year_ends.propose, name="year-end-propose"),
    path("year-end/<uuid:year_end_id>/", year_ends.year_end, name="year-end"),
    path("year-end/<uuid:year_end_id>/<slug:name>/", year_ends.step, name="year-end-step"),
]
