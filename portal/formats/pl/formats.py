"""A comma before the time."""

DATETIME_FORMAT = "j E Y, H:i"
