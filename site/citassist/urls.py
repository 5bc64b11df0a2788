"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LogoutView
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from content import views as content_views
from events import views as events_views
from home import views as home_views
from members import views as members_views
from members.sessions import SessionsView

# One door: every other password form leads to it.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("cms/login/", members_views.enter_admin),
    path("cms/logout/", require_POST(LogoutView.as_view()), name="admin_logout"),
    path("cms/failwhale/", home_views.not_here),
    path("cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/", members_views.snippets),
    path("cms/localize/api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", members_views.snippets),
    path("cms/localize/update/<int:translation_source_id>/", members_views.update_translations),
    path("cms/", include(wagtailadmin_urls)),
    # Our own views stand before Wagtail's at the same addresses.
    re_path(r"^documents/(?P<pk>\d{1,18})/(?P<filename>[^/]*)$", members_views.document, name="document"),
    path("documents/authenticate_with_password/<path:rest>", home_views.not_here),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", members_views.picture, name="picture"),
    path("files/", include("library.urls")),
    path("calendars/<str:token>.ics", events_views.personal_calendar, name="personal_calendar"),
    path("art/<int:seed>.png", content_views.art, name="art"),
    path("robots.txt", home_views.robots, name="robots"),
    path("sitemap.xml", home_views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", home_views.sitemap_part, name="sitemap_part"),
]
urlpatterns += i18n_patterns(
    # Addresses are changed by staff, not by their owners alone.
    path("accounts/email/", home_views.not_here),
    path("accounts/confirm-email/<path:rest>", home_views.not_here),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("accounts/sessions/", SessionsView.as_view(), name="usersessions_list"),
    path("", include("members.urls")),
    path("", include("events.urls")),
    path("", include("library.urls_publications")),
    path("", include("library.urls_watched")),
    path("", include("assistance.urls")),
    path("", include("forum.urls")),
    path("", include("search.urls")),
    path("welcome/", home_views.welcome, name="welcome"),
    path("_util/login/", sign_in),
    path("_util/authenticate_with_password/<path:rest>", home_views.not_here),
    re_path(r"^page/(?P<pk>\d{1,18})$", members_views.page, name="page"),
    re_path(serve_pattern, members_views.serve),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
