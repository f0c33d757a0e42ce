"""The addresses of promises, risks, the implementation plan and reviews."""

from django.urls import path

from .views import milestones, promises, reviews, risks

urlpatterns = [
    path("promises/", promises.promises, name="promises"),
    path("promises.csv", promises.promises_csv, name="promises-csv"),
    path("promises/new/", promises.new, name="promise-new"),
    path("promises/<uuid:promise_id>/", promises.promise, name="governance-promise"),
    path("promises/<uuid:promise_id>/files/<int:entry_id>/", promises.evidence_file, name="promise-file"),
    path("promises/<uuid:promise_id>/<slug:name>/", promises.step, name="promise-step"),
    path("risks/", risks.risks, name="risks"),
    path("risks.csv", risks.risks_csv, name="risks-csv"),
    path("risks/new/", risks.new, name="risk-new"),
    path("risks/<uuid:risk_id>/", risks.risk, name="governance-risk"),
    path("risks/<uuid:risk_id>/controls/<uuid:control_id>/", risks.in_place, name="risk-control"),
    path("risks/<uuid:risk_id>/<slug:name>/", risks.step, name="risk-step"),
    path("plan/", milestones.milestones, name="milestones"),
    path("plan.csv", milestones.milestones_csv, name="milestones-csv"),
    path("plan.ics", milestones.milestones_ics, name="milestones-ics"),
    path("plan.svg", milestones.milestones_svg, name="milestones-svg"),
    path("plan/new/", milestones.new, name="milestone-new"),
    path("plan/<uuid:milestone_id>/", milestones.milestone, name="governance-milestone"),
    path("plan/<uuid:milestone_id>/<slug:name>/", milestones.step, name="milestone-step"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews.csv", reviews.reviews_csv, name="reviews-csv"),
    path("reviews/new/", reviews.new, name="review-new"),
    path("reviews/<uuid:review_id>/", reviews.review, name="governance-review"),
    path("reviews/<uuid:review_id>/recommend/", reviews.recommend, name="review-recommend"),
    path(
        "recommendations/<uuid:recommendation_id>/",
        reviews.recommendation,
        name="governance-recommendation",
    ),
    path(
        "recommendations/<uuid:recommendation_id>/files/<int:entry_id>/",
        reviews.evidence_file,
        name="recommendation-file",
    ),
    path("recommendations/<uuid:recommendation_id>/<slug:name>/", reviews.step, name="recommendation-step"),
]
