"""Which addresses does this room answer?"""

from django.urls import path, re_path

from throughline.trace.views import drafts, joint_plans, localities, packs, position, reports, threads

QUARTER, WHICH, KIND = r"(?P<quarter>\d{4}-q[1-4])", r"(?P<which>[a-z0-9-]+)", r"(?P<kind>pdf|xlsx)"

urlpatterns = [
    path("position/", position.position, name="position"),
    re_path(
        r"^position/(?P<code>[a-z0-9-]+)/(?P<year>\d{4}-\d{2})\.(?P<kind>csv|xlsx)$",
        position.position_format,
        name="position-format",
    ),
    path("grants/<uuid:grant_id>/thread/", threads.thread, name="thread"),
    path("packs/grants/<uuid:grant_id>.pdf", packs.grant_pack, name="pack-of-grant"),
    re_path(r"^packs/(?P<code>[a-z0-9-]+)/(?P<year>\d{4}-\d{2})\.pdf$", packs.year_pack, name="pack-of-year"),
    path("packs/", reports.packs, name="packs"),
    path("packs/drafts/", drafts.drafts, name="pack-drafts"),
    re_path(rf"^packs/drafts/{QUARTER}/$", drafts.drafts, name="pack-drafts-of"),
    re_path(rf"^packs/drafts/{QUARTER}/{WHICH}/$", drafts.draft, name="pack-draft"),
    re_path(rf"^packs/drafts/{QUARTER}/{WHICH}\.{KIND}$", drafts.draft_file, name="pack-draft-file"),
    path("packs/<slug:which>/", reports.pack, name="pack"),
    re_path(rf"^packs/{WHICH}/{QUARTER}/(?P<number>\d{{1,3}})/$", reports.edition, name="pack-edition"),
    re_path(
        rf"^packs/{WHICH}/{QUARTER}/(?P<number>\d{{1,3}})\.{KIND}$", reports.edition_file, name="pack-file"
    ),
    path("localities/", localities.localities, name="localities"),
    path("localities/<slug:slug>/", localities.locality, name="locality"),
    path("localities/<slug:slug>/streams.svg", localities.locality_svg, name="locality-svg"),
    path("localities/<slug:slug>/streams.csv", localities.locality_csv, name="locality-csv"),
    path("joint-plans/", joint_plans.joint_plans, name="joint-plans"),
    path("joint-plans/<slug:slug>/", joint_plans.joint_plan, name="joint-plan"),
    re_path(
        r"^joint-plans/(?P<slug>[a-z0-9-]+)\.(?P<kind>pdf|xlsx)$",
        joint_plans.joint_plan_file,
        name="joint-plan-file",
    ),
]
