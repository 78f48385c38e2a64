"""The form of one section, made from the questionnaire's data."""

from typing import Any

from django import forms

from registry.answers.questionnaire import Item, Section

# Longer lists are a menu: ninety radio buttons help nobody.
MOST_RADIOS = 12
SKIP = ("", "I leave this out")


class SectionForm(forms.Form):
    """All questions of one section; each may be left out."""

    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, section: Section, proxy: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        for item in section.items:
            self.fields[item.key] = _field(item, item.text_proxy if proxy else item.text)

    def answers(self) -> dict[str, Any]:
        """What was chosen, by question."""
        return {item.key: self.cleaned_data.get(item.key) for item in self.section.items}


def _field(item: Item, text: str) -> forms.Field:
    error = {"invalid_choice": "Choose one of the answers."}
    if item.many:
        return forms.MultipleChoiceField(
            label=text,
            choices=list(item.values),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages=error,
        )
    radios = len(item.values) <= MOST_RADIOS
    return forms.ChoiceField(
        label=text,
        choices=[*item.values, SKIP] if radios else [SKIP, *item.values],
        required=False,
        widget=forms.RadioSelect if radios else forms.Select,
        error_messages=error,
    )
