from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_published_decisions_are_frozen_as_editions")]
    operations = [take_rights("publication_edition")]
