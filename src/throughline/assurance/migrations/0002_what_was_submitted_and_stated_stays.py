from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_returns_and_scrutiny_have_their_tables")]
    operations = [
        take_rights(
            "assurance_returnversion",
            "assurance_certification",
            "assurance_statement",
            "assurance_score",
            "assurance_response",
            "assurance_riskreading",
        )
    ]
