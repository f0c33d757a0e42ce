"""The addresses of who may see somebody, and of the papers that let real people in."""

from django.urls import path

from . import urls_of_person  # it registers how a reference stands in an address
from .views import keeping, limits, rights

__all__ = ["urlpatterns", "urls_of_person"]

urlpatterns = [
    path("people/<case:reference>/access/limit/", limits.limit, name="case-limit"),
    path("people/<case:reference>/keeping/", keeping.keeping, name="case-keeping"),
    path("people/<case:reference>/delete/", keeping.delete, name="case-delete"),
    path("people/<case:reference>/agreed/", rights.consents, name="case-agreed"),
    path("people/<case:reference>/put-right/", rights.put_right, name="case-put-right"),
    path("people/<case:reference>/put-right/<slug:name>/", rights.put_one_right, name="case-put-one-right"),
    path("retention/", keeping.retention, name="retention"),
    path("retention/rules/", keeping.all_rules, name="retention-rules"),
    path("retention/rules/<slug:code>/", keeping.rules, name="retention-rule"),
    path("retention/proofs/<uuid:person_id>.json", keeping.proof, name="deletion-proof"),
    path("limits/", limits.all_limits, name="limits"),
    path("limits/<case:reference>/", limits.limit_confirm, name="limit-confirm"),
    path("break-glass/", limits.break_glass, name="break-glass"),
    path("break-glass/reviews/", limits.glass_reviews, name="glass-reviews"),
    path("break-glass/reviews/<uuid:glass_id>/", limits.glass_review, name="glass-review"),
    path("ask-to-see/", limits.ask_to_see, name="ask-to-see"),
    path("ask-to-see/<uuid:asked_id>/answered/", limits.asker_answered, name="asker-answered"),
    path("papers/", limits.all_papers, name="all-papers"),
    path("papers/<slug:code>/", limits.case_papers, name="case-papers"),
]
