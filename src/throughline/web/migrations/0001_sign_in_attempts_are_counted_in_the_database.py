"""A cache in the database, so that throttling holds over all web processes and machines."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE frame_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX frame_cache_expires ON frame_cache (expires);
            """,
            "DROP TABLE frame_cache;",
        )
    ]
