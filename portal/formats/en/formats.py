"""Dates as the admin's forms write them, read in English as well (see WAGTAIL_DATE_FORMAT)."""

from django.conf.locale.en.formats import DATE_INPUT_FORMATS as DATES
from django.conf.locale.en.formats import DATETIME_INPUT_FORMATS as MOMENTS

DATE_INPUT_FORMATS = ["%d.%m.%Y", *DATES]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H:%M", *MOMENTS]
