"""The addresses of linkages."""

from django.urls import path

from .views import linkages

urlpatterns = [
    path("evidence/linking/", linkages.index, name="linkages"),
    path("evidence/linking/<uuid:linkage_id>/", linkages.linkage, name="linkage"),
    path("evidence/linking/<uuid:linkage_id>/shares.svg", linkages.shares_svg, name="linkage-shares"),
    path("evidence/linking/<uuid:linkage_id>/shares.csv", linkages.shares_csv, name="linkage-csv"),
    path("evidence/linking/<uuid:linkage_id>/weights.svg", linkages.weights_svg, name="linkage-weights"),
    path("evidence/linking/<uuid:linkage_id>/example.svg", linkages.example_svg, name="linkage-example"),
    path("evidence/linking/<uuid:linkage_id>/review/", linkages.review, name="linkage-review"),
    path("evidence/linking/<uuid:linkage_id>/review/<int:place>/", linkages.why, name="linkage-why"),
    path(
        "evidence/linking/<uuid:linkage_id>/review/<int:place>.svg", linkages.why_svg, name="linkage-why-svg"
    ),
    path("evidence/linking/<uuid:linkage_id>/close/", linkages.close, name="linkage-close"),
    path("evidence/linking/<uuid:linkage_id>/need/", linkages.let_need_leave, name="linkage-need"),
]
