"""Addresses of the pages of the officer."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.officer import (
    application_views,
    ledger_views,
    payment_views,
    proof_views,
    register_views,
    views,
)

app_name = "officer"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("aanvragen/<uuid:application_id>/", application_views.application, name="application"),
    path("aanvragen/<uuid:application_id>/bewijs/", application_views.receipt, name="receipt"),
    path("aanvragen/<uuid:application_id>/gegeven/<slug:fact>/", application_views.record, name="record_fact"),
    path("aanvragen/<uuid:application_id>/gesprek/", application_views.call, name="call"),
    path("aanvragen/<uuid:application_id>/weigeren/", application_views.refuse, name="refuse"),
    path("register/", register_views.register, name="register"),
    path("register/nieuw/", register_views.register_new, name="register_counsellor"),
    path("register/<uuid:counsellor_id>/", register_views.registered, name="registered"),
    path("betalingen/", payment_views.payments, name="payments"),
    path("betalingen/vrijgeven/<int:number>/", payment_views.release, name="release"),
    path("betalingen/<uuid:batch_id>/", payment_views.batch, name="batch"),
    path("betalingen/<uuid:batch_id>/goedkeuren/", payment_views.approve, name="approve"),
    path("betalingen/<uuid:batch_id>/weggooien/", payment_views.discard, name="discard"),
    path("betalingen/<uuid:batch_id>/bankbestand/", payment_views.bank_file, name="bank_file"),
    path("betalingen/<uuid:batch_id>/ophalen/", payment_views.collect, name="collect"),
    path("betalingen/<uuid:batch_id>/antwoord/", payment_views.upload, name="upload"),
    path("grootboek/", proof_views.proof, name="proof"),
    path("grootboek/narekenen/", proof_views.prove_now, name="prove_now"),
    path("grootboek/zoeken/", ledger_views.find_account, name="find_account"),
    path("grootboek/rekening/<str:code>/", ledger_views.account_statement, name="ledger_statement"),
    path("grootboek/rekening/<str:code>/bestand/", ledger_views.statement_file, name="ledger_file"),
    path("grootboek/handeling/<uuid:act_key>/", ledger_views.act, name="ledger_act"),
]
