"""Addresses outside of the languages."""

from django.urls import path

from . import views

app_name = "sitemap"
urlpatterns = [
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemap-<str:language>.xml", views.sitemap, name="sitemap"),
]
