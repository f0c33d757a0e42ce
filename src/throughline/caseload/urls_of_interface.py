"""Which addresses are there for an organisation's machines, and for referrals that come as a file?"""

from django.urls import path

from .views import clients, referral_files

urlpatterns = [
    path("machines/", clients.clients, name="clients"),
    path("machines/new/", clients.make, name="client-make"),
    path("machines/<uuid:client_id>/end/", clients.end, name="client-end"),
    path("refer-from-a-file/", referral_files.files, name="referral-files"),
    path("refer-from-a-file/sheet.csv", referral_files.sheet, name="referral-sheet"),
    path("refer-from-a-file/sheet.xlsx", referral_files.workbook, name="referral-workbook"),
    path("refer-from-a-file/<uuid:import_id>/", referral_files.file, name="referral-file"),
    path("refer-from-a-file/<uuid:import_id>/result.csv", referral_files.result, name="referral-file-result"),
]
