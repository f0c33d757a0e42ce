"""The web room as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "throughline.web"
    label = "web"

    def ready(self) -> None:
        from throughline.web import wiring

        wiring.connect()
