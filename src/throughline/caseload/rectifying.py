"""What of who somebody is may be put right, and how is each called?"""

FIELDS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "date_of_birth": "Date of birth",
    "sex": "Sex",
    "crn": "CRN",
    "nomis": "Prison number",
    "phone": "Phone",
    "email": "E-mail address",
    "address": "Address",
    "language": "Language of an interpreter",
    "accessibility": "What helps them to take part",
    "caring": "Whom they care for",
    "ethnicity": "Ethnicity",
}
STATEMENT = "statement"
