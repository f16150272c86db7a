"""Write a signed checkpoint now."""

import base64
from typing import Any

from django.core.management.base import BaseCommand

from audit import checkpoints


class Command(BaseCommand):
    """``manage.py audit_checkpoint``."""

    help = "Teken de laatste regel van het logboek en bewaar dat buiten de database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say with which public key it can be checked."""
        point = checkpoints.write_checkpoint()
        key = base64.b64encode(checkpoints.public_key()).decode()
        self.stdout.write(f"ijkpunt {point['day']} nr. {point['seq']}; publieke sleutel {key}")
