"""The addresses of what governance keeps.

An item's own page is `governance-<kind>` and takes the item's id: `queries.items.address_of` relies on it.
"""

from django.urls import include, path
from django.urls.resolvers import URLPattern

from .views import (
    action_points,
    agenda,
    appraisals,
    calendars,
    consultations,
    endorsements,
    groups,
    interests,
    meetings,
    minutes,
    papers,
    priorities,
)

_AT = "governance/"
_MEETING = f"{_AT}meetings/<uuid:meeting_id>/"
_POINT = f"{_MEETING}agenda/<uuid:point_id>/"

GROUPS: list[URLPattern] = [
    path(_AT, groups.home, name="governance"),
    path(f"{_AT}groups/add/", groups.add_group, name="governance-add-group"),
    path(f"{_AT}groups/<uuid:group_id>/", groups.group, name="governance-group"),
    path(f"{_AT}groups/<uuid:group_id>/edit/", groups.edit_group, name="governance-edit-group"),
    path(f"{_AT}groups/<uuid:group_id>/terms/", groups.terms, name="governance-terms"),
    path(f"{_AT}groups/<uuid:group_id>/terms/attach/", groups.set_terms, name="governance-set-terms"),
    path(f"{_AT}groups/<uuid:group_id>/members/add/", groups.add_member, name="governance-add-member"),
    path(
        f"{_AT}groups/<uuid:group_id>/members/<uuid:member_id>/end/",
        groups.end_membership,
        name="governance-end-membership",
    ),
]
MEETINGS: list[URLPattern] = [
    path(f"{_AT}meetings/", meetings.listed, name="governance-meetings"),
    path(f"{_AT}meetings.csv", meetings.listed_csv, name="governance-meetings-csv"),
    path(f"{_AT}meetings.ics", calendars.coming, name="governance-meetings-ics"),
    path(f"{_AT}meetings/plan/", meetings.plan, name="governance-plan-meeting"),
    path(_MEETING, meetings.meeting, name="governance-meeting"),
    path(f"{_MEETING}pack/", papers.printed, name="governance-pack"),
    path(f"{_MEETING}pack.zip", papers.whole, name="governance-pack-file"),
    path(f"{_MEETING}meeting.ics", calendars.one, name="governance-meeting-ics"),
    path(f"{_MEETING}edit/", meetings.edit, name="governance-edit-meeting"),
    path(f"{_MEETING}send/", meetings.send_pack, name="governance-send-pack"),
    path(f"{_MEETING}cancel/", meetings.cancel, name="governance-cancel-meeting"),
    path(f"{_MEETING}agenda/add/", agenda.add, name="governance-add-agenda"),
    path(f"{_POINT}edit/", agenda.edit, name="governance-edit-agenda"),
    path(f"{_POINT}take-off/", agenda.take_off, name="governance-take-off-agenda"),
    path(f"{_MEETING}papers/add/", papers.add, name="governance-add-paper"),
    path(f"{_AT}papers/<uuid:paper_id>/", papers.paper, name="governance-paper"),
    path(f"{_AT}papers/<uuid:paper_id>/withdraw/", papers.withdraw, name="governance-withdraw-paper"),
    path(f"{_MEETING}attendance/", minutes.attendance, name="governance-attendance"),
    path(f"{_POINT}minutes/", minutes.write, name="governance-minutes"),
    path(f"{_POINT}outcome/", minutes.outcome, name="governance-outcome"),
    path(f"{_MEETING}declare/", interests.declare, name="governance-declare"),
    path(f"{_MEETING}interests/<uuid:declaration_id>/", interests.settle, name="governance-settle-interest"),
    path(f"{_MEETING}agree/", minutes.agree, name="governance-agree"),
    path(f"{_MEETING}confirm/", minutes.confirm, name="governance-confirm-minutes"),
]
ACTIONS: list[URLPattern] = [
    path(f"{_AT}actions/", action_points.listed, name="governance-actions"),
    path(f"{_AT}actions.csv", action_points.listed_csv, name="governance-actions-csv"),
    path(f"{_AT}actions/<uuid:action_id>/", action_points.action, name="governance-action"),
    path(f"{_AT}actions/<uuid:action_id>/evidence/", action_points.evidence, name="governance-evidence"),
    path(f"{_AT}actions/<uuid:action_id>/close/", action_points.close, name="governance-close-action"),
    path(f"{_AT}actions/<uuid:action_id>/move/", action_points.move, name="governance-move-action"),
    path(f"{_AT}actions/<uuid:action_id>/drop/", action_points.drop, name="governance-drop-action"),
    path(f"{_AT}actions/<uuid:action_id>/reopen/", action_points.reopen, name="governance-reopen-action"),
]
_ENDORSEMENT = f"{_AT}endorsements/<uuid:endorsement_id>/"
_CONSULTATION = f"{_AT}consultations/<uuid:consultation_id>/"
_APPRAISAL = f"{_AT}appraisals/<uuid:appraisal_id>/"
EVIDENCE: list[URLPattern] = [
    path(f"{_AT}endorsements/", endorsements.listed, name="governance-endorsements"),
    path(f"{_AT}endorsements.csv", endorsements.listed_csv, name="governance-endorsements-csv"),
    path(f"{_AT}endorsements/add/", endorsements.add, name="governance-add-endorsement"),
    path(_ENDORSEMENT, endorsements.endorsement, name="governance-endorsement"),
    path(f"{_ENDORSEMENT}file/", endorsements.file, name="governance-endorsement-file"),
    path(f"{_AT}consultations/", consultations.listed, name="governance-consultations"),
    path(f"{_AT}consultations.csv", consultations.listed_csv, name="governance-consultations-csv"),
    path(f"{_AT}consultations/add/", consultations.add, name="governance-add-consultation"),
    path(f"{_AT}consultations/answers/<uuid:consulted_id>/", consultations.answer, name="governance-answer"),
    path(_CONSULTATION, consultations.consultation, name="governance-consultation"),
    path(f"{_CONSULTATION}ask/", consultations.ask_further, name="governance-ask-further"),
    path(f"{_CONSULTATION}close/", consultations.close, name="governance-close-consultation"),
    path(f"{_AT}appraisals/", appraisals.listed, name="governance-appraisals"),
    path(f"{_AT}appraisals.csv", appraisals.listed_csv, name="governance-appraisals-csv"),
    path(f"{_AT}appraisals/add/", appraisals.add, name="governance-add-appraisal"),
    path(_APPRAISAL, appraisals.appraisal, name="governance-appraisal"),
    path(f"{_APPRAISAL}options/add/", appraisals.add_option, name="governance-add-option"),
    path(f"{_APPRAISAL}criteria/add/", appraisals.add_criterion, name="governance-add-criterion"),
    path(f"{_APPRAISAL}options/<uuid:option_id>/", appraisals.score, name="governance-score"),
    path(f"{_APPRAISAL}choose/", appraisals.choose, name="governance-choose"),
    path(f"{_APPRAISAL}again/", appraisals.take_up_again, name="governance-compare-again"),
    path(f"{_AT}priorities/", priorities.listed, name="governance-priorities"),
    path(f"{_AT}priorities.csv", priorities.listed_csv, name="governance-priorities-csv"),
    path(f"{_AT}priorities/add/", priorities.add_plan, name="governance-add-plan"),
    path(f"{_AT}priorities/<uuid:priority_id>/", priorities.priority, name="governance-priority"),
    path(
        f"{_AT}priorities/<uuid:priority_id>/drop/", priorities.drop_priority, name="governance-drop-priority"
    ),
    path(f"{_AT}plans/<uuid:plan_id>/edit/", priorities.edit_plan, name="governance-edit-plan"),
    path(f"{_AT}plans/<uuid:plan_id>/add/", priorities.add_priority, name="governance-add-priority"),
    path(f"{_AT}plans/<uuid:plan_id>/confirm/", priorities.confirm_plan, name="governance-confirm-plan"),
]

urlpatterns = [
    *GROUPS,
    *MEETINGS,
    *ACTIONS,
    *EVIDENCE,
    path("", include("throughline.governance.urls_of_watching")),
]
