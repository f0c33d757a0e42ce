"""Which addresses does this room answer?"""

from django.urls import path
from django.urls.resolvers import URLPattern

from throughline.payments.views import (
    accounts,
    answers,
    codes,
    instalments,
    recoveries,
    remittances,
    runs,
)

_ONE = "payments/<uuid:instalment_id>/"
_RUN = "payments/runs/<int:number>/"
_RECOVERY = "payments/recoveries/<uuid:recovery_id>/"

urlpatterns: list[URLPattern] = [
    path("payments/", instalments.payments, name="payments"),
    path("payments/instalments.csv", instalments.payments_csv, name="payments-csv"),
    path("payments/grants/<uuid:grant_id>/profile/", instalments.profile, name="grant-profile"),
    path("payments/runs/", runs.runs, name="payment-runs"),
    path("payments/runs/new/", runs.prepare, name="payment-run-new"),
    path(_RUN, runs.run, name="payment-run"),
    path(_RUN + "payment-requests.csv", runs.file, name="payment-run-file"),
    path(_RUN + "approve/", runs.approve, name="payment-run-approve"),
    path(_RUN + "release/", runs.release, name="payment-run-release"),
    path(_RUN + "discard/", runs.discard, name="payment-run-discard"),
    path(_RUN + "without/<uuid:request_id>/", runs.amend, name="payment-run-amend"),
    path("payments/answers/", answers.answers, name="payment-answers"),
    path("payments/answers/<uuid:answer_id>/", answers.answer, name="payment-answer"),
    path("payments/recoveries/", recoveries.recoveries, name="recoveries"),
    path("payments/recoveries/recoveries.csv", recoveries.recoveries_csv, name="recoveries-csv"),
    path("payments/recoveries/new/", recoveries.choose, name="recover"),
    path("payments/recoveries/new/<uuid:grant_id>/", recoveries.propose, name="recover-from"),
    path(_RECOVERY, recoveries.recovery, name="recovery"),
    path(_RECOVERY + "approve/", recoveries.approve, name="recovery-approve"),
    path(_RECOVERY + "ask/", recoveries.ask, name="recovery-ask"),
    path(_RECOVERY + "receive/", recoveries.receive, name="recovery-receive"),
    path(_RECOVERY + "drop/", recoveries.drop, name="recovery-drop"),
    path("payments/remittances/<uuid:request_id>/", remittances.remittance, name="remittance"),
    path("payments/accruals/", accounts.accruals, name="accruals"),
    path("payments/accruals/accruals.csv", accounts.accruals_csv, name="accruals-csv"),
    path("payments/codes/", codes.codes, name="finance-codes"),
    path("payments/codes/<uuid:body_id>/<uuid:programme_id>/", codes.recipient, name="finance-codes-of"),
    path("payments/codes/<slug:kind>/", codes.mapping, name="finance-columns"),
    path(_ONE, instalments.instalment, name="instalment"),
    path(_ONE + "hold/", instalments.hold, name="instalment-hold"),
    path(_ONE + "lift/<uuid:hold_id>/", instalments.lift, name="instalment-lift"),
    path(_ONE + "pass-over/", instalments.ask_override, name="instalment-pass-over"),
    path(_ONE + "pass-over/answer/", instalments.answer_override, name="instalment-pass-over-answer"),
    path(_ONE + "cancel/", instalments.cancel, name="instalment-cancel"),
    path(_ONE + "reconcile/", instalments.reconcile, name="instalment-reconcile"),
]
