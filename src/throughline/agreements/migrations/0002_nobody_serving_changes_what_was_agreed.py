from django.db import migrations

from throughline.frame.append_only import take_rights


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_grants_and_agreements_have_their_tables")]
    operations = [
        take_rights(
            "agreements_grantamount",
            "agreements_agreementtext",
            "agreements_agreementsignature",
            "agreements_clauseversion",
            "agreements_recipientcheck",
            "agreements_legalrecord",
            "agreements_contractamendment",
        )
    ]
