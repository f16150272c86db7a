"""Every change of a control."""

from inspections.operations.findings import (
    NewFinding,
    Recorded,
    add_photos,
    record_finding,
    start_signal,
    step_finding,
)
from inspections.operations.planning import Plan, change_plan, prepare_inspection
from inspections.operations.route import NewStop, add_stop, drop_stop, move_stop
from inspections.operations.stepping import steps_open, take_step
from inspections.operations.taking_part import (
    add_member,
    drop_member,
    drop_participant,
    give_feedback,
    set_participant,
)
from inspections.operations.visiting import enter_stop, finish_stop, note_revisit, plan_revisit
from inspections.operations.writing import NewLine, withdraw_line, write_line

__all__ = [
    "NewFinding",
    "NewLine",
    "NewStop",
    "Plan",
    "Recorded",
    "add_member",
    "add_photos",
    "add_stop",
    "change_plan",
    "drop_member",
    "drop_participant",
    "drop_stop",
    "enter_stop",
    "finish_stop",
    "give_feedback",
    "move_stop",
    "note_revisit",
    "plan_revisit",
    "prepare_inspection",
    "record_finding",
    "set_participant",
    "start_signal",
    "step_finding",
    "steps_open",
    "take_step",
    "withdraw_line",
    "write_line",
]
