"""A place on a page that must be made unreadable, with the ground."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from access.records import Part
from documents.models.document import Document
from documents.policy import DocumentPolicy
from documents.woo import GROUNDS


class DocumentMark(Part):
    """One mark of the work in hand; a redacted version keeps its own copy of the marks it was made with.

    Places are in thousandths of the page, from its top left corner.
    """

    part_of = "document"
    policy = DocumentPolicy()
    document = models.ForeignKey(Document, models.CASCADE, related_name="open_marks")
    page = models.PositiveSmallIntegerField("blad")
    x = models.PositiveSmallIntegerField("van links", validators=[MaxValueValidator(1000)])
    y = models.PositiveSmallIntegerField("van boven", validators=[MaxValueValidator(1000)])
    width = models.PositiveSmallIntegerField("breedte", validators=[MaxValueValidator(1000)])
    height = models.PositiveSmallIntegerField("hoogte", validators=[MaxValueValidator(1000)])
    ground = models.CharField("grond", max_length=8, choices=list(GROUNDS.items()))
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "te lakken plek"
        constraints = [
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1)
                & Q(x__lte=1000 - F("width"))
                & Q(y__lte=1000 - F("height")),
                name="documents_mark_on_the_page",
            )
        ]
