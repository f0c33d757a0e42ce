"""The addresses of signing."""

from django.urls import path

from ..views import holding, signing

_DRAFT = "drafts/<uuid:draft_id>/"

urlpatterns = [
    path("signing/", holding.waiting, name="signing"),
    path("signing.csv", holding.waiting_csv, name="signing-csv"),
    path(_DRAFT + "sign/", signing.sign, name="draft-sign"),
    path(_DRAFT + "sign/text/", signing.whole, name="draft-sign-text"),
    path(_DRAFT + "sign/interest/", signing.declare, name="draft-conflict"),
    path(_DRAFT + "ask/", holding.ask, name="draft-ask"),
    path(_DRAFT + "holding/", holding.holding, name="draft-holding"),
    path(_DRAFT + "nudge/", holding.nudge, name="draft-nudge"),
    path(_DRAFT + "recall/", holding.recall, name="draft-recall"),
    path(_DRAFT + "return/", holding.send_back, name="draft-return"),
    path(_DRAFT + "correct/", holding.correct, name="draft-correct"),
]
