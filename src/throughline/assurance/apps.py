"""The assurance room as a Django app."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "throughline.assurance"
    label = "assurance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.assurance.wiring import wire

        wire()
