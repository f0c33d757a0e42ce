from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_extracts_are_held_and_tables_leave")]
    operations = [take_rights("evidence_release")]
