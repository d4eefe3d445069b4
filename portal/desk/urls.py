from django.urls import path

from . import actions, views

app_name = "translation_desk"
urlpatterns = [
    path("", views.types, name="types"),
    path("pages/", views.pages, name="pages"),
    path("import/", views.import_file, name="import"),
    path("confirm/<int:pk>/", actions.confirm, name="confirm"),
    path("up-to-date/<int:pk>/", actions.is_up_to_date, name="is_up_to_date"),
    path("machine/<int:pk>/<slug:code>/", actions.by_machine, name="by_machine"),
    path("again/", actions.try_again, name="try_again"),
    path("batch/<int:pk>/", actions.go_on, name="go_on"),
    path("batch/<int:pk>/away/", actions.put_away, name="put_away"),
]
