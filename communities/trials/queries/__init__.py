"""What can be read of studies. All of it is public but a person's own watches."""

from communities.trials.queries.places import (
    Point,
    Town,
    country_names,
    point_of,
    town_at,
    towns_of,
)
from communities.trials.queries.trials import (
    Listing,
    conditions_of,
    count_by_group,
    history_of,
    newest_of,
    trial_by_number,
    trial_of,
    trials_of,
    when_last_looked,
    with_places,
)
from communities.trials.queries.watches import news_for, watch_of, watches_of

__all__ = [
    "Listing",
    "Point",
    "Town",
    "conditions_of",
    "count_by_group",
    "country_names",
    "history_of",
    "newest_of",
    "news_for",
    "point_of",
    "town_at",
    "towns_of",
    "trial_by_number",
    "trial_of",
    "trials_of",
    "watch_of",
    "watches_of",
    "when_last_looked",
    "with_places",
]
