"""Only the owner migrates: for the application role it would be noted and not done."""

import pytest
from django.core.management import CommandError, call_command, load_command_class


def test_the_owner_migrates_unless_told_otherwise():
    parser = load_command_class("rareshare.lib", "migrate").create_parser("manage.py", "migrate")
    assert parser.parse_args([]).database == "owner"


def test_the_application_role_is_refused():
    with pytest.raises(CommandError, match="owner"):
        call_command("migrate", database="default", verbosity=0)
