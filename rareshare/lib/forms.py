"""Form fields the house shares: honest text, choices without a default, dates in three fields."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rareshare.lib import clock, text
from rareshare.lib.errors import Invalid

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class LineField(forms.CharField):
    """One line of text from a person."""

    def __init__(self, *, limit: int = 200, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("widget", forms.TextInput())
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """NFC, single spaces, no hidden characters."""
        return _honest(text.clean_line, super().clean(value), self.limit)


class TextField(forms.CharField):
    """Several lines of text from a person."""

    def __init__(self, *, limit: int = 20_000, rows: int = 6, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """NFC, LF line ends, no hidden characters."""
        return _honest(text.clean_text, super().clean(value), self.limit)


class ChoiceOf(forms.ChoiceField):
    """One of a few choices as radio buttons; none is chosen for the person."""

    def __init__(self, choices: Any, *, error: str = "Choose one answer.", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.RadioSelect())
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"] = {
            "required": error,
            "invalid_choice": error,
            **kwargs["error_messages"],
        }
        super().__init__(choices=choices, **kwargs)


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year as three text fields (people remember dates in parts)."""

    template_name = "django/forms/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, *, birthday: bool = False, attrs: Mapping[str, Any] | None = None) -> None:
        self.birthday = birthday
        parts: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name in ("day", "month", "year"):
            own: dict[str, str] = {"inputmode": "numeric"} if name != "month" else {}
            if birthday:
                own["autocomplete"] = f"bday-{name}"
            parts[name] = forms.TextInput(attrs=own)
        super().__init__(widgets=parts, attrs=dict(attrs or {}))

    def decompress(self, value: date | str | None) -> list[Any]:
        """The three parts of a date."""
        if isinstance(value, str) and value:
            value = date.fromisoformat(value)
        return [value.day, value.month, value.year] if isinstance(value, date) else [None] * 3


class DatePartsField(forms.MultiValueField):
    """A date from three fields; accepts 'jan'; names the part that is missing or wrong."""

    widget = DatePartsWidget

    def __init__(self, *, subject: str = "The date", birthday: bool = False, **kwargs: Any) -> None:
        self.subject = subject
        kwargs.setdefault("widget", DatePartsWidget(birthday=birthday))
        fields = [forms.CharField(required=False, max_length=20) for _ in range(3)]
        self._birthday = birthday
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        """The date, or an error that says which part to correct."""
        parts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(parts):
            if self.required:
                raise ValidationError(f"Enter {self.subject[0].lower()}{self.subject[1:]}.")
            return None
        for part, name in zip(parts, ("a day", "a month", "a year"), strict=True):
            if not part:
                raise ValidationError(f"{self.subject} must include {name}.")
        return self._real(parts)

    def compress(self, data_list: Any) -> Any:
        """Not used: `clean` reads the parts itself."""
        return data_list

    def _real(self, parts: list[str]) -> date:
        day, month, year = parts[0], _month(parts[1]), parts[2]
        if not re.fullmatch(r"\d{1,2}", day) or not month or not re.fullmatch(r"\d{4}", year):
            raise ValidationError(f"{self.subject} must be a real date, such as 27 3 1970.")
        try:
            found = date(int(year), month, int(day))
        except ValueError as error:
            raise ValidationError(
                f"{self.subject} must be a real date, such as 27 3 1970."
            ) from error
        if self._birthday:
            _check_birthday(found, self.subject)
        return found


def _check_birthday(found: date, subject: str) -> None:
    if found > clock.today():
        raise ValidationError(f"{subject} must be in the past.")
    if found.year < clock.today().year - 120:
        raise ValidationError(f"{subject} must be in the last 120 years. Check the year.")


def _month(part: str) -> int:
    if re.fullmatch(r"\d{1,2}", part):
        return int(part) if 1 <= int(part) <= 12 else 0
    short = part.casefold()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _honest(clean: Any, value: str, limit: int) -> str:
    try:
        return str(clean(value, limit=limit))
    except Invalid as error:
        raise ValidationError(error.detail) from error
