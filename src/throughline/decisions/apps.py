"""The decisions room as a Django app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "throughline.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.decisions.wiring import wire

        wire()
