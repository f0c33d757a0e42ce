"""The addresses of the evidence."""

from django.urls import URLPattern, path

from . import urls_of_comparing, urls_of_gate, urls_of_linking, urls_of_measures, urls_of_need
from .views import overview

urlpatterns: list[URLPattern] = [
    path("evidence/", overview.overview, name="evidence"),
    *urls_of_comparing.urlpatterns,
    *urls_of_gate.urlpatterns,
    *urls_of_linking.urlpatterns,
    *urls_of_measures.urlpatterns,
    *urls_of_need.urlpatterns,
]
