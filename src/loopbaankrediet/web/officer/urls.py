"""Addresses of the pages of the officer."""

from django.urls import URLPattern, URLResolver, path

from loopbaankrediet.web.officer import (
    application_views,
    bank_views,
    budget_views,
    dispute_views,
    ledger_views,
    payee_views,
    payment_views,
    proof_views,
    recovery_views,
    register_views,
    report_views,
    share_views,
    views,
    voucher_views,
)

app_name = "officer"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("aanvragen/<uuid:application_id>/", application_views.application, name="application"),
    path("aanvragen/<uuid:application_id>/bewijs/", application_views.receipt, name="receipt"),
    path("aanvragen/<uuid:application_id>/gegeven/<slug:fact>/", application_views.record, name="record_fact"),
    path("aanvragen/<uuid:application_id>/gesprek/", application_views.call, name="call"),
    path("aanvragen/<uuid:application_id>/weigeren/", application_views.refuse, name="refuse"),
    path("loopbaancheques/", voucher_views.imports, name="voucher_imports"),
    path("loopbaancheques/bestanden/<uuid:file_id>/", voucher_views.import_file, name="voucher_file"),
    path("loopbaancheques/betwist/", voucher_views.contests, name="voucher_contests"),
    path("loopbaancheques/betwist/<uuid:contest_id>/", voucher_views.contest, name="voucher_contest"),
    path("register/", register_views.register, name="register"),
    path("register/nieuw/", register_views.register_new, name="register_counsellor"),
    path("register/<uuid:counsellor_id>/", register_views.registered, name="registered"),
    path("betalingen/", payment_views.payments, name="payments"),
    path("betalingen/vrijgeven/<int:number>/", payment_views.release, name="release"),
    path("betalingen/toch-betaald/<int:number>/", payment_views.keep_paid, name="keep_paid"),
    path("betalingen/bank/", bank_views.bank, name="bank"),
    path("betalingen/bank/niet-gebruikt/<uuid:refused_id>/opgelost/", bank_views.solve, name="solve_refused"),
    path("betalingen/bank/<uuid:line_id>/", bank_views.bank_line, name="bank_line"),
    path("betalingen/bank/<uuid:line_id>/noteren/", bank_views.note, name="note_line"),
    path("betalingen/bank/<uuid:line_id>/koppelen/", bank_views.pair, name="pair_line"),
    path("betalingen/bank/<uuid:line_id>/goedkeuren/", bank_views.approve_pair, name="approve_line"),
    path("betalingen/bank/<uuid:line_id>/terugnemen/", bank_views.refuse_pair, name="refuse_line"),
    path("betalingen/eigen-bijdrage/", share_views.own_shares, name="own_shares"),
    path("betalingen/eigen-bijdrage/<uuid:incoming_id>/", share_views.incoming, name="incoming"),
    path("betalingen/eigen-bijdrage/<uuid:incoming_id>/plaatsen/", share_views.place, name="place_incoming"),
    path("betalingen/eigen-bijdrage/<uuid:incoming_id>/teruggeven/", share_views.give_back, name="return_incoming"),
    path("betalingen/eigen-bijdrage/<uuid:incoming_id>/teruggestort/", share_views.sent_back, name="sent_back"),
    path("betalingen/eigen-bijdrage/module/<uuid:module_id>/", share_views.refund, name="refund_share"),
    path("meldingen/", report_views.reports, name="reports"),
    path("meldingen/<uuid:report_id>/", report_views.report, name="report"),
    path("meldingen/<uuid:report_id>/nakijken/", report_views.look_at, name="look_at_report"),
    path("meldingen/<uuid:report_id>/gehoord/", report_views.heard, name="hear_report"),
    path("meldingen/<uuid:report_id>/beslissen/", report_views.decide, name="decide_report"),
    path("betalingen/te-laat/", payee_views.late, name="late"),
    path("betalingen/stopgezet/", payee_views.stopped, name="stopped"),
    path("betalingen/stopgezet/<uuid:hold_id>/vrijgeven/", payee_views.release_payee, name="release_payee"),
    path("betalingen/rekeningen/", payee_views.changes, name="account_changes"),
    path("betalingen/rekeningen/<uuid:change_id>/", payee_views.change, name="account_change"),
    path("betalingen/rekeningen/<uuid:change_id>/nagekeken/", payee_views.check_change, name="check_account"),
    path("betalingen/rekeningen/<uuid:change_id>/goedkeuren/", payee_views.approve_change, name="approve_account"),
    path("betalingen/rekeningen/<uuid:change_id>/weigeren/", payee_views.refuse_change, name="refuse_account"),
    path("betalingen/<uuid:batch_id>/", payment_views.batch, name="batch"),
    path("betalingen/<uuid:batch_id>/goedkeuren/", payment_views.approve, name="approve"),
    path("betalingen/<uuid:batch_id>/weggooien/", payment_views.discard, name="discard"),
    path("betalingen/<uuid:batch_id>/bankbestand/", payment_views.bank_file, name="bank_file"),
    path("betalingen/<uuid:batch_id>/ophalen/", payment_views.collect, name="collect"),
    path("betalingen/<uuid:batch_id>/antwoord/", payment_views.upload, name="upload"),
    path("terugvorderingen/", recovery_views.recovery_list, name="recoveries"),
    path("terugvorderingen/<uuid:recovery_id>/", recovery_views.recovery, name="recovery"),
    *(
        path(f"terugvorderingen/<uuid:recovery_id>/{word}/", recovery_views.recovery_act, {"act": act}, name=name)
        for word, act, name in (
            ("antwoord", "heard", "recovery_heard"),
            ("beslissen", "decide", "recovery_decide"),
            ("melden", "notify", "recovery_notify"),
            ("stopzetten", "waive", "recovery_waive"),
            ("inhouden", "keep", "recovery_keep"),
            ("niet-inhouden", "keep_stop", "recovery_keep_stop"),
            ("plan-stoppen", "plan_end", "recovery_plan_end"),
            ("boeking", "line", "recovery_line"),
        )
    ),
    *(
        path(
            f"terugvorderingen/<uuid:recovery_id>/plan/<uuid:plan_id>/{word}/",
            recovery_views.plan_act,
            {"act": act},
            name=name,
        )
        for word, act, name in (("goedkeuren", "plan_yes", "agree_plan"), ("weigeren", "plan_no", "refuse_plan"))
    ),
    *(
        path(
            f"terugvorderingen/<uuid:recovery_id>/boeking/<uuid:repayment_id>/{word}/",
            recovery_views.repayment_act,
            {"act": act},
            name=name,
        )
        for word, act, name in (
            ("goedkeuren", "agree", "agree_repayment"),
            ("terugnemen", "not_ours", "refuse_repayment"),
        )
    ),
    path(
        "terugvorderingen/<uuid:recovery_id>/brief/<slug:kind>/", recovery_views.recovery_letter, name="recovery_letter"
    ),
    path("betwistingen/", dispute_views.disputes, name="disputes"),
    path("betwistingen/<uuid:module_id>/", dispute_views.dispute, name="dispute"),
    path("betwistingen/<uuid:module_id>/teruggevorderd/", dispute_views.recovered, name="recovered"),
    path("herinneringen/", dispute_views.notices, name="notices"),
    path("herinneringen/<uuid:notice_id>/", dispute_views.notice, name="notice"),
    path("begroting/", budget_views.budget, name="budget"),
    path("begroting/lotingen/", budget_views.draws, name="draws"),
    path("begroting/<int:year>/", budget_views.budget, name="budget_year"),
    path("begroting/<int:year>/bestand/", budget_views.budget_file, name="budget_file"),
    path("begroting/<int:year>/kosten/", budget_views.enter, name="enter_cost"),
    path("begroting/<int:year>/kosten/<uuid:cost_id>/bevestigen/", budget_views.confirm, name="confirm_cost"),
    path("begroting/<int:year>/kosten/<uuid:cost_id>/intrekken/", budget_views.withdraw, name="withdraw_cost"),
    path("grootboek/", proof_views.proof, name="proof"),
    path("grootboek/narekenen/", proof_views.prove_now, name="prove_now"),
    path("grootboek/zoeken/", ledger_views.find_account, name="find_account"),
    path("grootboek/rekening/<str:code>/", ledger_views.account_statement, name="ledger_statement"),
    path("grootboek/rekening/<str:code>/bestand/", ledger_views.statement_file, name="ledger_file"),
    path("grootboek/handeling/<uuid:act_key>/", ledger_views.act, name="ledger_act"),
]
