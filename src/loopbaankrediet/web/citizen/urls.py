"""Addresses of the pages of the citizen."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.citizen.views import (
    account,
    application,
    counsellor,
    disputed,
    revocation,
    share,
    track,
    vouchers,
)

app_name = "citizen"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", account.overview, name="overview"),
    path("uren/", account.hours, name="hours"),
    path("inzage/", account.looks, name="looks"),
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
    path("begeleiding/<uuid:track_id>/", track.track, name="track"),
    path("begeleiding/<uuid:track_id>/overeenkomst/", track.agreement, name="agreement"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/", track.module, name="module"),
    path("betalingen/", share.shares, name="shares"),
    path("betalingen/melding/", share.report, name="surcharge"),
    path("betalingen/melding/<uuid:report_id>/intrekken/", share.take_back, name="surcharge_back"),
    path("betalingen/<uuid:entry_id>/", share.receipt, name="share_receipt"),
    path("betalingen/<uuid:entry_id>/gekregen/", share.refund_received, name="refund_received"),
    path("betalingen/<uuid:entry_id>/niet-gekregen/", share.refund_missing, name="refund_missing"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/betwisten/", disputed.dispute, name="dispute"),
    path("begeleiding/<uuid:track_id>/module/<int:number>/verslag/", disputed.note, name="note"),
    path("begeleiding/<uuid:track_id>/stoppen/", track.end, name="end"),
]
