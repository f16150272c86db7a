"""Every change to cases and actions."""

from cases.operations.acting import (
    NewAction,
    assign_action,
    drop_action,
    reassign_action,
    report_on_action,
    return_action,
    verify_action,
)
from cases.operations.destroying import agree_destruction, tell_when_destroyed
from cases.operations.keeping import hold_while, keep_case, let_case_go
from cases.operations.moving import Closing, close_case, move_case, reopen_case
from cases.operations.opening import NewCase, edit_case, open_case
from cases.operations.parts import (
    add_note,
    add_signal,
    add_subject,
    restore_part,
    withdraw_part,
)
from cases.operations.team import (
    add_member,
    ask_opening,
    compartment_case,
    decide_opening,
    entrust_case,
    withdraw_member,
)

__all__ = [
    "Closing",
    "NewAction",
    "NewCase",
    "add_member",
    "add_note",
    "add_signal",
    "add_subject",
    "agree_destruction",
    "ask_opening",
    "assign_action",
    "close_case",
    "compartment_case",
    "decide_opening",
    "drop_action",
    "edit_case",
    "entrust_case",
    "hold_while",
    "keep_case",
    "let_case_go",
    "move_case",
    "open_case",
    "reassign_action",
    "reopen_case",
    "report_on_action",
    "restore_part",
    "return_action",
    "tell_when_destroyed",
    "verify_action",
    "withdraw_member",
    "withdraw_part",
]
