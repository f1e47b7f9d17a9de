"""Every page of officers and counsellors: for which purpose of the register it looks, or why it shows nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShowsNobody:
    """A page that tells of no person; `reason` says why."""

    reason: str


def _of(room: str, purpose: str, *names: str) -> dict[str, str | ShowsNobody]:
    return {f"{room}:{name}": purpose for name in names}


def _nobody(reason: str, *names: str) -> dict[str, str | ShowsNobody]:
    return {f"officer:{name}": ShowsNobody(reason) for name in names}


OFFICER: dict[str, str | ShowsNobody] = {
    **_of("officer", "applications", "application", "receipt", "record_fact", "call", "refuse"),
    **_of("officer", "applications", "open_revocation", "revocations", "revocation", "revocation_heard"),
    **_of("officer", "applications", "revocation_told"),
    **_of("officer", "applications", "paper", "paper_file"),
    **_of("officer", "reminders", "letters", "letter"),
    **_of("officer", "erasure", "erasures", "propose_erasure", "erasure", "advise_erasure", "decide_erasure"),
    **_of("officer", "erasure", "withdraw_erasure"),
    **_of("officer", "objections", "disagreements", "disagreement", "take_disagreement", "hand_back_disagreement"),
    **_of("officer", "appointments", "appointments", "cancel_appointment"),
    **_of("officer", "work", "overview"),
    **_of("officer", "voucher_history", "voucher_imports", "voucher_file", "voucher_contests", "voucher_contest"),
    **_of("officer", "counsellor_register", "register", "register_counsellor", "registered"),
    **_of("officer", "payments", "payments", "release", "keep_paid", "batch", "approve", "discard", "bank_file"),
    **_of("officer", "payments", "collect", "upload", "late", "stopped", "release_payee"),
    **_of("officer", "payments", "account_changes", "account_change", "check_account", "approve_account"),
    **_of("officer", "payments", "refuse_account"),
    **_of("officer", "payments", "bank", "solve_refused", "decided_lines", "accept_upload", "refuse_upload"),
    **_of("officer", "payments", "decide_loss", "bank_line", "note_line", "pair_line", "approve_line", "refuse_line"),
    **_of("officer", "own_contribution", "own_shares", "incoming", "place_incoming", "return_incoming", "sent_back"),
    **_of("officer", "own_contribution", "refund_share"),
    **_of("officer", "reports", "reports", "report", "look_at_report", "hear_report", "decide_report"),
    **_of("officer", "recovery", "recoveries", "recovery", "recovery_heard", "recovery_decide", "recovery_notify"),
    **_of("officer", "recovery", "recovery_waive", "recovery_keep", "recovery_keep_stop", "recovery_plan_end"),
    **_of("officer", "recovery", "recovery_line", "agree_plan", "refuse_plan", "agree_repayment", "refuse_repayment"),
    **_of("officer", "recovery", "recovery_letter"),
    **_of("officer", "disputes", "disputes", "dispute", "recovered", "forgone"),
    **_of("officer", "reminders", "notices", "notice"),
    **_of("officer", "audit", "budget", "budget_year", "budget_file", "enter_cost", "confirm_cost", "withdraw_cost"),
    **_of("officer", "audit", "proof", "find_account", "ledger_statement", "ledger_file", "ledger_act"),
    **_of("officer", "oversight", "look_questions", "look_question", "close_look_question"),
    **_of("officer", "oversight", "my_look_questions", "my_look_question"),
    **_of("officer", "draws", "draws"),
    **_of("officer", "representation", "desk", "desk_go_on", "close_call", "mandate_letter", "mandate_letter_sent"),
    **_of("officer", "representation", "representatives", "end_representative", "confirm_representative"),
    **_of("officer", "applications", "revocations", "revocation", "open_revocation", "revocation_heard"),
    **_of("officer", "counsellor_register", "departure"),
    **_of("officer", "counsellor_register", "objections", "objection", "answer_objection"),
    **_of("officer", "counsellor_register", "code_questions", "answer_code_question"),
    **_of("officer", "applications", "ask_applicant", "deviate", "application_letter", "withdraw_clarification"),
    **_of("officer", "applications", "redecisions", "redecision", "act_on_redecision", "decline_alike"),
    **_of("officer", "work", "work_list", "work_item", "take_work", "give_work_back", "give_work"),
    **_nobody("text blocks with an invented case", "letter_texts", "letter_text", "decide_letter_text"),
    **_nobody("what stands still, and which officers said so", "incidents", "propose_lift", "answer_lift"),
    **_of("officer", "counsellor_register", "registrations", "registration_case", "registration_judge"),
    **_of("officer", "counsellor_register", "registration_grant", "registration_intend", "registration_refuse"),
    **_of("officer", "counsellor_register", "registration_letter", "open_measure", "measure", "measure_act"),
    **_of("officer", "counsellor_register", "organisation", "organisation_role_end"),
    **_nobody("the catalogue of methods: who proposed or reviewed is not told", "methods", "method", "method_withdraw"),
    **_nobody("a made-up population; names the colleague who asked", "lab_runs", "new_lab_run", "compare_lab_runs"),
    **_nobody("a made-up population; names the colleague who asked", "lab_run", "cancel_lab_run", "ask_lab_run_again"),
    **_nobody("figures about a made-up population", "lab_file", "lab_pack"),
    **_nobody("asks for the proof and shows nothing", "prove_now"),
    **_nobody("counts answers to surveys and shows nobody", "surveys"),
}
COUNSELLOR: dict[str, str | ShowsNobody] = {
    **_of("counsellor", "guidance", "overview", "open", "track", "intake", "propose", "talk", "report", "strike"),
    **_of("counsellor", "guidance", "next", "stop"),
    **_of("counsellor", "guidance", "draft", "draft_away", "unpaid", "unpaid_back", "time", "departure"),
    **_of("counsellor", "burden", "burden", "burden_told"),
    **_of("counsellor", "payments", "year", "year_file"),
    **_of("counsellor", "guidance", "next", "stop", "pause", "resume"),
    **_of("counsellor", "guidance_reports", "report_version", "keep_report", "paper"),
    **_of("counsellor", "counsellor_register", "profile"),
    **_of("counsellor", "payments", "earnings", "account", "stop_account", "advice", "advice_file"),
    **_of("counsellor", "own_contribution", "shares", "share_receipt", "share_correct", "share", "share_payment"),
    **_of("counsellor", "own_contribution", "share_refund"),
    **_of("counsellor", "reports", "surcharge", "surcharge_paid_back"),
    **_of("counsellor", "recovery", "recoveries", "recovery", "answer_recovery", "ask_plan", "keep_back"),
    **_of("counsellor", "recovery", "recovery_letter"),
    **_of("counsellor", "disputes", "dispute"),
    **{
        f"counsellor:{name}": ShowsNobody("shows the counsellor's own messages and nothing of a client")
        for name in ("messages", "message", "mails", "mail_code", "stop_mails")
    },
    **_of("counsellor", "counsellor_register", "registration", "leave", "measure", "registration_case"),
    **_of("counsellor", "counsellor_register", "registration_offer", "registration_evidence", "registration_answer"),
    **_of("counsellor", "counsellor_register", "registration_withdraw", "registration_letter", "methods"),
    **_of("counsellor", "payments", "organisations", "organisation"),
}
PAGES = OFFICER | COUNSELLOR
