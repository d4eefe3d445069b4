"""Months in lower case, as they stand in a date."""

DATE_FORMAT = "j E Y г."
MONTH_DAY_FORMAT = "j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y г., H:i"
