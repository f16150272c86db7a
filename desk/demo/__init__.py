"""Invented data for the demo, the screenshots and trying out: stories, a believable mix, bulk."""
