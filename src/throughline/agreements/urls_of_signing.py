"""The addresses of agreements, their clauses, and who may sign."""

from django.urls import path

from .views import agreement_signing, agreement_steps, agreements, clauses

_ONE = "agreements/<uuid:agreement_id>"

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements.csv", agreements.agreements_csv, name="agreements-csv"),
    path("agreements/clauses/", clauses.clauses, name="clauses"),
    path("agreements/clauses/<int:clause_id>/", clauses.clause, name="clause"),
    path("agreements/who-may-sign/", clauses.signing_authorities, name="signing-authorities"),
    path(
        "agreements/who-may-sign/<uuid:authority_id>/end/",
        clauses.end_authority,
        name="signing-authority-end",
    ),
    path("agreements/who-may-sign.csv", clauses.signing_authorities_csv, name="signing-authorities-csv"),
    path("agreements/who-may-sign/new/", clauses.record_authority, name="signing-authority-new"),
    path("agreements/draft/", agreement_steps.draft_for_grants, name="agreements-draft"),
    path("agreements/draft/partnership/", agreement_steps.draft_partnership, name="partnership-draft"),
    path(f"{_ONE}/", agreements.agreement, name="agreement"),
    path(f"{_ONE}.<slug:form>", agreements.agreement_file, name="agreement-file"),
    path(f"{_ONE}/sign/", agreement_signing.sign, name="agreement-sign"),
    path(f"{_ONE}/edit/", agreement_steps.edit, name="agreement-edit"),
    path(f"{_ONE}/issue/", agreement_steps.issue, name="agreement-issue"),
    path(f"{_ONE}/<slug:name>/", agreement_steps.step, name="agreement-step"),
]
