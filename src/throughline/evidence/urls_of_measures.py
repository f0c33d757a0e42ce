"""The addresses of extracts and measures."""

from django.urls import path, re_path

from .views import extracts, measures, offences

urlpatterns = [
    path("evidence/extracts/", extracts.extracts, name="extracts"),
    path("evidence/extracts/<uuid:extract_id>/", extracts.extract, name="extract"),
    path("evidence/extracts/<uuid:extract_id>/measure/", extracts.measure, name="extract-measure"),
    path("evidence/extracts/<uuid:extract_id>/returned/", offences.returned, name="extract-returned"),
    path("evidence/extracts/<uuid:extract_id>/destroy/", extracts.destroy, name="extract-destroy"),
    path("evidence/extracts/<uuid:extract_id>/hold/", extracts.hold, name="extract-hold"),
    path("evidence/measures/", measures.measures, name="measures"),
    path("evidence/measures/<slug:code>/", measures.measure, name="measure"),
    re_path(
        r"^evidence/measures/(?P<code>[-a-z0-9]+)/(?P<which>places|months)\.svg$",
        measures.measure_svg,
        name="measure-svg",
    ),
    path("evidence/measures/<slug:code>/table.csv", measures.measure_csv, name="measure-csv"),
]
