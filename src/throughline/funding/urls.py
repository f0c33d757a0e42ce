"""The addresses of programmes, rounds, scenarios and runs."""

from django.urls import path, re_path

from throughline.funding.views import planning, rounds, runs, scenarios

_ROUND = r"^programmes/(?P<code>[-a-z0-9]+)/(?P<year>\d{4}-\d{2})/"
_RUN = _ROUND + r"runs/(?P<run_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/"
_SCENARIO = "scenarios/<uuid:scenario_id>/"

urlpatterns = [
    path("programmes/", rounds.programmes, name="programmes"),
    path("programmes/<slug:code>/", rounds.programme, name="programme"),
    path("programmes/<slug:code>/plan/", planning.plan_round, name="plan-round"),
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
    re_path(_RUN + r"set-aside/$", runs.set_aside, name="run-set-aside"),
    path(_SCENARIO, scenarios.scenario, name="scenario"),
    path(_SCENARIO + "shares.svg", scenarios.scenario_chart, name="scenario-chart"),
    path(_SCENARIO + "rules/", scenarios.rules, name="scenario-rules"),
    path(_SCENARIO + "places/", scenarios.places, name="scenario-places"),
    path(_SCENARIO + "import/", scenarios.bring_in, name="scenario-import"),
    path(_SCENARIO + "what-if/", scenarios.what_if, name="what-if"),
    path(_SCENARIO + "work-out/", scenarios.work_out, name="scenario-work-out"),
    re_path(
        r"^scenarios/(?P<scenario_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<step>put-away|take-up)/$",
        scenarios.move,
        name="scenario-move",
    ),
]
