"""The forms of the yearly update."""

from django import forms


class ConfirmForm(forms.Form):
    """One button; the hidden number says which year's question it answers."""

    cycle = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
