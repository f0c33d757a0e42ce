"""Which tables do agreements keep?"""

from .agreements import Agreement, AgreementSignature, AgreementText, SigningAuthority
from .clauses import Clause, ClauseVersion
from .contracts import ContractAmendment, ContractMilestone, ContractOption, LocalContract
from .diligence import LegalRecord, RecipientCheck, RegisterFile
from .grants import Condition, Grant, GrantAmount
from .joint import JointAction, JointPlan
from .posts import FundedPost, PostFilled, PostShare
from .specifications import Requirement, SpecificationVersion
from .terms import SpendRule, Terms, TermsCondition, TermsInstalment
from .variations import Variation, VariationLine

__all__ = [
    "Agreement",
    "AgreementSignature",
    "AgreementText",
    "Clause",
    "ClauseVersion",
    "Condition",
    "ContractAmendment",
    "ContractMilestone",
    "ContractOption",
    "FundedPost",
    "Grant",
    "GrantAmount",
    "JointAction",
    "JointPlan",
    "LegalRecord",
    "LocalContract",
    "PostFilled",
    "PostShare",
    "RecipientCheck",
    "RegisterFile",
    "Requirement",
    "SigningAuthority",
    "SpecificationVersion",
    "SpendRule",
    "Terms",
    "TermsCondition",
    "TermsInstalment",
    "Variation",
    "VariationLine",
]
