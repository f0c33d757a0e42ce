"""What came in before is known again by a key of its own, so that a new secret of the installation forgets nothing."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("caseload", "0005_monitoring_and_feedback_files_are_accounted_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenKey",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(default="taken", max_length=5, unique=True)),
                ("wrapped_key", models.BinaryField()),
            ],
        ),
    ]
