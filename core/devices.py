"""A browser's own long name, said in the words that people know it by."""

from __future__ import annotations

from typing import Final

# Order counts: Edge says that it is Chrome as well, Chrome that it is Safari, a phone that it is Linux.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """``Chrome op Windows``; an unknown browser or system is said to be unknown."""
    text = user_agent.replace("HeadlessChrome/", "Chrome/")
    browser = next((name for mark, name in BROWSERS if mark in text), "")
    system = next((name for mark, name in SYSTEMS if mark in text), "")
    if not browser and not system:
        return "Onbekend apparaat"
    return f"{browser or 'Onbekende browser'} op {system}" if system else browser
