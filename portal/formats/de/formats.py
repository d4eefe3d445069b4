"""A date with its time as people say it."""

DATETIME_FORMAT = "j. F Y, H:i \\U\\h\\r"
