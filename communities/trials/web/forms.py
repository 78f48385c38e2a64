"""The forms of this room: what to look for, and where a person wants to hear of studies."""

from collections.abc import Sequence
from typing import Any

from django import forms

from communities.trials.queries import Town, country_names
from communities.trials.states import Group

SHOW = {"now": Group.NOW, "soon": Group.SOON, "other": Group.OTHER}
DISTANCES = [25, 50, 100, 250, 500, 1000]
USUAL_DISTANCE = 100
UNITS = [("km", "kilometers"), ("miles", "miles")]
MOST_OFFERED = 120


def distance_fields() -> dict[str, forms.Field]:
    """How far away a place may be."""
    return {
        "distance": forms.TypedChoiceField(
            choices=[(str(one), f"{one:,}") for one in DISTANCES],
            coerce=int,
            empty_value=None,
            initial=str(USUAL_DISTANCE),
            required=False,
            label="How far away?",
            error_messages={"invalid_choice": "Choose how far away it may be."},
        ),
        "unit": forms.ChoiceField(
            choices=UNITS,
            required=False,
            label="Kilometers or miles?",
            initial="km",
            error_messages={"invalid_choice": "Choose kilometers or miles."},
        ),
    }


class NearField(forms.ChoiceField):
    """One of the towns that studies name, under their countries."""

    def __init__(self, towns: Sequence[Town], first: str) -> None:
        super().__init__(
            choices=[("", first), *_by_country(towns)],
            required=False,
            label="Near which place?",
            error_messages={"invalid_choice": "Choose a place from the list."},
        )


class SearchForm(forms.Form):
    """What to look for among the studies of one illness. Every part may stay as it is."""

    status = forms.ChoiceField(
        choices=[("", "All"), *((key, group.label) for key, group in SHOW.items())],
        required=False,
        label="Which studies?",
        error_messages={"invalid_choice": "Choose which studies you want to see."},
    )
    use_required_attribute = False

    def __init__(self, data: Any, *, towns: Sequence[Town]) -> None:
        super().__init__(data, auto_id="search_%s")
        names = country_names(towns)
        self.fields["country"] = forms.ChoiceField(
            choices=[("", "All"), *((name, name) for name in names)],
            required=False,
            label="In which country?",
            error_messages={"invalid_choice": "Choose a country from the list."},
        )
        country, near = self.data.get("country", ""), self.data.get("near", "")
        offered = towns_offered(towns, country, near)
        first = "Anywhere" if offered or not towns else "Choose a country first"
        self.fields["near"] = NearField(offered, first)
        self.fields |= distance_fields()


class WatchForm(forms.Form):
    """Which illness, and near which place."""

    condition = forms.CharField(widget=forms.HiddenInput(), max_length=16)

    def __init__(self, data: Any = None, *, towns: Sequence[Town] = (), **chosen: Any) -> None:
        super().__init__(data, auto_id="watch_%s", initial=chosen)
        near = (chosen if data is None else data).get("near", "")
        self.fields["near"] = NearField(towns_offered(towns, near=near), "Anywhere")
        self.fields |= distance_fields()


def towns_offered(towns: Sequence[Town], country: str = "", near: str = "") -> list[Town]:
    """The towns of a country, or all where they are few enough for one list; of very many those
    with the most places, and always the one that is chosen."""
    here = [town for town in towns if not country or town.country == country]
    if not country and len(here) > MOST_OFFERED:
        return [town for town in here if town.key == near]
    busiest = sorted(here, key=lambda town: -town.places)[:MOST_OFFERED]
    kept = {town.key for town in busiest} | {near}
    return [town for town in here if town.key in kept]


def _by_country(towns: Sequence[Town]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for town in towns:
        groups.setdefault(town.country or "Other places", []).append((town.key, town.label))
    return list(groups.items())
