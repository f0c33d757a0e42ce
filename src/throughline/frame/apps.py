"""The frame as a Django app."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "throughline.frame"
    label = "frame"
    default_auto_field = "django.db.models.BigAutoField"
