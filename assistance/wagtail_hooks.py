from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from assistance.viewsets import AssistanceGroup


@hooks.register("register_admin_viewset")
def register_the_desk():
    return AssistanceGroup()


@hooks.register("insert_global_admin_css")
def style_the_desk():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin_assistance.css"))
