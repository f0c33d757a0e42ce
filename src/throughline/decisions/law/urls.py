"""The addresses of the law: scheme, regimes, publication, forward plan, call-in and the panel's summary."""

from django.urls import path, re_path

from ..views import law, law_call_in, law_panel, law_regimes

_NUMBER = r"^{}/(?P<number>[0-9]{{4}}-[0-9]{{3,}})/"

urlpatterns = [
    path("scheme/", law.scheme, name="scheme"),
    path("scheme/prepare/", law.prepare, name="scheme-prepare"),
    path("scheme/try/", law.try_case, name="scheme-try"),
    path("scheme/<uuid:scheme_id>/", law.version, name="scheme-version"),
    path("scheme/<uuid:scheme_id>/edit/", law.edit, name="scheme-edit"),
    path("scheme/<uuid:scheme_id>/cases/add/", law.add_case, name="scheme-add-case"),
    path("scheme/<uuid:scheme_id>/cases/remove/", law.remove_case, name="scheme-remove-case"),
    path("scheme/<uuid:scheme_id>/confirm/", law.confirm, name="scheme-confirm"),
    path("scheme/<uuid:scheme_id>/discard/", law.discard, name="scheme-discard"),
    path("regimes/", law_regimes.regimes, name="regimes"),
    path("regimes/prepare/", law_regimes.prepare, name="regime-prepare"),
    path("regimes/<uuid:regime_id>/", law_regimes.regime, name="regime"),
    path("regimes/<uuid:regime_id>/edit/", law_regimes.edit, name="regime-edit"),
    path("regimes/<uuid:regime_id>/confirm/", law_regimes.confirm, name="regime-confirm"),
    path("regimes/<uuid:regime_id>/discard/", law_regimes.discard, name="regime-discard"),
    path("to-publish/", law_regimes.to_publish, name="to-publish"),
    re_path(_NUMBER.format("to-publish") + r"$", law_regimes.publisher, name="publisher"),
    path("forward-plan/", law_call_in.forward_plan, name="forward-plan"),
    path("forward-plan.json", law_call_in.forward_plan_json, name="forward-plan-json"),
    path("forward-plan.csv", law_call_in.forward_plan_csv, name="forward-plan-csv"),
    path("forward-plan/announce/", law_call_in.announce, name="announce"),
    path("forward-plan/<uuid:entry_id>/", law_call_in.planned, name="planned-decision"),
    path("forward-plan/<uuid:entry_id>/move/", law_call_in.move, name="planned-move"),
    path(
        "forward-plan/<uuid:entry_id>/decided/", law_call_in.close, {"step": "settle"}, name="planned-settle"
    ),
    path("forward-plan/<uuid:entry_id>/dropped/", law_call_in.close, {"step": "drop"}, name="planned-drop"),
    path("call-in/", law_call_in.call_ins, name="call-ins"),
    re_path(_NUMBER.format("call-in") + r"$", law_call_in.call_in, name="call-in"),
    re_path(_NUMBER.format("call-in") + r"(?P<step>[a-z_]+)/$", law_call_in.step, name="call-in-step"),
    path("panel/", law_panel.panel, name="panel"),
    path("panel.csv", law_panel.panel_csv, name="panel-csv"),
]
