from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("frame", "0001_files_letters_and_kept_forms_have_their_tables")]
    operations = [take_rights("frame_storedfile")]
