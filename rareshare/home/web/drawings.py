"""The charts of the health page; each stands beside its sentence and its table."""

from django.utils.safestring import SafeString

from forum.talk.queries import Answers
from rareshare.home.health import FEW, Health
from rareshare.lib.charts import Bar, bar_chart


def answers_chart(health: Health) -> SafeString:
    """Topics and questions: how many had an answer in time, how many had not."""
    bars = [*_bars("Topics", health.talk), *_bars("Questions", health.experts)]
    return _drawn("answers", "First answers within 72 hours", bars)


def months_chart(health: Health) -> SafeString:
    """Who joined, month by month."""
    bars = [
        Bar(f"{month.first:%b %Y}", month.joined or 0, "" if month.joined is not None else few())
        for month in health.months
    ]
    return _drawn("months", "New members in each month", bars)


def writers_chart(health: Health) -> SafeString:
    """Who wrote, month by month."""
    bars = [Bar(f"{month.first:%b %Y}", month.writers) for month in health.months]
    return _drawn("writers", "People who wrote in each month", bars)


def leaders_chart(health: Health) -> SafeString:
    """What leaders wrote, month by month."""
    bars = [Bar(f"{month.first:%b %Y}", month.by_leaders) for month in health.months]
    return _drawn("leaders", "Posts of all leaders in each month", bars)


def few() -> str:
    """How a number is written that is too small to tell."""
    return f"0 to {FEW - 1}"


def _drawn(name: str, title: str, bars: list[Bar]) -> SafeString:
    """Nothing where every bar would be empty: a picture of nothing says nothing."""
    if not any(bar.value for bar in bars):
        return SafeString("")
    return bar_chart(name, title, "The table above holds the same numbers.", bars)


def _bars(what: str, answers: Answers) -> list[Bar]:
    return [
        Bar(f"{what}: in time", answers.in_time),
        Bar(f"{what}: later", answers.late, second=True),
    ]
