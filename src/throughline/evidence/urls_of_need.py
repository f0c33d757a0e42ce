"""The addresses of need and capacity."""

from django.urls import path, re_path

from .views import capacity, need

urlpatterns = [
    path("evidence/need/", need.need, name="need"),
    re_path(r"^evidence/need/(?P<which>place|unit)\.csv$", need.need_csv, name="need-csv"),
    re_path(r"^evidence/need/(?P<which>place|unit)\.svg$", need.need_svg, name="need-svg"),
    path("evidence/need/tiles.svg", need.tiles_svg, name="need-tiles"),
    path("evidence/hidden-need/", need.hidden_need, name="hidden-need"),
    path("evidence/hidden-need/enter/", need.enter, name="hidden-need-enter"),
    path("evidence/hidden-need/<uuid:estimate_id>/", need.estimate, name="hidden-need-estimate"),
    path("evidence/hidden-need/<uuid:estimate_id>/drawing/", need.drawing, name="hidden-need-drawing"),
    path("evidence/hidden-need/<uuid:estimate_id>/models.svg", need.estimate_svg, name="hidden-need-svg"),
    path("evidence/hidden-need/<uuid:estimate_id>/models.csv", need.estimate_csv, name="hidden-need-csv"),
    path("evidence/does-it-compute/", need.does_it_compute, name="does-it-compute"),
    path("evidence/capacity/", capacity.capacity, name="capacity"),
    path("evidence/capacity/units.svg", capacity.capacity_svg, name="capacity-svg"),
    path("evidence/capacity/units.csv", capacity.capacity_csv, name="capacity-csv"),
    path("evidence/capacity/by-hand/", capacity.by_hand, name="capacity-by-hand"),
]
