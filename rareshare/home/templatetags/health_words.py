"""Spans of time as words."""

from datetime import timedelta

from django import template
from django.template.defaultfilters import pluralize

register = template.Library()


@register.filter
def in_words(span: timedelta) -> str:
    """Rounded as a person would say it: minutes, then hours up to two days, then days."""
    minutes = max(1, round(span.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} minute{pluralize(minutes)}"
    hours = round(minutes / 60)
    if hours <= 48:
        return f"{hours} hour{pluralize(hours)}"
    days = round(hours / 24)
    return f"{days} days"
