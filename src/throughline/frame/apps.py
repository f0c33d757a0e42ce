"""The frame as a Django app."""

from typing import Any

from django.apps import AppConfig

from throughline.frame.triggers_known import look_names_up


class FrameConfig(AppConfig):
    name = "throughline.frame"
    label = "frame"
    default_auto_field = "django.db.models.BigAutoField"

    def __init__(self, *args: Any) -> None:
        """Every room's app is there before the first model of any is."""
        look_names_up()
        super().__init__(*args)

    def ready(self) -> None:
        """Columns can be asked for many values at once, and forms speak plainly."""
        from throughline.frame import lookups  # noqa: F401 - to register them, once models are there
        from throughline.frame.form_words import speak_plainly

        speak_plainly()
