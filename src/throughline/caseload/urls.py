"""Which addresses does this room answer?"""

from django.urls.resolvers import URLPattern

from . import (
    urls_of_deliver,
    urls_of_exports,
    urls_of_interface,
    urls_of_machines,
    urls_of_person,
    urls_of_referring,
    urls_of_triage,
    urls_of_walls,
    urls_of_watching,
)

urlpatterns: list[URLPattern] = [
    *urls_of_deliver.urlpatterns,
    *urls_of_interface.urlpatterns,
    *urls_of_exports.urlpatterns,
    *urls_of_machines.urlpatterns,
    *urls_of_person.urlpatterns,
    *urls_of_referring.urlpatterns,
    *urls_of_triage.urlpatterns,
    *urls_of_walls.urlpatterns,
    *urls_of_watching.urlpatterns,
]
