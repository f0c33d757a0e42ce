"""The ledger as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "throughline.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from throughline.ledger import guard

        post_migrate.connect(guard.after_migrate, sender=self, dispatch_uid="ledger.guard")
