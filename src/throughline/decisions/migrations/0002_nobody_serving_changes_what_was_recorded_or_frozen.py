from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_decisions_readings_drafts_and_signatures_have_their_tables")]
    operations = [
        take_rights(
            "decisions_awardline",
            "decisions_yearamount",
            "decisions_signoff",
            "decisions_revision",
            "decisions_draftversion",
            "decisions_sentback",
        )
    ]
