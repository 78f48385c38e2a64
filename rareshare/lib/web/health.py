"""Is this process alive, ready, and how is the house doing?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views import View
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from rareshare.lib import clock, crypto
from rareshare.lib.access import Access
from rareshare.lib.models import Heartbeat, Letter, StaffTask
from rareshare.lib.web.visitor import address_of

_applied_seen = False


def ready() -> HttpResponse:
    """200 where the database answers, all migrations are applied and the keys load; else 503."""
    missing = _missing()
    if missing:
        return HttpResponse(
            f"not ready: {missing}\n",
            status=503,
            content_type="text/plain",
            headers={"Retry-After": "2"},
        )
    return HttpResponse("ready\n", content_type="text/plain")


class Metrics(View):
    """Figures for a collector at an allowed address; for others this does not exist."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """Prometheus text format."""
        if str(address_of(request)) not in settings.METRICS_ALLOWED:
            return HttpResponseNotFound()
        return HttpResponse(generate_latest(_figures()), content_type="text/plain; version=0.0.4")


def _missing() -> str:
    global _applied_seen  # noqa: PLW0603 - migrations that were applied stay applied
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _applied_seen:
            _applied_seen = not _unapplied()
    except DatabaseError:
        connection.close()
        return "database"
    if not _applied_seen:
        return "migrations"
    try:
        crypto.current_key()
    except (ValueError, StopIteration):
        return "keys"
    return ""


def _unapplied() -> set[tuple[str, str]]:
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return set(loader.disk_migrations) - set(loader.applied_migrations)


def _figures() -> CollectorRegistry:
    registry = CollectorRegistry()
    now = clock.now()
    oldest = Letter.objects.filter(state="due", due_at__lte=now).order_by("due_at").first()
    age = (now - oldest.due_at).total_seconds() if oldest else 0
    Gauge("rareshare_oldest_due_letter_seconds", "How late is it", registry=registry).set(age)
    tasks = StaffTask.objects.filter(done_at=None).count()
    Gauge("rareshare_open_staff_tasks", "Waiting for a person", registry=registry).set(tasks)
    beat = Heartbeat.objects.filter(pk="worker").first()
    silent = (now - beat.at).total_seconds() if beat else -1
    Gauge("rareshare_heartbeat_age_seconds", "-1: never", registry=registry).set(silent)
    return registry
