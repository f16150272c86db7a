"""Levels of confidentiality, in the words of the ZGW standard."""

from django.db import models


class Confidentiality(models.IntegerChoices):
    """How secret a record is; a user sees it when his clearance is at least as high."""

    INTERN = 1, "Intern"
    ZAAKVERTROUWELIJK = 2, "Zaakvertrouwelijk"
    VERTROUWELIJK = 3, "Vertrouwelijk"
    GEHEIM = 4, "Geheim"
