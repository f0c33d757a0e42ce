"""The addresses of terms, grants, conditions, checks on recipients and specifications."""

from django.urls import path, re_path

from .views import checks, conditions, grants, offering, specifications

_ROUND = r"^programmes/(?P<code>[-a-z0-9]+)/(?P<year>\d{4}-\d{2})/"
_GRANT = "grants/<uuid:grant_id>/"
_CONDITION = _GRANT + "conditions/<uuid:condition_id>/"
_VERSION = "specifications/<uuid:version_id>/"

urlpatterns = [
    re_path(_ROUND + r"terms/$", offering.terms, name="round-terms"),
    re_path(_ROUND + r"terms/set/$", offering.terms_set, name="round-terms-set"),
    re_path(_ROUND + r"offer/$", offering.offer, name="round-offer"),
    path("grants/", grants.all_grants, name="grants"),
    path("grants/grants.csv", grants.grants_csv, name="grants-csv"),
    path(_GRANT, grants.grant, name="grant"),
    path(_GRANT + "legal/<slug:kind>/", grants.legal, name="grant-legal"),
    path(_CONDITION, conditions.condition, name="condition"),
    path(_CONDITION + "evidence/", conditions.evidence, name="condition-evidence"),
    path(_CONDITION + "<slug:name>/", conditions.step, name="condition-step"),
    path(_GRANT + "step/<slug:name>/", grants.step, name="grant-step"),
    path("recipient-checks/", checks.checks, name="checks"),
    path("recipient-checks/checks.csv", checks.checks_csv, name="checks-csv"),
    path("recipient-checks/import/", checks.import_register, name="checks-import"),
    path("recipient-checks/<uuid:body_id>/", checks.recipient, name="recipient-checks"),
    path("recipient-checks/<uuid:body_id>/add/", checks.add, name="recipient-check-add"),
    path("specifications/", specifications.specifications, name="specifications"),
    path("specifications/write/", specifications.write, name="specification-write"),
    path("specifications/said/<slug:code>/", specifications.you_said, name="you-said"),
    path(_VERSION, specifications.specification, name="specification"),
    path(_VERSION + "requirements.csv", specifications.specification_csv, name="specification-csv"),
    path(_VERSION + "requirements/add/", specifications.requirement, name="requirement-add"),
    path(_VERSION + "requirements/<slug:code>/", specifications.requirement, name="requirement"),
    path(_VERSION + "requirements/<slug:code>/drop/", specifications.drop, name="requirement-drop"),
    path(_VERSION + "settle/", specifications.settle, name="specification-settle"),
    path(_VERSION + "discard/", specifications.discard, name="specification-discard"),
]
