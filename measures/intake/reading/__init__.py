"""What stands in the rows of an old register, in free wording. Pure: no Django, no clock."""
