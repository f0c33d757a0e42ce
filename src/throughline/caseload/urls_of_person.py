"""The addresses of a person's pages for the service, of their assessments and notes."""

from django.urls import path, register_converter

from .views import assessing, cases, notes, plan


class ReferenceConverter:
    """A referral's reference in an address: DR-ABC-DEF."""

    regex = "DR-[0-9B-Z]{3}-[0-9B-Z]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "case")

_CASE = "people/<case:reference>/"

urlpatterns = [
    path("my-people/", cases.my_people, name="my-people"),
    path(_CASE, cases.case, name="case"),
    path(f"{_CASE}referral/", cases.referral, name="case-referral"),
    path(f"{_CASE}referral/read/", cases.read_alerts, name="case-referral-read"),
    path(f"{_CASE}needs/", assessing.needs, name="case-needs"),
    path(f"{_CASE}needs/picture.svg", assessing.picture, name="case-needs-picture"),
    path(f"{_CASE}needs/begin/<slug:kind>/", assessing.begin, name="assessment-begin"),
    path(f"{_CASE}needs/<uuid:assessment_id>/", assessing.assessment, name="assessment"),
    path(f"{_CASE}needs/<uuid:assessment_id>/complete/", assessing.complete, name="assessment-complete"),
    path(f"{_CASE}needs/<uuid:assessment_id>/discard/", assessing.discard, name="assessment-discard"),
    path(f"{_CASE}needs/<uuid:assessment_id>/<slug:section>/", assessing.section, name="assessment-section"),
    path(f"{_CASE}plan/", plan.plan, name="case-plan"),
    path(f"{_CASE}plan.pdf", plan.plan_pdf, name="case-plan-pdf"),
    path(f"{_CASE}start/", plan.start, name="pathway-start"),
    path(f"{_CASE}contacts/", notes.contacts, name="case-contacts"),
    path(f"{_CASE}notes/<uuid:note_id>/correct/", notes.correct, name="note-correct"),
    path(f"{_CASE}feedback/", cases.feedback, name="case-feedback"),
    path(f"{_CASE}access/", cases.access, name="case-access"),
]
