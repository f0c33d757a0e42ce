"""The governance room as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "throughline.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"
