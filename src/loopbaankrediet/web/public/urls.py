"""Addresses for everybody."""

from django.urls import path

from loopbaankrediet.web.language import choose_language
from loopbaankrediet.web.oidc import views as signing
from loopbaankrediet.web.public import check, draws, guide, income, lab, law_page, methods, open_terms, register, views

app_name = "public"
urlpatterns = [
    path("", views.start, name="start"),
    path("waar-kunnen-we-helpen/<slug:place>/", guide.guide, name="guide"),
    path("register/", register.register, name="register"),
    path("methodieken/", methods.methods, name="methods"),
    path("register/<uuid:counsellor_id>/", register.profile, name="profile"),
    path("heb-ik-er-recht-op/", check.check, name="check"),
    path("hoe-we-beslissen/", law_page.how_we_decide, name="how_we_decide"),
    path("hoe-we-beslissen/wat-kan-er-anders/", law_page.what_else, name="what_else"),
    path("wat-houdt-een-begeleider-over/", income.income, name="income"),
    path("hoe-we-beslissen/stand/", open_terms.open_terms, name="open_terms"),
    path("beleid/", lab.scenarios, name="lab"),
    path("beleid/<slug:key>/", lab.result, name="lab_result"),
    path("beleid/<slug:key>/bestand/", lab.result_file, name="lab_file"),
    path("beleid/<slug:key>/bestand/<slug:pack_kind>/", lab.result_pack, name="lab_pack"),
    path("loting/", draws.all_draws, name="draws"),
    path("loting/<str:starts_on>/", draws.one_draw, name="draw"),
    path("loting/<str:starts_on>/plaatsen/", draws.places_file, name="draw_places"),
    path("hulp/", views.help_page, name="help"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("taal/", choose_language, name="language"),
    path("aanmelden/", signing.sign_in, name="sign_in"),
    path("aanmelden/start/", signing.start, name="sign_in_start"),
    path("aanmelden/terug/", signing.come_back, name="sign_in_return"),
    path("aanmelden/wissel/", signing.switch, name="switch_capacity"),
    path("aanmelden/sleutels.json", signing.own_keys, name="sign_in_keys"),
    path("aanmelden/bevestigen/<str:token>/", signing.prove, name="prove"),
    path("aanmelden/bevestigen/<str:token>/start/", signing.start_step_up, name="prove_start"),
    path("afmelden/", signing.sign_out, name="sign_out"),
    path("afgemeld/", signing.signed_out, name="signed_out"),
]
