"""The addresses of variations, local contracts and the commissioning calendar."""

from django.urls import path, re_path

from .views import calendar, contracts, variations, varying

_VARIATION = "variations/<uuid:variation_id>"
_CONTRACT = "contracts/<uuid:contract_id>"

urlpatterns = [
    path("variations/", variations.variations, name="variations"),
    path("variations/new/", varying.which, name="variation-which"),
    path("variations/new/uplift/", varying.uplift, name="variation-uplift"),
    path("variations/new/<uuid:grant_id>/", varying.one, name="variation-one"),
    path(f"{_VARIATION}/", variations.variation, name="variation"),
    path(f"{_VARIATION}.csv", variations.variation_csv, name="variation-csv"),
    path(f"{_VARIATION}/edit/", varying.edit, name="variation-edit"),
    path(f"{_VARIATION}/settle/", varying.settle, name="variation-settle"),
    path(f"{_VARIATION}/<slug:name>/", variations.step, name="variation-step"),
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts.csv", contracts.contracts_csv, name="contracts-csv"),
    re_path(r"^contracts/(?P<kind>plan|record)/$", contracts.new, name="contract-new"),
    path(f"{_CONTRACT}/", contracts.contract, name="contract"),
    path(f"{_CONTRACT}/edit/", contracts.edit, name="contract-edit"),
    path(f"{_CONTRACT}/steps/<slug:code>/", contracts.milestone, name="contract-milestone"),
    path(f"{_CONTRACT}/options/<int:option_id>/", contracts.option, name="contract-option"),
    path(f"{_CONTRACT}/<slug:name>/", contracts.step, name="contract-step"),
    path("commissioning-calendar/", calendar.calendar, name="commissioning-calendar"),
    path("commissioning-calendar.svg", calendar.calendar_svg, name="commissioning-calendar-svg"),
    path("commissioning-calendar.csv", calendar.calendar_csv, name="commissioning-calendar-csv"),
    path("commissioning-calendar.ics", calendar.calendar_ics, name="commissioning-calendar-ics"),
]
