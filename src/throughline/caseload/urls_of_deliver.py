"""The addresses of today's list, appointments, groups, interventions and support."""

from django.urls import path, re_path

from .views import appointments, groups, today

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
    path("appointments/<uuid:appointment_id>/move/", appointments.move, name="appointment-move"),
    path("groups/new/", groups.plan, name="group-plan"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/join/", groups.join, name="group-join"),
    path(_CASE + "book/", appointments.book, name="appointment-book"),
]
