"""The agreements room as a Django app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "throughline.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.agreements.wiring import wire

        wire()
