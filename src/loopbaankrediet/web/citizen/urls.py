"""Addresses of the pages of the citizen."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.citizen.views import (
    account,
    application,
    counsellor,
    disputed,
<<<<<<< HEAD
    helpers,
    helping,
    looks,
    objection,
=======
    revocation,
>>>>>>> 5ce6b72032ec1a0c2fc6b257e75b4d36d1ede1a2
    share,
    track,
    vouchers,
)

app_name = "citizen"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", account.overview, name="overview"),
    path("uren/", account.hours, name="hours"),
    path("inzage/", looks.looks, name="looks"),
    path("inzage/<int:line_id>/vraag/", looks.ask, name="ask_look"),
    path("loopbaancheques/", vouchers.vouchers, name="vouchers"),
    path("loopbaancheques/<str:number>/", vouchers.voucher, name="voucher"),
    path("loopbaancheques/<str:number>/terugnemen/", vouchers.take_back, name="take_back_contest"),
    path("intrekking/<uuid:revocation_id>/", revocation.revocation, name="revocation"),
    path("aanvraag/", application.apply, name="apply"),
    path("beslissing/<uuid:application_id>/", application.decision, name="decision"),
    path("beslissing/<uuid:application_id>/bewijs/", application.receipt, name="receipt"),
    path("beslissing/<uuid:application_id>/diploma/", application.schooling, name="schooling"),
    path("begeleider/", counsellor.choose, name="choose"),
    path("begeleider/<uuid:counsellor_id>/code/", counsellor.code, name="code"),
    path("begeleider/<uuid:counsellor_id>/code/nieuw/", counsellor.renew_code, name="renew_code"),
    path("codes/<uuid:code_id>/intrekken/", counsellor.withdraw, name="withdraw_code"),
    path("begeleiding/<uuid:track_id>/", track.track, name="track"),
    path("begeleiding/<uuid:track_id>/overeenkomst/", track.agreement, name="agreement"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/", track.module, name="module"),
    path("betalingen/", share.shares, name="shares"),
    path("betalingen/melding/", share.report, name="surcharge"),
    path("betalingen/melding/<uuid:report_id>/terug/<str:answer>/", share.surcharge_answer, name="surcharge_answer"),
    path("betalingen/melding/<uuid:report_id>/intrekken/", share.take_back, name="surcharge_back"),
    path("betalingen/<uuid:entry_id>/", share.receipt, name="share_receipt"),
    path("betalingen/<uuid:entry_id>/gekregen/", share.refund_received, name="refund_received"),
    path("betalingen/<uuid:entry_id>/niet-gekregen/", share.refund_missing, name="refund_missing"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/betwisten/", disputed.dispute, name="dispute"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/verslag/", disputed.note, name="note"),
    path("begeleiding/<uuid:track_id>/stoppen/", track.end, name="end"),
    path("begeleiding/<uuid:track_id>/geen-familie/", objection.object_to, name="object"),
    path("helpers/", helpers.helpers, name="helpers"),
    path("helpers/geven/", helpers.give, name="give_mandate"),
    path("helpers/<uuid:mandate_id>/", helpers.helper, name="helper"),
    path("helpers/<uuid:mandate_id>/brief/", helpers.letter, name="mandate_letter"),
    path("helpers/<uuid:mandate_id>/stoppen/", helpers.stop, name="end_mandate"),
    path("ik-help/", helping.helping, name="helping"),
    path("ik-help/klaar/", helping.stop_acting, name="stop_acting"),
    path("ik-help/<uuid:mandate_id>/", helping.start_acting, name="start_acting"),
]
