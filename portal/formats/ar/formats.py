"""Dates as they are written in Arabic; Django has the day and its year apart and times in English order."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y، H:i"
