from django.http import HttpResponse
from django.urls import path

from portal.urls import *  # noqa: F403
from portal.urls import urlpatterns

urlpatterns = [path("empty", lambda request: HttpResponse("ok", content_type="text/plain")), *urlpatterns]
