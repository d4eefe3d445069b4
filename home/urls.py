from django.urls import path

from .feeds import NewsFeed

app_name = "home"
urlpatterns = [path("aktuelles/feed/", NewsFeed(), name="news_feed")]
