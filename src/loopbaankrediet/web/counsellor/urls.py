"""Addresses of the pages of the counsellor."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.counsellor import dispute_views, pay_views, track_views, views

app_name = "counsellor"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("code/", views.open_right, name="open"),
    path("betalingen/", views.earnings, name="earnings"),
    path("betalingen/rekening/", pay_views.account, name="account"),
    path("betalingen/rekening/<uuid:change_id>/stoppen/", pay_views.stop_account, name="stop_account"),
    path("betalingen/<uuid:batch_id>/", pay_views.advice, name="advice"),
    path("betalingen/<uuid:batch_id>/bestand/", pay_views.advice_file, name="advice_file"),
    path("betwisting/<uuid:module_id>/", dispute_views.dispute, name="dispute"),
    path("klant/<uuid:track_id>/", track_views.track, name="track"),
    path("klant/<uuid:track_id>/kennismaking/", track_views.intake, name="intake"),
    path("klant/<uuid:track_id>/overeenkomst/", track_views.propose, name="propose"),
    path("klant/<uuid:track_id>/module/<uuid:module_id>/gesprek/", track_views.talk, name="talk"),
    path("klant/<uuid:track_id>/module/<uuid:module_id>/verslag/", track_views.report, name="report"),
    path("klant/<uuid:track_id>/gesprek/<uuid:conversation_id>/schrappen/", track_views.strike, name="strike"),
    path("klant/<uuid:track_id>/volgende/", track_views.next_module, name="next"),
    path("klant/<uuid:track_id>/stoppen/", track_views.stop, name="stop"),
]
