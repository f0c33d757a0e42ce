"""The addresses of the gate's report."""

from django.urls import path

from .views import gate

urlpatterns = [
    path("evidence/gate/", gate.report, name="gate-report"),
    path("evidence/gate/<uuid:release_id>/", gate.table, name="gate-table"),
    path("evidence/gate/<uuid:release_id>/table.csv", gate.table_csv, name="gate-table-csv"),
]
