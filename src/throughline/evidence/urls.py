"""The addresses of the evidence."""

from django.urls import URLPattern

from . import urls_of_comparing, urls_of_gate, urls_of_linking, urls_of_measures, urls_of_need

urlpatterns: list[URLPattern] = [
    *urls_of_comparing.urlpatterns,
    *urls_of_gate.urlpatterns,
    *urls_of_linking.urlpatterns,
    *urls_of_measures.urlpatterns,
    *urls_of_need.urlpatterns,
]
