from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("caseload", "0002_referrals_of_a_unit_stand_by_day")]

    operations = [
        take_rights(
            "caseload_importedevent",
            "caseload_importedreject",
            "caseload_note",
            "caseload_paper",
            "caseload_read",
            "caseload_taken",
        )
    ]
