"""The funding room as a Django app."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "throughline.funding"
    label = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.funding.wiring import wire

        wire()
