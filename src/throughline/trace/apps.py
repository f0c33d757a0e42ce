"""The trace room as a Django app."""

from django.apps import AppConfig


class TraceConfig(AppConfig):
    name = "throughline.trace"
    label = "trace"
    default_auto_field = "django.db.models.BigAutoField"
