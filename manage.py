#!/usr/bin/env python
"""Start Django's command line."""

import os
import sys

if __name__ == "__main__":
    from vik.local.commands import complete_environment

    complete_environment(sys.argv, os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vik.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
