CREATE SCHEMA ledger;

CREATE TYPE ledger.kind AS ENUM ('direct', 'hold', 'post', 'void', 'reverse', 'level');

-- A busy account can be spread over several rows, its shards: the head keeps the code, the others name the head.
-- PostgreSQL compiles every check anew for every update: what changes is guarded by two, what never does by a trigger
-- (AFTER: a trigger before the update would lock the row apart).
CREATE TABLE ledger.account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CONSTRAINT account_code_once UNIQUE,
  unit text NOT NULL,
  overdraft_allowed boolean NOT NULL,
  tracked boolean NOT NULL,
  shard_of bigint REFERENCES ledger.account,
  shard smallint NOT NULL DEFAULT 0,
  shards smallint NOT NULL DEFAULT 1,
  debits_pending bigint NOT NULL DEFAULT 0,
  debits_posted bigint NOT NULL DEFAULT 0,
  credits_pending bigint NOT NULL DEFAULT 0,
  credits_posted bigint NOT NULL DEFAULT 0,
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT counters_from_zero CHECK (least(debits_pending, debits_posted, credits_pending, credits_posted) >= 0),
  CONSTRAINT no_overdraft CHECK (overdraft_allowed OR credits_posted - debits_posted - debits_pending >= 0)
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX account_shard_once ON ledger.account (shard_of, shard) WHERE shard_of IS NOT NULL;

CREATE FUNCTION ledger.check_nature() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text := CASE
  WHEN NEW.unit NOT IN ('minutes', 'cents') THEN 'unit_is_known'
  WHEN NEW.overdraft_allowed AND NEW.code NOT IN ('issued', 'treasury') THEN 'only_sources_may_overdraw'
  WHEN NOT NEW.tracked AND NOT NEW.overdraft_allowed THEN 'untracked_means_overdraft'
  WHEN NOT NEW.tracked AND (NEW.shards <> 1 OR NEW.shard_of IS NOT NULL) THEN 'only_tracked_accounts_are_sharded'
  WHEN NEW.shards NOT BETWEEN 1 AND 256 OR (NEW.shard_of IS NOT NULL AND NEW.shards <> 1) THEN 'sound_shards'
  WHEN (NEW.shard_of IS NULL) <> (NEW.shard = 0) THEN 'sound_shards'
  END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'account % breaks %', NEW.code, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sound_nature
  AFTER INSERT OR UPDATE OF code, unit, overdraft_allowed, tracked, shard_of, shard, shards ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION ledger.check_nature();

-- What names an act, a step or a reason: a code. What a person wrote, or who a person is, belongs in the journal.
-- The length stands apart: a counted pattern costs ten times as much.
CREATE FUNCTION ledger.is_code(word text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT length(word) BETWEEN 3 AND 80 AND word ~ '^[a-z][a-z0-9_:.-]*$' $$;

-- What a kind names and what it may not: an answer its hold, a reversal its transfer and a reason, others nothing.
-- Codes are looked at here, where the plan is kept: a check of its own would be compiled for every transfer.
CREATE FUNCTION ledger.is_sound(kind ledger.kind, amount bigint, hold_id bigint, held_amount bigint, reverses_id bigint,
                                reason text, act text, step text)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT (ledger.is_code(act) AND ledger.is_code(step)) THEN
    RAISE EXCEPTION 'an act and a step are named by a code'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'named_by_codes';
  END IF;
  IF kind IN ('direct', 'hold', 'level') THEN
    RETURN num_nonnulls(hold_id, held_amount, reverses_id, reason) = 0;
  ELSIF kind = 'reverse' THEN
    RETURN num_nonnulls(hold_id, held_amount) = 0 AND num_nonnulls(reverses_id, reason) = 2
           AND ledger.is_code(reason);
  END IF;
  RETURN num_nonnulls(hold_id, held_amount) = 2 AND num_nonnulls(reverses_id, reason) = 0 AND amount <= held_amount
         AND (kind = 'post' OR amount = held_amount);
END $$;

-- Signs of the kinds are in the docs (explanation/ledger.md). `held_amount`: what the answered hold kept aside.
-- No foreign keys: accounts and transfers are never removed, the functions write ids they have just read, and the proof
-- looks for strangers. The keys would cost a tenth of every transfer and a second for every hundred thousand answers.
CREATE TABLE ledger.transfer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  act_key uuid NOT NULL,
  step text NOT NULL,
  kind ledger.kind NOT NULL,
  debit_account_id bigint NOT NULL,
  credit_account_id bigint NOT NULL,
  amount bigint NOT NULL,
  hold_id bigint,
  held_amount bigint,
  reverses_id bigint,
  reason text,
  act text NOT NULL,
  effective_on date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by uuid,
  recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT transfer_key_once UNIQUE (act_key, step),
  CONSTRAINT sound_transfer CHECK (amount BETWEEN 1 AND 10000000000000 AND debit_account_id <> credit_account_id
    AND ledger.is_sound(kind, amount, hold_id, held_amount, reverses_id, reason, act, step))
);
CREATE UNIQUE INDEX hold_answered_once ON ledger.transfer (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX transfer_reverses ON ledger.transfer (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX transfer_debit ON ledger.transfer (debit_account_id, id)
  INCLUDE (effective_on, recorded_at, kind, amount, held_amount);
CREATE INDEX transfer_credit ON ledger.transfer (credit_account_id, id)
  INCLUDE (effective_on, recorded_at, kind, amount, held_amount);
CREATE INDEX transfer_recorded_in ON ledger.transfer (recorded_in);

-- What of a transfer was reversed so far: its row lock puts two reversals behind each other, its check keeps the sum.
CREATE TABLE ledger.reversed (
  transfer_id bigint PRIMARY KEY REFERENCES ledger.transfer,
  amount bigint NOT NULL,
  reversed bigint NOT NULL CHECK (reversed > 0),
  CONSTRAINT reversed_at_most_once CHECK (reversed <= amount)
);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger.transfer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON ledger.transfer
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger.reversed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_removed BEFORE DELETE ON ledger.reversed
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
