"""The evidence room as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "throughline.evidence"
    label = "evidence"
    default_auto_field = "django.db.models.BigAutoField"
