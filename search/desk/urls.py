from django.urls import path

from . import views

app_name = "search_desk"
urlpatterns = [
    path("", views.report, name="report"),
    path("versuch/", views.try_it, name="try"),
    path("<int:pk>/aufgabe/", views.make_task, name="make_task"),
    path("<int:pk>/vergessen/", views.forget, name="forget"),
]
