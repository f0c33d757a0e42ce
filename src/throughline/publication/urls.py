"""The addresses of the public register; an address once published stays."""

from django.urls import path, re_path

from throughline.publication import views

_DECISION = r"^register/decisions/(?P<number>\d{4}-\d{3,})"

urlpatterns = [
    path("register/", views.register, name="register"),
    re_path(r"^register/decisions\.(?P<kind>csv|json|atom)$", views.register_format, name="register-format"),
    re_path(_DECISION + r"/$", views.decision, name="public-decision"),
    re_path(
        _DECISION + r"\.(?P<kind>json|pdf|proof\.json)$", views.decision_format, name="public-decision-format"
    ),
    re_path(
        _DECISION + r"/(?P<version>[0-9]{1,4})\.(?P<kind>json|pdf|proof\.json)$",
        views.decision_format,
        name="public-edition-format",
    ),
    re_path(_DECISION + r"/files/(?P<sha256>[0-9a-f]{64})$", views.attachment, name="public-attachment"),
    path("register/rounds/", views.rounds, name="register-rounds"),
    re_path(r"^register/rounds\.(?P<kind>csv|json)$", views.rounds_format, name="register-rounds-format"),
    path("register/allocations/", views.allocations, name="register-allocations"),
    re_path(
        r"^register/allocations\.(?P<kind>csv|json)$",
        views.allocations_format,
        name="register-allocations-format",
    ),
    path("register/grants/", views.grants, name="register-grants"),
    re_path(r"^register/grants\.(?P<kind>csv|json)$", views.grants_format, name="register-grants-format"),
    path("register/monthly/", views.months, name="register-months"),
    re_path(r"^register/monthly/(?P<month>\d{4}-\d{2})/$", views.month, name="register-month"),
    re_path(
        r"^register/monthly/(?P<month>\d{4}-\d{2})\.(?P<kind>csv|json)$",
        views.month_format,
        name="register-month-format",
    ),
    path("register/schema/decision.json", views.schema, name="decision-schema"),
    path("verify/", views.verify, name="verify"),
    path("verify/verifier.py", views.verifier, name="verifier"),
    path("verify/checkpoint", views.checkpoint, name="checkpoint"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<part>[0-9]{1,4})\.xml$", views.sitemap, name="sitemap-part"),
    path("robots.txt", views.robots, name="robots"),
]
