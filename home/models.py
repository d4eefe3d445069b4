from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelsearch import index
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageQuerySet

from portal.facts import FactsMixin, PageCopyForm
from portal.pages import PortalPage
from portal.panels import LIST_PAGE_PANELS, FactRowsPanel, title_panel
from portal.words.fields import words

from .blocks import StoryBlock

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


class HomePage(FactsMixin, Page):
    lead = models.TextField(_("what one can do here"), max_length=300, blank=True)
    introduced = models.ForeignKey(
        "directory.OrganizationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organization introduced"),
    )
    situations = models.ForeignKey(
        "home.StandardPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("life situations"),
        help_text=_("The page whose child pages stand on the home page as life situations."),
    )

    explained = models.ForeignKey(
        "home.StandardPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the portal explained"),
        help_text=_("A page that exists in easy language, and best in sign language: what ISI is and how to use it."),
    )

    helps = models.ForeignKey(
        "directory.OrganizationPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("office that helps on"),
        help_text=_("Its phone number stands where a search finds nothing."),
    )

    FACTS = ("introduced", "situations", "explained", "helps")
    translatable_fields = words("lead")

    page_description = _("The first page of a language.")
    content_panels = [
        title_panel(_("Title"), _("The motto. It stands large on the home page.")),
        FieldPanel("lead", help_text=_("One or two sentences in plain words.")),
        FieldPanel("introduced", help_text=_("It is shown on the home page. Please change it now and then.")),
        FieldPanel("situations"),
        FieldPanel("explained"),
        FieldPanel("helps"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "directory.OfferIndexPage",
        "directory.OrganizationIndexPage",
        "home.NewsIndexPage",
        "home.StandardPage",
    ]
    template = "home/home.html"

    class Meta:
        verbose_name = _("home page")

    @classmethod
    def can_create_at(cls, parent) -> bool:
        return Page.can_create_at.__func__(cls, parent)

    def get_context(self, request, *args, **kwargs):
        from .views import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self)


class StandardPage(FactsMixin, Page):
    """A page made of blocks. Its live children are listed on it; so a life situation is just one more child."""

    class Sign(models.TextChoices):
        """Names in the sprite `signs.svg`."""

        DOOR = "door", _("door")
        BOOK = "book", _("book")
        SCHOOL = "school", _("school")
        WORK = "work", _("work")
        WOMEN = "women", _("women")
        ELDERLY = "elderly", _("older people")
        SHIELD = "shield", _("shield")
        COMPASS = "compass", _("compass")
        INFO = "info", _("information")
        PARAGRAPH = "paragraph", _("paragraph")
        LOCK = "lock", _("lock")
        ACCESS = "access", _("accessibility")

    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    body = StreamField(StoryBlock(), verbose_name=_("content"), blank=True)
    sign = models.CharField(_("sign"), max_length=20, choices=Sign.choices, default=Sign.INFO, blank=True)
    in_footer = models.BooleanField(_("link at the foot of every page"), default=False)

    sign_video = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("video in German Sign Language"),
        help_text=_("An .mp4 or .webm file. It is shown above the text."),
    )
    sign_captions = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("captions of the video"),
        help_text=_("A .vtt file: what is signed, in German, for those who do not sign."),
    )

    FACTS = ("sign", "in_footer", "sign_video", "sign_captions")
    translatable_fields = words("summary", "body")

    page_description = _(
        "A page made of blocks: text, pictures, steps, and lists of offers that keep themselves current."
    )
    content_panels = [
        title_panel(_("Title")),
        FieldPanel("summary", help_text=_("It stands below the title and on the cards that lead here.")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("sign"), FieldPanel("in_footer")])], heading=_("On cards and at the foot")
        ),
        MultiFieldPanel([FieldPanel("sign_video"), FieldPanel("sign_captions")], heading=_("Sign language")),
    ]
    search_fields = Page.search_fields + [index.SearchField("summary"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard.html"

    class Meta:
        verbose_name = _("page")

    def clean(self):
        super().clean()
        problems = {}
        if self.sign_video and self.sign_video.file_extension.lower() not in VIDEO_TYPES:
            problems["sign_video"] = _("Please choose an .mp4 or .webm file.")
        if self.sign_captions and self.sign_captions.file_extension.lower() != "vtt":
            problems["sign_captions"] = _("Please choose a .vtt file.")
        if self.sign_video and not self.sign_captions:
            problems["sign_captions"] = _("A video needs captions.")
        if problems:
            raise ValidationError(problems)

    def get_context(self, request, *args, **kwargs):
        from .views import standard_context

        return super().get_context(request, *args, **kwargs) | standard_context(self)


class NewsIndexPage(PortalPage, Page):
    intro = models.TextField(_("introduction"), blank=True, max_length=300)

    translatable_fields = words("intro")
    page_description = _("The page on which all news stand.")
    content_panels = LIST_PAGE_PANELS
    copy_form_class = PageCopyForm
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")

    def serve(self, request, *args, **kwargs):
        from .views import news_list

        return news_list(request, self)

    def serve_preview(self, request, mode_name):
        return self.serve(request)


class NewsTag(TaggedItemBase):
    content_object = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsQuerySet(PageQuerySet):
    def for_serving(self):
        return self.live().select_related("picture")

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def released(self, today=None):
        """Articles whose day has come."""
        return self.live().public().filter(date__lte=today or timezone.localdate())


class NewsPage(FactsMixin, Page):
    intro = models.TextField(_("introduction"), max_length=300)
    body = StreamField(StoryBlock(), verbose_name=_("story"))

    date = models.DateField(_("date"), null=True, blank=True, default=timezone.localdate)
    author = models.CharField(_("author or office"), max_length=150, blank=True)
    picture = models.ForeignKey(
        "portal.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    tags = ClusterTaggableManager(through=NewsTag, blank=True)

    changes_scope = "news"
    open_graph_type = "article"
    FACTS = ("date", "author", "picture", "tags", "tagged_items", "related_pages")
    REQUIRED_FACTS = ("date", "author")
    translatable_fields = words("intro", "body")
    objects = PageManager.from_queryset(NewsQuerySet)()

    page_description = _("A report, an announcement, a portrait.")
    content_panels = [
        title_panel(_("Headline")),
        FieldPanel("intro", help_text=_("Who, what, when, where: in two or three sentences.")),
        FieldPanel("picture"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("date", help_text=_("With a day to come, it stands in the list from that day on.")),
                        FieldPanel("author"),
                    ]
                ),
                FieldPanel("tags", help_text=_("A few words, each followed by a comma.")),
            ],
            heading=_("When and by whom"),
        ),
        FactRowsPanel("related_pages", heading=_("Related pages"), label=_("page"), max_num=4),
    ]
    search_fields = Page.search_fields + [index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    template = "home/news.html"

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    def get_context(self, request, *args, **kwargs):
        from .views import news_context

        return super().get_context(request, *args, **kwargs) | news_context(self)


class RelatedPage(Orderable):
    news = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related_pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [FieldPanel("page")]
