"""What a letter reads: filled from the record, field by field."""

from measures.letters.filling import Given, address_of, values_of
from measures.letters.fitting import Choice, choices_for, recipients_for

__all__ = ["Choice", "Given", "address_of", "choices_for", "recipients_for", "values_of"]
