"""The publication room as a Django app."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "throughline.publication"
    label = "publication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.publication.wiring import wire

        wire()
