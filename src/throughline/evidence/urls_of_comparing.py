"""The addresses of comparison."""

from django.urls import path

from .views import comparing

urlpatterns = [
    path("evidence/journey/", comparing.journey, name="journey"),
    path("evidence/journey/steps.svg", comparing.journey_svg, name="journey-svg"),
    path("evidence/journey/steps.csv", comparing.journey_csv, name="journey-csv"),
    path("evidence/staying/", comparing.staying, name="staying"),
    path("evidence/staying/curve.svg", comparing.staying_svg, name="staying-svg"),
    path("evidence/staying/curve.csv", comparing.staying_csv, name="staying-csv"),
    path("evidence/fair/", comparing.fair, name="fair"),
    path("evidence/fair/ratios.svg", comparing.fair_svg, name="fair-svg"),
    path("evidence/fair/ratios.csv", comparing.fair_csv, name="fair-csv"),
    path("evidence/co-located/", comparing.colocated, name="co-located"),
    path("evidence/co-located/balance.svg", comparing.colocated_svg, name="co-located-svg"),
    path("evidence/co-located/balance.csv", comparing.colocated_csv, name="co-located-csv"),
    path("evidence/reoffending/", comparing.reoffended, name="reoffending"),
    path("evidence/reoffending/balance.svg", comparing.reoffended_svg, name="reoffending-svg"),
    path("evidence/reoffending/balance.csv", comparing.reoffended_csv, name="reoffending-csv"),
]
