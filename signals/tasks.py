"""Work in the background: ids only, each can be done twice without harm."""

from __future__ import annotations

from access.jobs import job, long_job, one_by_one
from signals.intake.clearing import clear_old_imports, take_up_silent_runs
from signals.intake.run import run_to_the_end
from signals.operations.destroying import destroy_signal, due_for_destruction
from signals.operations.sealing import due_for_sealing, seal_signal
from signals.operations.telling import mail_reporter


@long_job(why="an import that somebody started")
def run_import(run_id: str) -> None:
    """Read an import to its end."""
    run_to_the_end(run_id)


@job(why="imports whose worker fell away go on")
def resume_imports() -> None:
    """Put silent imports back in the queue."""
    take_up_silent_runs()


@job(why="files and rows of finished imports are kept no longer than needed")
def forget_imports() -> None:
    """Forget received files and settled rows after the term."""
    clear_old_imports()


@job(why="a reporter hears that the status of his report changed")
def tell_reporter(report_id: str) -> None:
    """Mail the reporter, without content."""
    mail_reporter(report_id)


@long_job(why="signals without follow-up are sealed")
def seal_due() -> None:
    """Seal what was decided longer than the time to take it back."""
    one_by_one(due_for_sealing, seal_signal, why="verzegelen van signalen zonder vervolg")


@long_job(why="the sealed year of signals is over")
def destroy_expired_seals() -> None:
    """Destroy the keys and the content of signals whose year has passed."""
    one_by_one(due_for_destruction, destroy_signal, why="vernietigen van signalen na het verzegelde jaar")
