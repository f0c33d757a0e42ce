"""Which addresses are there for referring, for what became of it, and for what both sides agreed?"""

from django.urls import path

from .views import protocols, reaching, referrals, referring

urlpatterns = [
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals.csv", referrals.referrals_csv, name="referrals-csv"),
    path("referrals/new/", referring.start, name="refer"),
    path("referrals/<str:reference>/refer/check/", referring.check, name="refer-check"),
    path("referrals/<str:reference>/refer/<slug:part>/", referring.part, name="refer-part"),
    path("referrals/<str:reference>/sent/", referring.sent, name="referral-sent"),
    path("referrals/<str:reference>/discard/", referring.discard, name="referral-discard"),
    path("referrals/<str:reference>/", referrals.referral, name="referral"),
    path("referrals/<str:reference>/amend/<slug:part>/", referrals.amend, name="referral-amend"),
    path("referrals/<str:reference>/withdraw/", referrals.withdraw, name="referral-withdraw"),
    path("referrals/<str:reference>/withdraw/death/", referrals.death, name="referral-death"),
    path("referrals/<str:reference>/answer/<uuid:question_id>/", referrals.answer, name="referral-answer"),
    path("units/", reaching.units, name="units-reached"),
    path("units/<uuid:unit_id>/", reaching.unit, name="unit-reached"),
    path("units/<uuid:unit_id>/desk/", reaching.desk, name="unit-desk"),
    path("units/<uuid:unit_id>/clinic/", reaching.clinic, name="clinic-hold"),
    path("units/<uuid:unit_id>/concerns/<uuid:place_id>/<slug:kind>/", reaching.route, name="unit-route"),
    path("clinics/<uuid:clinic_id>/end/", reaching.end_clinic, name="clinic-end"),
    path("protocols/", protocols.protocols, name="protocols"),
    path("protocols/new/", protocols.draft, name="protocol-draft"),
    path("protocols/<uuid:protocol_id>/", protocols.protocol, name="protocol"),
    path("protocols/<uuid:protocol_id>/end/", protocols.end, name="protocol-end"),
]
