"""The month in the genitive, hours with two digits as everywhere on the portal."""

MONTH_DAY_FORMAT = "j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y г. H:i"
