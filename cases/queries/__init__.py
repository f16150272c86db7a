"""What pages read of cases and actions, already limited to what the actor may see."""

from cases.queries.wording import description_problem

__all__ = ["description_problem"]
