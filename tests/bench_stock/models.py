"""The entries of the benchmark as Wagtail's own search knows them."""

from django.db import models
from modelsearch import index


class StockEntry(index.Indexed, models.Model):
    language = models.CharField(max_length=20, db_index=True)
    title = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    labels = models.TextField()

    search_fields = [
        index.SearchField("title", boost=10),
        index.SearchField("labels", boost=4),
        index.SearchField("summary", boost=3),
        index.SearchField("body"),
        index.FilterField("language"),
    ]

    class Meta:
        app_label = "bench_stock"

    def __str__(self) -> str:
        return self.title
