"""Django's registration of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "communities.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lists of members leave the house only past the alarm on bulk reading; workers must know
        this room's letters."""
        from communities.groups import watching
        from communities.people import emails  # noqa: F401
        from communities.people.operations import watch_reading

        watching.register(watch_reading)
