"""The caseload room as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CaseloadConfig(AppConfig):
    name = "throughline.caseload"
    label = "caseload"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.caseload.walls import after_migrate
        from throughline.caseload.wiring import wire

        post_migrate.connect(after_migrate, sender=self)
        wire()
