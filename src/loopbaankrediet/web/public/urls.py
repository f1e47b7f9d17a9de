"""Addresses for everybody."""

from django.urls import path

from loopbaankrediet.web.public import check, draws, law_page, register, views

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("register/", register.register, name="register"),
    path("heb-ik-er-recht-op/", check.check, name="check"),
    path("hoe-we-beslissen/", law_page.how_we_decide, name="how_we_decide"),
    path("loting/", draws.all_draws, name="draws"),
    path("loting/<str:starts_on>/", draws.one_draw, name="draw"),
    path("loting/<str:starts_on>/plaatsen/", draws.places_file, name="draw_places"),
    path("hulp/", views.help_page, name="help"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("aanmelden/", views.sign_in, name="sign_in"),
    path("afmelden/", views.sign_out, name="sign_out"),
]
