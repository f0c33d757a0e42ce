"""Which tables do payments keep?"""

from .instalments import Hold, Instalment, Override
from .recoveries import Recovery
from .runs import Answer, AnswerRow, ColumnMapping, PaymentRequest, RequestRun, SupplierCode

__all__ = [
    "Answer",
    "AnswerRow",
    "ColumnMapping",
    "Hold",
    "Instalment",
    "Override",
    "PaymentRequest",
    "Recovery",
    "RequestRun",
    "SupplierCode",
]
