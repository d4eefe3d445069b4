"""The month in the genitive, days without a leading zero."""

DATE_FORMAT = "j E Y р."
MONTH_DAY_FORMAT = "j E"
DATETIME_FORMAT = "j E Y р. H:i"
