from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_decisions_are_drafted_and_signed_here")]
    operations = [take_rights("decisions_revision", "decisions_draftversion")]
