from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_decisions_and_readings_have_their_tables")]
    operations = [take_rights("decisions_awardline", "decisions_yearamount", "decisions_signoff")]
