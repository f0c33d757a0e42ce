"""Which addresses are there for a unit's inbox, its waiting list, who takes care of whom, moving and pausing?"""

from django.urls import path

from .views import allocating, inbox, moving

urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/<str:reference>/", inbox.triage, name="triage"),
    path("inbox/<str:reference>/accept/", inbox.accept, name="triage-accept"),
    path("inbox/<str:reference>/redirect/", inbox.redirect_it, name="triage-redirect"),
    path("inbox/<str:reference>/decline/", inbox.decline, name="triage-decline"),
    path("inbox/<str:reference>/in-treatment/", inbox.in_treatment, name="triage-in-treatment"),
    path("inbox/<str:reference>/ask/", inbox.ask, name="triage-ask"),
    path("inbox/<str:reference>/allocate/", allocating.allocate, name="allocate"),
    path("inbox/<str:reference>/waits/", allocating.waits_for, name="waits-for"),
    path("inbox/<str:reference>/transfer/", moving.offer, name="transfer-offer"),
    path("inbox/<str:reference>/pause/", moving.pause, name="pause"),
    path("inbox/<str:reference>/resume/", moving.resume, name="resume"),
    path("transfers/<uuid:transfer_id>/", moving.transfer, name="transfer"),
    path("transfers/<uuid:transfer_id>/turn-down/", moving.turn_down, name="transfer-turn-down"),
    path("transfers/<uuid:transfer_id>/take-back/", moving.take_back, name="transfer-take-back"),
    path("waiting/", allocating.waiting_list, name="waiting-list"),
    path("caseloads/", allocating.caseloads, name="caseloads"),
    path("caseloads/away/", allocating.away, name="caseload-away"),
    path("caseloads/away/<uuid:absence_id>/", allocating.back, name="caseload-back"),
    path("caseloads/<uuid:worker_id>/", allocating.skills, name="caseload-skills"),
]
