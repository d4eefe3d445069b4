from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from . import views
from .glossary.views import words
from .logins import LimitedLoginView
from .serving import serve

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("home.sitemap_urls")),
    path("admin/login/", LimitedLoginView.as_view(), name="wagtailadmin_login"),  # before Wagtail's own, without limit
    path("_util/login/", LimitedLoginView.as_view(), name="wagtailcore_login"),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumente/", include(wagtaildocs_urls)),
    path("styleguide/", views.styleguide, name="styleguide"),
    re_path(r"^media/(?P<path>[^\x00]{1,200})$", serve_file, {"document_root": settings.MEDIA_ROOT}),
    *[pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"],
]
urlpatterns += i18n_patterns(
    path("", include("directory.urls")),
    path("", include("home.urls")),
    path("", include("search.urls")),
    path("woerter/", words, name="words"),
    re_path(serve_pattern, serve, name="wagtail_serve"),
)
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
