"""Jobs of administration."""

from access.jobs import job
from accounts import operations


@job(why="rechten beëindigen waarvan de termijn voorbij is")
def expire_rights() -> None:
    """End roles whose term passed, or that nobody confirmed in time."""
    operations.expire_rights()
