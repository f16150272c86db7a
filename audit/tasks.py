"""The hourly checkpoint. It needs no database context: the log has a door of its own."""

from celery import shared_task

from audit import checkpoints


@shared_task
def write_checkpoint() -> None:
    """Sign the last audit line and keep that outside the database.

    Fails loudly when the log is no longer what was signed before.
    """
    checkpoints.write_checkpoint()
