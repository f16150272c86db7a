"""Jobs of access."""

import logging

from access.acl import rebuild_all
from access.jobs import long_job

logger = logging.getLogger(__name__)


@long_job(why="nachtelijke controle van toegangsrechten")
def rebuild_acl() -> None:
    """Derive every acl anew; drift is an alarm in the log."""
    for drift in rebuild_all():
        if drift.repaired:
            logger.error("acl drift: %s repaired %d of %d", drift.model, drift.repaired, drift.checked)
