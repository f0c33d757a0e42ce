from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("frame", "0001_files_are_found_by_their_hash")]
    operations = [take_rights("frame_storedfile")]
