"""Which address shows what? Each room brings its own; a house test walks them all."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from throughline.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("more/<slug:part>/", views.more, name="more"),
    path("health/", views.health, name="health"),
    path("metrics/", views.metrics, name="metrics"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("privacy/", views.privacy, name="privacy"),
    path("api/", include("throughline.api.urls")),
    path("", include("throughline.frame.urls")),
    path("", include("throughline.organisations.urls")),
    path("", include("throughline.evidence.urls")),
    path("", include("throughline.governance.urls")),
    path("", include("throughline.decisions.urls")),
    path("", include("throughline.funding.urls")),
    path("", include("throughline.caseload.urls")),
    path("", include("throughline.agreements.urls")),
    path("", include("throughline.assurance.urls")),
    path("", include("throughline.payments.urls")),
    path("", include("throughline.publication.urls")),
    path("", include("throughline.trace.urls")),
]

handler400 = "throughline.web.views.bad_request"
handler403 = "throughline.web.views.refused"
handler404 = "throughline.web.views.not_found"
handler500 = "throughline.web.views.failed"
