"""The addresses of programmes, rounds, scenarios and runs."""

from django.urls import path, re_path

from throughline.funding.views import aims, money_in, need, planning, rounds, runs, scenarios, streams

_ROUND = r"^programmes/(?P<code>[-a-z0-9]+)/(?P<year>\d{4}-\d{2})/"
_RUN = _ROUND + r"runs/(?P<run_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
_SCENARIO = "scenarios/<uuid:scenario_id>/"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_AGREEMENT = rf"^money-in/(?P<agreement_id>{_UUID})/"

urlpatterns = [
    path("money-in/", money_in.money_in, name="money-in"),
    path("money-in.csv", money_in.money_in_csv, name="money-in-csv"),
    path("money-in/record/", money_in.record, name="inbound-agreement-record"),
    path("money-in/<uuid:agreement_id>/", money_in.agreement, name="inbound-agreement"),
    path("money-in/<uuid:agreement_id>/file/", money_in.agreement_file, name="inbound-agreement-file"),
    re_path(
        _AGREEMENT + r"(?P<step>amend|end|expect|ask)/$",
        money_in.agreement_step,
        name="inbound-agreement-step",
    ),
    re_path(
        rf"^receipts/(?P<receipt_id>{_UUID})/(?P<step>invoice|receive|cancel)/$",
        money_in.receipt_step,
        name="receipt-step",
    ),
    path("funders-conditions/<uuid:duty_id>/", money_in.duty, name="funder-duty"),
    path("funders-conditions/<uuid:duty_id>/file/", money_in.duty_file, name="funder-duty-file"),
    re_path(
        rf"^funders-conditions/(?P<duty_id>{_UUID})/(?P<step>meet|waive|set-aside|reopen)/$",
        money_in.duty_step,
        name="funder-duty-step",
    ),
    path("streams/<uuid:stream_id>/", streams.stream, name="stream"),
    re_path(
        rf"^streams/(?P<stream_id>{_UUID})/(?P<step>amend|strike)/$", streams.stream_step, name="stream-step"
    ),
    path("localities/<slug:slug>/streams/record/", streams.record, name="stream-record"),
    path("programmes/", rounds.programmes, name="programmes"),
    path("programmes/<slug:code>/", rounds.programme, name="programme"),
    path("programmes/<slug:code>/plan/", planning.plan_round, name="plan-round"),
    path("programmes/<slug:code>/aims/", aims.aims, name="aims"),
    path("programmes/<slug:code>/aims.csv", aims.aims_csv, name="aims-csv"),
    re_path(
        r"^programmes/(?P<code>[-a-z0-9]+)/aims/(?P<objective>[A-Z]\d)/$",
        aims.measure_aim,
        name="aim-measure",
    ),
    re_path(
        r"^programmes/(?P<code>[-a-z0-9]+)/aims/(?P<objective>[A-Z]\d)/drop/$",
        aims.drop_measure,
        name="aim-drop",
    ),
    re_path(_ROUND + r"$", rounds.round_, name="round"),
    re_path(_ROUND + r"follow/$", rounds.follow, name="round-follow"),
    re_path(_ROUND + r"plan/$", planning.plan_again, name="round-plan-again"),
    re_path(_ROUND + r"workbench/$", planning.workbench, name="workbench"),
    re_path(_ROUND + r"workbench/new/$", planning.begin, name="scenario-new"),
    re_path(_ROUND + r"workbench/compare/$", planning.compare, name="workbench-compare"),
    re_path(_RUN + r"$", runs.run, name="run"),
    re_path(_RUN + r"(?P<part>inputs|result)\.json$", runs.run_record, name="run-record"),
    re_path(_RUN + r"run\.(?P<kind>csv|xlsx)$", runs.run_table, name="run-table"),
    re_path(_RUN + r"shares\.svg$", runs.run_chart, name="run-chart"),
    re_path(_RUN + r"choose/$", runs.choose, name="run-choose"),
    re_path(_RUN + r"stand/$", runs.stand, name="run-stand"),
    re_path(_RUN + r"set-aside/$", runs.set_aside, name="run-set-aside"),
    path(_SCENARIO, scenarios.scenario, name="scenario"),
    path(_SCENARIO + "shares.svg", scenarios.scenario_chart, name="scenario-chart"),
    path(_SCENARIO + "rules/", scenarios.rules, name="scenario-rules"),
    path(_SCENARIO + "places/", scenarios.places, name="scenario-places"),
    path(_SCENARIO + "import/", scenarios.bring_in, name="scenario-import"),
    path(_SCENARIO + "need/", need.take_need, name="scenario-need"),
    path(_SCENARIO + "what-if/", scenarios.what_if, name="what-if"),
    path(_SCENARIO + "work-out/", scenarios.work_out, name="scenario-work-out"),
    re_path(
        r"^scenarios/(?P<scenario_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<step>put-away|take-up)/$",
        scenarios.move,
        name="scenario-move",
    ),
]
