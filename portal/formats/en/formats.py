"""English as in Europe, with the day first and 24 hours; the admin's forms read the same (see WAGTAIL_DATE_FORMAT)."""

from django.conf.locale.en.formats import DATE_INPUT_FORMATS as DATES
from django.conf.locale.en.formats import DATETIME_INPUT_FORMATS as MOMENTS

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
DATE_INPUT_FORMATS = ["%d.%m.%Y", *DATES]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", *MOMENTS]
