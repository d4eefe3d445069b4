from django.urls import path

from . import feedback, views

app_name = "directory"
urlpatterns = [
    path("stadtteile/", views.district_list, name="districts"),
    path("stadtteile/<slug:slug>/", views.district, name="district"),
    path("melden/", feedback.report, name="feedback"),
    path("melden/danke/<str:receipt>/", feedback.received, name="feedback_received"),
]
