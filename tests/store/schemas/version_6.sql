PRAGMA application_id = 1668838517;
PRAGMA user_version = 6;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE TABLE "agent" (
  "source" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "name" TEXT,
  "kind" TEXT,
  "team" TEXT,
  "hired_on" INTEGER,
  "left_on" INTEGER,
  PRIMARY KEY ("source", "agent")
) STRICT, WITHOUT ROWID;
CREATE TABLE "agent_day" (
  "day" INTEGER NOT NULL,
  "source" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "replies" INTEGER,
  "met" INTEGER,
  "outcomes" INTEGER,
  "turns" INTEGER,
  "turn_s" INTEGER,
  "turn_squares" INTEGER,
  "solved" INTEGER,
  "reopened" INTEGER,
  "fcr" INTEGER,
  "fcr_known" INTEGER,
  "repeated" INTEGER,
  "repeat_known" INTEGER,
  "csat_good" INTEGER,
  "csat_answered" INTEGER,
  "csat_sent" INTEGER,
  "reviews" INTEGER,
  "review_score" INTEGER,
  "review_squares" INTEGER,
  PRIMARY KEY ("day", "source", "agent")
) STRICT, WITHOUT ROWID;
CREATE TABLE "agent_state" (
  "source" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "to_at" INTEGER,
  PRIMARY KEY ("source", "agent", "from_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "backlog_span" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "from_at" INTEGER,
  "to_at" INTEGER,
  "channel" TEXT,
  PRIMARY KEY ("source", "ticket", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "before_image" (
  "run" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "table_name" TEXT NOT NULL,
  "rows" TEXT NOT NULL,
  PRIMARY KEY ("run", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "calendar" (
  "source" TEXT NOT NULL,
  "calendar" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "name" TEXT,
  "zone" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "week" TEXT NOT NULL,
  "holidays" TEXT,
  PRIMARY KEY ("source", "calendar", "from_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "clock_fact" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "metric" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "started_at" INTEGER,
  "applied_at" INTEGER,
  "from_at" INTEGER,
  "target_s" INTEGER,
  "calendar" TEXT,
  "due_at" INTEGER,
  "outcome_at" INTEGER,
  "met" INTEGER,
  "counted" INTEGER,
  "agent" TEXT,
  "ended_at" INTEGER,
  "state" TEXT,
  "why" TEXT,
  "left_s" INTEGER,
  "stated" INTEGER,
  PRIMARY KEY ("source", "ticket", "metric", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "clock_step" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "metric" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "from_at" INTEGER NOT NULL,
  "to_at" INTEGER,
  "kind" TEXT,
  "due_at" INTEGER,
  "left_s" INTEGER,
  PRIMARY KEY ("source", "ticket", "metric", "seq", "from_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "contact_credit" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "customer" TEXT,
  "tier" TEXT,
  "channel" TEXT,
  "tenure" TEXT,
  "contact_at" INTEGER,
  "next_at" INTEGER,
  "retained_at" INTEGER,
  "retained" INTEGER,
  "replies" INTEGER,
  "all_replies" INTEGER,
  PRIMARY KEY ("source", "ticket", "agent")
) STRICT, WITHOUT ROWID;
CREATE TABLE "contract" (
  "source" TEXT NOT NULL,
  "contract" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "customer" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "to_at" INTEGER,
  "value" REAL,
  PRIMARY KEY ("source", "contract")
) STRICT, WITHOUT ROWID;
CREATE TABLE "coverage" (
  "source" TEXT NOT NULL,
  "what" TEXT NOT NULL,
  "from_at" INTEGER,
  "to_at" INTEGER,
  PRIMARY KEY ("source", "what")
) STRICT, WITHOUT ROWID;
CREATE TABLE "customer" (
  "source" TEXT NOT NULL,
  "customer" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "name" TEXT,
  "tier" TEXT,
  "account" TEXT,
  "since" INTEGER,
  "left_at" INTEGER,
  PRIMARY KEY ("source", "customer")
) STRICT, WITHOUT ROWID;
CREATE TABLE "customer_turn" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "asked_at" INTEGER,
  "replied_at" INTEGER,
  "agent" TEXT,
  "reply_business_s" INTEGER,
  "closed_at" INTEGER,
  "excluded" INTEGER,
  PRIMARY KEY ("source", "ticket", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "doubt" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "count" INTEGER,
  PRIMARY KEY ("source", "ticket", "kind")
) STRICT, WITHOUT ROWID;
CREATE TABLE "earlier_wait" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "from_at" INTEGER,
  "until" INTEGER,
  "target_s" INTEGER,
  "target_calendar" TEXT,
  "due_at" INTEGER,
  "outcome_at" INTEGER,
  "met" INTEGER,
  "outcome_agent" TEXT,
  PRIMARY KEY ("source", "ticket", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "event" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "event" TEXT NOT NULL,
  "occurred_at" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "actor" TEXT,
  "actor_kind" TEXT,
  "public" INTEGER,
  "automated" INTEGER,
  "value" TEXT,
  "previous" TEXT,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "retracted" INTEGER,
  PRIMARY KEY ("source", "ticket", "event")
) STRICT, WITHOUT ROWID;
CREATE TABLE "feed" (
  "source" TEXT NOT NULL,
  "lane" TEXT NOT NULL,
  "origin" TEXT,
  "cursor" TEXT,
  "from_at" INTEGER,
  "written_at" INTEGER NOT NULL,
  PRIMARY KEY ("source", "lane")
) STRICT, WITHOUT ROWID;
CREATE TABLE "flow_day" (
  "day" INTEGER NOT NULL,
  "dimension" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "created" INTEGER,
  "replied" INTEGER,
  "reply_s" INTEGER,
  "met" INTEGER,
  "missed" INTEGER,
  "solved" INTEGER,
  "resolution_s" INTEGER,
  "one_touch" INTEGER,
  "messages" INTEGER,
  "reopened" INTEGER,
  "worked" INTEGER,
  "escalated" INTEGER,
  "fcr" INTEGER,
  "fcr_known" INTEGER,
  "repeated" INTEGER,
  "repeat_known" INTEGER,
  "turns" INTEGER,
  "turn_s" INTEGER,
  "csat_good" INTEGER,
  "csat_answered" INTEGER,
  "csat_sent" INTEGER,
  "ces_points" INTEGER,
  "ces_answered" INTEGER,
  "nps_points" INTEGER,
  "nps_answered" INTEGER,
  PRIMARY KEY ("day", "dimension", "value")
) STRICT, WITHOUT ROWID;
CREATE TABLE "flow_quarter" (
  "quarter" INTEGER NOT NULL,
  "channel" TEXT NOT NULL,
  "created" INTEGER,
  "entered" INTEGER,
  "left_backlog" INTEGER,
  "replied" INTEGER,
  "met" INTEGER,
  "missed" INTEGER,
  "solved" INTEGER,
  "reopened" INTEGER,
  "worked" INTEGER,
  "escalated" INTEGER,
  PRIMARY KEY ("quarter", "channel")
) STRICT, WITHOUT ROWID;
CREATE TABLE "handle" (
  "source" TEXT NOT NULL,
  "handle" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "ticket" TEXT NOT NULL,
  "agent" TEXT,
  "kind" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "to_at" INTEGER NOT NULL,
  PRIMARY KEY ("source", "handle")
) STRICT, WITHOUT ROWID;
CREATE TABLE "hist_bound" (
  "bucket" INTEGER NOT NULL,
  "low" INTEGER,
  "high" INTEGER,
  PRIMARY KEY ("bucket")
) STRICT, WITHOUT ROWID;
CREATE TABLE "horizon" (
  "name" TEXT NOT NULL,
  "value" INTEGER,
  "label" TEXT,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;
CREATE TABLE "import_file" (
  "sha256" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "mapping" TEXT NOT NULL,
  "settings" TEXT NOT NULL,
  "name" TEXT,
  "bytes" INTEGER,
  "run" INTEGER NOT NULL,
  "imported_at" INTEGER NOT NULL,
  PRIMARY KEY ("sha256", "source", "mapping", "settings")
) STRICT, WITHOUT ROWID;
CREATE TABLE "import_run" (
  "run" INTEGER NOT NULL,
  "started_at" INTEGER NOT NULL,
  "finished_at" INTEGER,
  "source" TEXT NOT NULL,
  "mapping" TEXT,
  "files" INTEGER NOT NULL,
  "rows_read" INTEGER NOT NULL,
  "new" INTEGER NOT NULL,
  "changed" INTEGER NOT NULL,
  "same" INTEGER NOT NULL,
  "rejected" INTEGER NOT NULL,
  "span_from" INTEGER,
  "span_to" INTEGER,
  "note" TEXT,
  "doubtful_times" INTEGER,
  "as_of" INTEGER,
  "batches" INTEGER,
  PRIMARY KEY ("run")
) STRICT, WITHOUT ROWID;
CREATE TABLE "local_day" (
  "utc_day" INTEGER NOT NULL,
  "from_at" INTEGER NOT NULL,
  "to_at" INTEGER,
  PRIMARY KEY ("utc_day", "from_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "observed" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "seen_at" INTEGER,
  "status" TEXT,
  "assignee" TEXT,
  "team" TEXT,
  "priority" TEXT,
  "resolved_at" INTEGER,
  "closed_at" INTEGER,
  PRIMARY KEY ("source", "ticket", "from_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "open_block" (
  "calendar" TEXT NOT NULL,
  "block" INTEGER NOT NULL,
  "before" INTEGER NOT NULL,
  "until" INTEGER,
  "from_at" INTEGER,
  PRIMARY KEY ("calendar", "block", "before")
) STRICT, WITHOUT ROWID;
CREATE TABLE "open_interval" (
  "calendar" TEXT NOT NULL,
  "day" INTEGER NOT NULL,
  "from_at" INTEGER NOT NULL,
  "to_at" INTEGER NOT NULL,
  "before" INTEGER,
  PRIMARY KEY ("calendar", "day", "from_at", "to_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE "purchase" (
  "source" TEXT NOT NULL,
  "purchase" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "customer" TEXT NOT NULL,
  "occurred_at" INTEGER NOT NULL,
  "amount" REAL,
  "currency" TEXT,
  "kind" TEXT,
  "agent" TEXT,
  "ticket" TEXT,
  PRIMARY KEY ("source", "purchase")
) STRICT, WITHOUT ROWID;
CREATE TABLE "qa_fact" (
  "source" TEXT NOT NULL,
  "review" TEXT NOT NULL,
  "ticket" TEXT,
  "agent" TEXT,
  "occurred_at" INTEGER,
  "score" INTEGER,
  PRIMARY KEY ("source", "review")
) STRICT, WITHOUT ROWID;
CREATE TABLE "qa_score" (
  "source" TEXT NOT NULL,
  "review" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "ticket" TEXT,
  "agent" TEXT NOT NULL,
  "occurred_at" INTEGER NOT NULL,
  "value" REAL,
  "min" REAL,
  "max" REAL,
  "weight" REAL,
  "critical" INTEGER,
  PRIMARY KEY ("source", "review", "category")
) STRICT, WITHOUT ROWID;
CREATE TABLE "rating" (
  "source" TEXT NOT NULL,
  "rating" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "ticket" TEXT NOT NULL,
  "sent_at" INTEGER,
  "occurred_at" INTEGER,
  "kind" TEXT NOT NULL,
  "value" REAL,
  "scale_min" REAL,
  "scale_max" REAL,
  "higher_is_better" INTEGER,
  "agent" TEXT,
  "comment" TEXT,
  PRIMARY KEY ("source", "rating")
) STRICT, WITHOUT ROWID;
CREATE TABLE "rating_fact" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "rating" TEXT NOT NULL,
  "kind" TEXT,
  "agent" TEXT,
  "sent_at" INTEGER,
  "answered_at" INTEGER,
  "superseded_at" INTEGER,
  "good" INTEGER,
  "points" INTEGER,
  "flagged" INTEGER,
  "sent" INTEGER,
  "excluded" INTEGER,
  PRIMARY KEY ("source", "ticket", "rating")
) STRICT, WITHOUT ROWID;
CREATE TABLE "reject" (
  "run" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "file" TEXT,
  "line" INTEGER,
  "column_name" TEXT,
  "value" TEXT,
  "reason" TEXT NOT NULL,
  "row" TEXT,
  PRIMARY KEY ("run", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "reject_count" (
  "run" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "file" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "column_name" TEXT,
  "reason" TEXT NOT NULL,
  "rows" INTEGER NOT NULL,
  "lines" TEXT,
  PRIMARY KEY ("run", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "response_day" (
  "day" INTEGER NOT NULL,
  "channel" TEXT NOT NULL,
  "bucket" INTEGER NOT NULL,
  "count" INTEGER,
  PRIMARY KEY ("day", "channel", "bucket")
) STRICT, WITHOUT ROWID;
CREATE TABLE "setting" (
  "key" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  PRIMARY KEY ("key")
) STRICT, WITHOUT ROWID;
CREATE TABLE "sla_target" (
  "source" TEXT NOT NULL,
  "policy" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "metric" TEXT NOT NULL,
  "priority" TEXT,
  "seconds" INTEGER NOT NULL,
  "business" INTEGER NOT NULL,
  PRIMARY KEY ("source", "policy", "from_at", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "source_state" (
  "source" TEXT NOT NULL,
  "committed_at" INTEGER NOT NULL,
  "newest_event_at" INTEGER,
  "rows" INTEGER NOT NULL,
  "mapping" TEXT,
  PRIMARY KEY ("source")
) STRICT, WITHOUT ROWID;
CREATE TABLE "state" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "from_at" INTEGER NOT NULL,
  "seq" INTEGER NOT NULL,
  "status" TEXT,
  "team" TEXT,
  "assignee" TEXT,
  "priority" TEXT,
  "topic" TEXT,
  "actor" TEXT,
  PRIMARY KEY ("source", "ticket", "from_at", "seq")
) STRICT, WITHOUT ROWID;
CREATE TABLE "stated" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "metric" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "value" INTEGER,
  "label" TEXT,
  PRIMARY KEY ("source", "ticket", "metric")
) STRICT, WITHOUT ROWID;
CREATE TABLE "target" (
  "metric" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "channel" TEXT,
  "team" TEXT,
  "priority" TEXT,
  "tier" TEXT,
  "seconds" INTEGER,
  "business" INTEGER,
  "from_at" INTEGER,
  "to_at" INTEGER,
  PRIMARY KEY ("metric", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "team" (
  "source" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "name" TEXT,
  "tier" INTEGER,
  PRIMARY KEY ("source", "team")
) STRICT, WITHOUT ROWID;
CREATE TABLE "ticket" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "version_at" INTEGER NOT NULL,
  "version_seq" INTEGER NOT NULL,
  "created_at" INTEGER NOT NULL,
  "channel" TEXT,
  "team" TEXT,
  "priority" TEXT,
  "topic" TEXT,
  "product" TEXT,
  "place" TEXT,
  "customer" TEXT,
  "subject" TEXT,
  "opened_by" TEXT,
  "opened_by_kind" TEXT,
  "merged_into" TEXT,
  "spam" INTEGER,
  "deleted_at" INTEGER,
  PRIMARY KEY ("source", "ticket")
) STRICT, WITHOUT ROWID;
CREATE TABLE "ticket_credit" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "parts" INTEGER,
  PRIMARY KEY ("source", "ticket", "agent")
) STRICT, WITHOUT ROWID;
CREATE TABLE "ticket_fact" (
  "source" TEXT NOT NULL,
  "ticket" TEXT NOT NULL,
  "created_at" INTEGER,
  "channel" TEXT,
  "team" TEXT,
  "priority" TEXT,
  "topic" TEXT,
  "customer" TEXT,
  "tier" TEXT,
  "excluded" INTEGER,
  "opened_by_agent" INTEGER,
  "status" TEXT,
  "status_at" INTEGER,
  "assignee" TEXT,
  "first_reply_at" INTEGER,
  "first_reply_agent" TEXT,
  "first_reply_s" INTEGER,
  "first_reply_business_s" INTEGER,
  "second_reply_at" INTEGER,
  "replies" INTEGER,
  "customer_messages" INTEGER,
  "agent_messages" INTEGER,
  "notes" INTEGER,
  "waits_from" INTEGER,
  "waits_until" INTEGER,
  "answered_at" INTEGER,
  "target_s" INTEGER,
  "target_calendar" TEXT,
  "target_stated" INTEGER,
  "due_at" INTEGER,
  "outcome_at" INTEGER,
  "met" INTEGER,
  "outcome_agent" TEXT,
  "worked_at" INTEGER,
  "first_solved_at" INTEGER,
  "last_solved_at" INTEGER,
  "solver" TEXT,
  "solves" INTEGER,
  "reopens" INTEGER,
  "first_reopened_at" INTEGER,
  "first_resolution_s" INTEGER,
  "full_resolution_s" INTEGER,
  "first_resolution_business_s" INTEGER,
  "full_resolution_business_s" INTEGER,
  "solve_s" INTEGER,
  "solve_business_s" INTEGER,
  "new_s" INTEGER,
  "open_s" INTEGER,
  "pending_s" INTEGER,
  "hold_s" INTEGER,
  "new_business_s" INTEGER,
  "open_business_s" INTEGER,
  "pending_business_s" INTEGER,
  "hold_business_s" INTEGER,
  "assignees" INTEGER,
  "handoffs" INTEGER,
  "teams" INTEGER,
  "escalated_at" INTEGER,
  "escalated_tier" TEXT,
  "escalated_until" INTEGER,
  "fcr_at" INTEGER,
  "fcr" INTEGER,
  "repeat_at" INTEGER,
  "repeated" INTEGER,
  "contact_next_at" INTEGER,
  "retained_at" INTEGER,
  "retained" INTEGER,
  "changed_at" INTEGER,
  PRIMARY KEY ("source", "ticket")
) STRICT, WITHOUT ROWID;
CREATE TABLE "tombstone" (
  "source" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "pseudonym" TEXT NOT NULL,
  PRIMARY KEY ("source", "digest")
) STRICT, WITHOUT ROWID;
CREATE INDEX "backlog_span_to" ON "backlog_span" ("to_at", "from_at", "channel");
CREATE INDEX "clock_fact_next" ON "clock_fact" ("due_at", "metric", "state") WHERE ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX "clock_fact_outcome" ON "clock_fact" ("outcome_at", "metric", "met", "counted", "agent") WHERE outcome_at IS NOT NULL;
CREATE INDEX "contact_credit_at" ON "contact_credit" ("contact_at", "next_at", "source", "agent", "tier", "channel", "tenure", "retained", "replies", "all_replies");
CREATE INDEX "contract_customer" ON "contract" ("source", "customer");
CREATE INDEX "contract_ended" ON "contract" ("to_at", "source", "customer") WHERE to_at IS NOT NULL;
CREATE INDEX "customer_left" ON "customer" ("source", "left_at", "customer") WHERE left_at IS NOT NULL;
CREATE INDEX "customer_since" ON "customer" ("source", "since", "left_at", "customer", "tier");
CREATE INDEX "customer_turn_replied" ON "customer_turn" ("replied_at", "excluded", "asked_at", "reply_business_s", "agent") WHERE replied_at IS NOT NULL;
CREATE INDEX "earlier_wait_from" ON "earlier_wait" ("from_at");
CREATE INDEX "earlier_wait_outcome" ON "earlier_wait" ("outcome_at", "met", "outcome_agent") WHERE outcome_at IS NOT NULL;
CREATE INDEX "earlier_wait_until" ON "earlier_wait" ("until", "from_at", "due_at");
CREATE INDEX "handle_ended" ON "handle" ("to_at", "from_at", "ticket", "agent");
CREATE INDEX "handle_ticket" ON "handle" ("source", "ticket");
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX "purchase_customer" ON "purchase" ("source", "customer", "occurred_at", "kind", "currency", "amount");
CREATE INDEX "purchase_occurred" ON "purchase" ("occurred_at", "source", "customer", "kind");
CREATE INDEX "purchase_sold" ON "purchase" ("occurred_at", "kind", "source") WHERE agent IS NOT NULL;
CREATE INDEX "qa_fact_occurred" ON "qa_fact" ("occurred_at", "score", "agent", "ticket");
CREATE INDEX "qa_score_ticket" ON "qa_score" ("source", "ticket") WHERE ticket IS NOT NULL;
CREATE INDEX "rating_fact_answered" ON "rating_fact" ("answered_at", "excluded", "kind", "good", "points", "agent") WHERE answered_at IS NOT NULL;
CREATE INDEX "rating_fact_flagged" ON "rating_fact" ("answered_at", "excluded", "kind", "flagged") WHERE flagged = 1;
CREATE INDEX "rating_fact_sent" ON "rating_fact" ("sent_at", "kind", "excluded", "answered_at", "agent") WHERE sent = 1;
CREATE INDEX "rating_fact_superseded" ON "rating_fact" ("superseded_at", "answered_at", "excluded", "kind", "good", "points", "agent") WHERE superseded_at IS NOT NULL;
CREATE INDEX "rating_ticket" ON "rating" ("source", "ticket");
CREATE INDEX "ticket_customer" ON "ticket" ("source", "customer", "created_at") WHERE customer IS NOT NULL;
CREATE INDEX "ticket_fact_answered" ON "ticket_fact" ("answered_at", "created_at", "waits_from") WHERE answered_at IS NOT NULL;
CREATE INDEX "ticket_fact_changed" ON "ticket_fact" ("changed_at", "created_at");
CREATE INDEX "ticket_fact_created" ON "ticket_fact" ("created_at", "excluded", "waits_from", "answered_at");
CREATE INDEX "ticket_fact_escalated" ON "ticket_fact" ("escalated_until", "escalated_at", "excluded", "met", "outcome_at") WHERE escalated_at IS NOT NULL;
CREATE INDEX "ticket_fact_lost" ON "ticket_fact" ("source", "customer", "created_at", "retained_at") WHERE retained = 0;
CREATE INDEX "ticket_fact_outcome" ON "ticket_fact" ("outcome_at", "met", "outcome_agent") WHERE outcome_at IS NOT NULL;
CREATE INDEX "ticket_fact_reopened" ON "ticket_fact" ("first_reopened_at", "excluded") WHERE first_reopened_at IS NOT NULL;
CREATE INDEX "ticket_fact_reply" ON "ticket_fact" ("first_reply_at", "excluded", "first_reply_s") WHERE first_reply_at IS NOT NULL;
CREATE INDEX "ticket_fact_retained" ON "ticket_fact" ("retained_at", "contact_next_at", "excluded", "retained", "channel", "tier", "customer", "first_reply_s", "first_resolution_s") WHERE retained_at IS NOT NULL;
CREATE INDEX "ticket_fact_solved" ON "ticket_fact" ("first_solved_at", "excluded", "solves", "first_resolution_s", "first_reply_at", "second_reply_at", "replies", "fcr_at", "fcr") WHERE first_solved_at IS NOT NULL;
CREATE INDEX "ticket_fact_solved_again" ON "ticket_fact" ("last_solved_at", "excluded", "full_resolution_s") WHERE solves > 1;
CREATE INDEX "ticket_fact_solver_unknown" ON "ticket_fact" ("source") WHERE first_solved_at IS NOT NULL AND solver IS NULL;
CREATE INDEX "ticket_fact_wait" ON "ticket_fact" ("waits_until", "waits_from", "due_at", "created_at") WHERE waits_until IS NOT NULL;
CREATE INDEX "ticket_fact_waits_anew" ON "ticket_fact" ("waits_from", "created_at", "excluded") WHERE waits_from > created_at;
CREATE INDEX "ticket_fact_worked" ON "ticket_fact" ("worked_at", "excluded") WHERE worked_at IS NOT NULL;
CREATE INDEX "ticket_merged" ON "ticket" ("source", "merged_into") WHERE merged_into IS NOT NULL;
CREATE INDEX "tombstone_key" ON "tombstone" ("key");
CREATE INDEX "tombstone_pseudonym" ON "tombstone" ("source", "pseudonym", "kind");
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'canonical_and_books', '2026-11-30 15:40:59.595117+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'tables_of_version_2', '2026-11-30 15:40:59.614436+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'versions_of_calendars', '2026-11-30 15:40:59.626475+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'doubtful_times_of_runs', '2026-11-30 15:40:59.637457+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'counts_of_rejects', '2026-11-30 15:40:59.654455+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'spans_of_coverage', '2026-11-30 15:40:59.670509+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'people_who_were_erased', '2026-11-30 15:40:59.678446+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'instants_of_exports', '2026-11-30 15:40:59.690560+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'versions_of_events', '2026-11-30 15:40:59.706295+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'live_runs', '2026-11-30 15:40:59.722528+00:00');
INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('cxtui', 'places_of_feeds', '2026-11-30 15:40:59.736092+00:00');
