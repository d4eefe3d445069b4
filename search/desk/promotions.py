"""Wagtail's promoted results, without what needs a record of what people search for: we keep none."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions.forms import QueryForm
from wagtail.contrib.search_promotions.views import CreateView, EditView, IndexView

from search.folding import MAX_CHARACTERS, clean_query, words_of

from .listing import ShortSearch


class PromotionForm(QueryForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["query_string"]
        field.validators.append(MaxLengthValidator(MAX_CHARACTERS))
        field.help_text = _(
            "All of what people type, in one spelling: capitals, accents, ä or ae do not matter. For another spelling or "
            "language, add another promoted result."
        )

    def clean_query_string(self) -> str:
        text = clean_query(self.cleaned_data["query_string"])
        if not words_of(text):
            raise ValidationError(_("Please write at least one word."))
        return text


class PromotionListView(ShortSearch, IndexView):
    columns = [column for column in IndexView.columns if column.name != "views"]


class AddPromotionView(CreateView):
    form_class = PromotionForm
    template_name = "search/desk/add_promotion.html"

    def get_initial(self) -> dict:
        """The search that the report hands over."""
        return {"query_string": clean_query(self.request.GET.get("query_string", ""))}


class EditPromotionView(EditView):
    form_class = PromotionForm


def urls() -> list:
    """In the place of Wagtail's own of the same addresses."""
    return [
        path("searchpicks/", PromotionListView.as_view()),
        path("searchpicks/results/", PromotionListView.as_view(results_only=True)),
        path("searchpicks/add/", AddPromotionView.as_view()),
        path("searchpicks/<int:query_id>/", EditPromotionView.as_view()),
    ]
