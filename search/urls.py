from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("suche/", views.page, name="page"),
    path("suche/vorschlaege/", views.suggestions, name="suggestions"),
]
