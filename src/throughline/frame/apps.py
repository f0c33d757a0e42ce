"""The frame as a Django app."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "throughline.frame"
    label = "frame"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Columns can be asked for many values at once, and forms speak plainly."""
        from throughline.frame import lookups  # noqa: F401 - to register them, once models are there
        from throughline.frame.form_words import speak_plainly

        speak_plainly()
