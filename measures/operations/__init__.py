"""Every change to measures and claims."""

from measures.operations.details import fill_closure, record_drugs, set_order, write_proportionality
from measures.operations.parties import (
    add_ground,
    involve_party,
    note_notice,
    register_party,
    withdraw_ground,
    withdraw_party,
)
from measures.operations.starting import NewMeasure, start_measure
from measures.operations.stepping import Step, take_step, undo_step

__all__ = [
    "NewMeasure",
    "Step",
    "add_ground",
    "fill_closure",
    "involve_party",
    "note_notice",
    "record_drugs",
    "register_party",
    "set_order",
    "start_measure",
    "take_step",
    "undo_step",
    "withdraw_ground",
    "withdraw_party",
    "write_proportionality",
]
