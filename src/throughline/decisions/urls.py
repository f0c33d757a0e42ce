"""The addresses of decisions, of readings and of drafts."""

from django.urls import include, path, re_path

from .views import draft_parts, draft_steps, drafting, publishing
from .views import notices as views

_DRAFT = "drafts/<uuid:draft_id>/"
_DECISION = r"^decisions/(?P<number>\d{4}-\d{3,})/"

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions.csv", views.decisions_csv, name="decisions-csv"),
    re_path(_DECISION + r"$", publishing.decision, name="decision"),
    re_path(_DECISION + r"publish/$", publishing.publish, name="decision-publish"),
    re_path(_DECISION + r"correct/$", publishing.correct, name="decision-correct"),
    re_path(_DECISION + r"supersede/$", publishing.supersede, name="decision-supersede"),
    re_path(
        _DECISION + r"files/(?P<sha256>[0-9a-f]{64})$", publishing.attachment, name="decision-attachment"
    ),
    path("notices/", views.readings, name="readings"),
    path("notices/read/", views.read, name="read-notice"),
    path("notices/<uuid:reading_id>/", views.reader, name="reader"),
    path("notices/<uuid:reading_id>/answer/", views.answer, name="reading-answer"),
    path("notices/<uuid:reading_id>/record/", views.record, name="reading-record"),
    path("notices/<uuid:reading_id>/discard/", views.discard, name="reading-discard"),
    path("drafts/", drafting.drafts, name="drafts"),
    path("drafts.csv", drafting.drafts_csv, name="drafts-csv"),
    path("drafts/begin/", drafting.begin, name="draft-begin"),
    path(_DRAFT, drafting.draft, name="draft"),
    path(_DRAFT + "whole/", drafting.draft_whole, name="draft-whole"),
    path(_DRAFT + "sections/<slug:slug>/", drafting.section, name="draft-section"),
    path(_DRAFT + "sections/<slug:slug>/remarks/", draft_parts.remark, name="draft-remark"),
    path(_DRAFT + "sections/<slug:slug>/restore/", draft_steps.restore, name="draft-restore"),
    path(_DRAFT + "remarks/<uuid:comment_id>/", draft_parts.settle, name="draft-settle"),
    path(_DRAFT + "attachments/", draft_parts.attachments, name="draft-attachments"),
    path(_DRAFT + "attachments/<uuid:attachment_id>/", draft_parts.download, name="draft-download"),
    path(_DRAFT + "attachments/<uuid:attachment_id>/remove/", draft_parts.remove, name="draft-remove"),
    path(_DRAFT + "leanings/", draft_parts.lean, name="draft-lean"),
    path(_DRAFT + "leanings/<uuid:leaning_id>/remove/", draft_parts.unlean, name="draft-unlean"),
    path(_DRAFT + "split/", draft_parts.link, name="draft-split"),
    path(_DRAFT + "versions/", draft_steps.versions, name="draft-versions"),
    path(_DRAFT + "submit/", draft_steps.submit, name="draft-submit"),
    path(_DRAFT + "withdraw/", draft_steps.withdraw, name="draft-withdraw"),
    path(_DRAFT + "take-up/", draft_steps.take_up, name="draft-take-up"),
    path("", include("throughline.decisions.law.urls")),
    path("", include("throughline.decisions.signing.urls")),
]
