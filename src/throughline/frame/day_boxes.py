"""How is a day asked for, on every page?"""

from typing import Any

from django import forms
from django.utils.dates import MONTHS

EARLIEST, LATEST = 1990, 2100
_DAY = "Write the day as three numbers, such as 28 5 2024."


class DayBoxes(forms.SelectDateWidget):
    """Three boxes: day, month, year. What was typed stays, also when it is no date."""

    def format_value(self, value: Any) -> dict[str, Any]:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return {"year": year, "month": month, "day": day}
        return {key: part or "" for key, part in super().format_value(value).items()}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in ("year", "month", "day")]
        return "-".join(parts) if any(parts) else None


class DayField(forms.DateField):
    """A business date."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _DAY)
        super().__init__(widget=DayBoxes(), input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            names = {str(name)[:3].lower(): str(number) for number, name in MONTHS.items()}
            value = f"{year}-{names.get(month[:3].lower(), month)}-{day}"
        found = super().to_python(value)
        if found is not None and not EARLIEST <= found.year <= LATEST:
            raise forms.ValidationError(f"The year lies between {EARLIEST} and {LATEST}.")
        return found
