"""The addresses of the portal and some that go wrong."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import path

from portal.urls import handler403, handler404, handler500  # noqa: F401
from portal.urls import urlpatterns as own


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


def broken(request):
    raise ZeroDivisionError


urlpatterns = [
    *i18n_patterns(path("verboten/", forbidden), path("kaputt/", broken), path("seltsam/", suspicious)),
    *own,
]
