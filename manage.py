#!/usr/bin/env python
"""Django's command line: every command here is a door into the same operations."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
    os.environ.setdefault("RARESHARE_DOOR", "command")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
