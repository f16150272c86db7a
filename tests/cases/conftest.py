"""What the tests of cases share."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture
def photo() -> SimpleUploadedFile:
    """A small picture."""
    raw = io.BytesIO()
    Image.new("RGB", (8, 8)).save(raw, "JPEG")
    return SimpleUploadedFile("gevel.jpg", raw.getvalue())
