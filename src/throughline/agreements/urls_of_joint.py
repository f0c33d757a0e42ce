"""The addresses of steps with a joint plan; the page itself is the trail's, which reads all that it stands on."""

from django.urls import path, re_path

from .views import joint

_PLAN = r"^joint-plans/(?P<plan_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"

urlpatterns = [
    path("joint-plans/<slug:slug>/begin/", joint.begin, name="joint-plan-begin"),
    path("joint-plans/<uuid:plan_id>/add/", joint.add, name="joint-plan-add"),
    re_path(_PLAN + r"(?P<step>agree|take-back|discard)/$", joint.take, name="joint-plan-take"),
    path("joint-plans/actions/<uuid:action_id>/remove/", joint.remove, name="joint-action-remove"),
    path("joint-plans/actions/<uuid:action_id>/done/", joint.finish, name="joint-action-done"),
]
