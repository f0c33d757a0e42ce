from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_everything_that_governance_keeps_is_an_item")]
    operations = [take_rights("governance_entry", "governance_riskreview")]
