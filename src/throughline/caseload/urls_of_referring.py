"""Which addresses are there for referring, for what became of it, and for what both sides agreed?"""

from django.urls import path

from .views import protocols, referrals, referring

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
    path("protocols/", protocols.protocols, name="protocols"),
    path("protocols/new/", protocols.draft, name="protocol-draft"),
    path("protocols/<uuid:protocol_id>/", protocols.protocol, name="protocol"),
]
