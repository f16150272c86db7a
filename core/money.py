"""Amounts of euros as people write them."""

from decimal import Decimal


def euros(amount: Decimal) -> str:
    """``€ 5.000,00``."""
    return "€ " + f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
