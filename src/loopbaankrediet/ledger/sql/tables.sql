CREATE SCHEMA ledger;

CREATE TABLE ledger.account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT account_code_once UNIQUE,
  unit text NOT NULL CHECK (unit IN ('minutes', 'cents')),
  overdraft_allowed boolean NOT NULL,
  tracked boolean NOT NULL,
  debits_pending bigint NOT NULL DEFAULT 0 CHECK (debits_pending >= 0),
  debits_posted bigint NOT NULL DEFAULT 0 CHECK (debits_posted >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  credits_posted bigint NOT NULL DEFAULT 0 CHECK (credits_posted >= 0),
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT untracked_means_overdraft CHECK (tracked OR overdraft_allowed),
  CONSTRAINT only_sources_may_overdraw CHECK (NOT overdraft_allowed OR code IN ('issued', 'treasury')),
  CONSTRAINT no_overdraft CHECK (overdraft_allowed OR credits_posted - debits_posted - debits_pending >= 0)
) WITH (fillfactor = 60);

CREATE TABLE ledger.transfer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key uuid NOT NULL CONSTRAINT transfer_key_once UNIQUE,
  kind text NOT NULL CHECK (kind IN ('direct', 'hold', 'post', 'void')),
  debit_account_id bigint NOT NULL REFERENCES ledger.account,
  credit_account_id bigint NOT NULL REFERENCES ledger.account,
  amount bigint NOT NULL CHECK (amount > 0),
  hold_id bigint REFERENCES ledger.transfer,
  act text NOT NULL,
  act_key uuid NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by uuid,
  recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT two_accounts CHECK (debit_account_id <> credit_account_id),
  CONSTRAINT only_answers_name_a_hold CHECK ((kind IN ('post', 'void')) = (hold_id IS NOT NULL))
);
CREATE UNIQUE INDEX hold_answered_once ON ledger.transfer (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX transfer_debit ON ledger.transfer (debit_account_id, id);
CREATE INDEX transfer_credit ON ledger.transfer (credit_account_id, id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.transfer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON ledger.transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
