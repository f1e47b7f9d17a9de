"""Addresses of the pages of the counsellor."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.counsellor import (
    dispute_views,
    pay_views,
    profile_views,
    recovery_views,
    share_views,
    track_views,
    views,
)

app_name = "counsellor"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("profiel/", profile_views.profile, name="profile"),
    path("code/", views.open_right, name="open"),
    path("betalingen/", views.earnings, name="earnings"),
    path("betalingen/rekening/", pay_views.account, name="account"),
    path("betalingen/rekening/<uuid:change_id>/stoppen/", pay_views.stop_account, name="stop_account"),
    path("betalingen/<uuid:batch_id>/", pay_views.advice, name="advice"),
    path("betalingen/<uuid:batch_id>/bestand/", pay_views.advice_file, name="advice_file"),
    path("bijdragen/", share_views.shares, name="shares"),
    path("bijdragen/<uuid:entry_id>/", share_views.receipt, name="share_receipt"),
    path("bijdragen/<uuid:entry_id>/rechtzetten/", share_views.correct, name="share_correct"),
    path("meldingen/<uuid:report_id>/terugbetaald/", share_views.surcharge_paid_back, name="surcharge_paid_back"),
    path("meldingen/<uuid:report_id>/", share_views.surcharge, name="surcharge"),
    path("klant/<uuid:track_id>/bijdrage/", share_views.share, name="share"),
    path("klant/<uuid:track_id>/bijdrage/betaling/", share_views.payment, name="share_payment"),
    path("klant/<uuid:track_id>/bijdrage/<uuid:module_id>/terug/", share_views.refund, name="share_refund"),
    path("terugvorderingen/", recovery_views.recovery_list, name="recoveries"),
    path("terugvorderingen/<uuid:recovery_id>/", recovery_views.recovery, name="recovery"),
    path("terugvorderingen/<uuid:recovery_id>/antwoord/", recovery_views.answer, name="answer_recovery"),
    path("terugvorderingen/<uuid:recovery_id>/plan/", recovery_views.ask_plan, name="ask_plan"),
    path("terugvorderingen/<uuid:recovery_id>/inhouden/", recovery_views.keep_back, name="keep_back"),
    path(
        "terugvorderingen/<uuid:recovery_id>/brief/<slug:kind>/", recovery_views.recovery_letter, name="recovery_letter"
    ),
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
