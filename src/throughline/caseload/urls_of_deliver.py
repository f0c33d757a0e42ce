"""The addresses of today's list, appointments, groups, interventions and support."""

from django.urls import path, re_path

from .views import appointments, groups, interventions, support, today, week

_APPOINTMENT = r"^appointments/(?P<appointment_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
_CASE = "people/<slug:reference>/"

urlpatterns = [
    path("today/", today.today, name="today"),
    re_path(
        _APPOINTMENT + r"(?P<outcome>attended|late|missed|fell-through)/$",
        today.record,
        name="appointment-record",
    ),
    path("appointments/<uuid:appointment_id>/take-back/", today.take_back, name="appointment-take-back"),
    path("appointments/<uuid:appointment_id>/reminded/", today.reminded, name="appointment-reminded"),
    path("appointments/<uuid:appointment_id>/stays/", today.stays, name="appointment-stays"),
    path("appointments/<uuid:appointment_id>/move/", appointments.move, name="appointment-move"),
    path("week/", week.week, name="week"),
    path("week/<str:day>/", week.week, name="week-of"),
    path("groups/new/", groups.plan, name="group-plan"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/join/", groups.join, name="group-join"),
    path("interventions/", interventions.interventions, name="interventions"),
    path("interventions.csv", interventions.interventions_csv, name="interventions-csv"),
    path("interventions/new/", interventions.write, name="intervention-new"),
    path("interventions/<slug:code>/", interventions.intervention, name="intervention"),
    path("interventions/<slug:code>/next/", interventions.write, name="intervention-next"),
    path(_CASE + "support/", support.support, name="case-support"),
    path(_CASE + "support/session/", support.give, name="support-session"),
    path(_CASE + "support/treatment/", support.refer, name="treatment-refer"),
    re_path(
        r"^people/(?P<reference>[-0-9A-Z]+)/support/treatment/(?P<treatment_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
        r"(?P<step>accept|refuse|start|not-start|review|end)/$",
        support.step,
        name="treatment-step",
    ),
    path(_CASE + "support/harm/", support.harm, name="support-harm"),
    path(_CASE + "support/onward/", support.onward, name="support-onward"),
    path(_CASE + "support/onward/<uuid:onward_id>/", support.outcome, name="onward-outcome"),
    path(_CASE + "book/", appointments.book, name="appointment-book"),
]
