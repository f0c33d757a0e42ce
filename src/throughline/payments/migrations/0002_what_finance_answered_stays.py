from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_instalments_and_runs_have_their_tables")]
    operations = [take_rights("payments_answerrow")]
