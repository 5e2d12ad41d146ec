CREATE TABLE ost_staff (
  staff_id int unsigned NOT NULL auto_increment PRIMARY KEY, dept_id int unsigned NOT NULL DEFAULT 0,
  username varchar(32) NOT NULL DEFAULT '', firstname varchar(32), lastname varchar(32), passwd varchar(128),
  isactive tinyint NOT NULL DEFAULT 1, created datetime NOT NULL, updated datetime NOT NULL
);
CREATE TABLE ost_department (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, name varchar(128) NOT NULL, created datetime NOT NULL,
  updated datetime NOT NULL
);
CREATE TABLE ost_user (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, org_id int unsigned NOT NULL DEFAULT 0, name varchar(128) NOT NULL,
  created datetime NOT NULL, updated datetime NOT NULL
);
CREATE TABLE ost_ticket_status (
  id int NOT NULL auto_increment PRIMARY KEY, name varchar(60) NOT NULL, state varchar(16)
);
CREATE TABLE ost_ticket_priority (
  priority_id tinyint NOT NULL auto_increment PRIMARY KEY, priority varchar(60) NOT NULL, priority_desc varchar(30) NOT NULL
);
CREATE TABLE ost_help_topic (topic_id int unsigned NOT NULL auto_increment PRIMARY KEY, topic varchar(128) NOT NULL);
CREATE TABLE ost_form_field (id int unsigned NOT NULL auto_increment PRIMARY KEY, form_id int NOT NULL, name varchar(64) NOT NULL);
CREATE TABLE ost_form_entry (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, form_id int NOT NULL, object_id int unsigned,
  object_type char(1) NOT NULL DEFAULT 'T', KEY entry_lookup (object_type, object_id)
);
CREATE TABLE ost_form_entry_values (
  entry_id int unsigned NOT NULL, field_id int unsigned NOT NULL, value text, value_id int, PRIMARY KEY (entry_id, field_id)
);
CREATE TABLE ost_ticket (
  ticket_id int unsigned NOT NULL auto_increment PRIMARY KEY, ticket_pid int unsigned, number varchar(20),
  user_id int unsigned NOT NULL DEFAULT 0, status_id int unsigned NOT NULL DEFAULT 0, dept_id int unsigned NOT NULL DEFAULT 0,
  topic_id int unsigned NOT NULL DEFAULT 0, staff_id int unsigned NOT NULL DEFAULT 0, flags int unsigned NOT NULL DEFAULT 0,
  source enum('Web','Email','Phone','API','Other') NOT NULL DEFAULT 'Other', duedate datetime, est_duedate datetime,
  closed datetime, lastupdate datetime, created datetime NOT NULL, updated datetime NOT NULL, KEY created (created)
);
CREATE TABLE ost_thread (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, object_id int unsigned NOT NULL, object_type char(1) NOT NULL,
  created datetime NOT NULL, KEY object_id (object_id)
);
CREATE TABLE ost_thread_entry (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, pid int unsigned NOT NULL DEFAULT 0, thread_id int unsigned NOT NULL,
  staff_id int unsigned NOT NULL DEFAULT 0, user_id int unsigned NOT NULL DEFAULT 0, type char(1) NOT NULL,
  flags int unsigned NOT NULL DEFAULT 0, poster varchar(128) NOT NULL DEFAULT '', body text NOT NULL, created datetime NOT NULL,
  updated datetime NOT NULL, KEY thread_id (thread_id)
);
CREATE TABLE ost_event (id int unsigned NOT NULL auto_increment PRIMARY KEY, name varchar(60) NOT NULL);
CREATE TABLE ost_thread_event (
  id int unsigned NOT NULL auto_increment PRIMARY KEY, thread_id int unsigned NOT NULL, thread_type char(1) NOT NULL DEFAULT 'T',
  event_id int unsigned, staff_id int unsigned NOT NULL, team_id int unsigned NOT NULL, dept_id int unsigned NOT NULL,
  topic_id int unsigned NOT NULL, data varchar(1024), username varchar(128) NOT NULL DEFAULT 'SYSTEM', uid int unsigned,
  uid_type char(1) NOT NULL DEFAULT 'S', annulled tinyint unsigned NOT NULL DEFAULT 0, timestamp datetime NOT NULL,
  KEY ticket_state (thread_id, event_id, timestamp), KEY ticket_stats (timestamp, event_id)
);
INSERT INTO ost_event (name) VALUES ('created'), ('closed'), ('reopened'), ('assigned'), ('released'), ('transferred'),
  ('referred'), ('overdue'), ('edited'), ('viewed'), ('error'), ('collab'), ('resent'), ('deleted'), ('merged');
INSERT INTO ost_ticket_status (name, state) VALUES ('Open', 'open'), ('Resolved', 'closed'), ('Closed', 'closed'),
  ('Archived', 'archived'), ('Deleted', 'deleted'), ('At the factory', 'open');
INSERT INTO ost_ticket_priority (priority, priority_desc) VALUES ('low', 'Low'), ('normal', 'Normal'), ('high', 'High'),
  ('emergency', 'Emergency');
INSERT INTO ost_help_topic (topic) VALUES ('Delivery');
INSERT INTO ost_form_field (form_id, name) VALUES (2, 'subject'), (2, 'priority');
INSERT INTO ost_department (name, created, updated) VALUES ('First line', '2026-01-01', '2026-01-01'),
  ('Second line', '2026-01-01', '2026-01-01');
INSERT INTO ost_staff (dept_id, username, firstname, lastname, created, updated) VALUES
  (1, 'ann', 'Ann', 'Arbor', '2026-01-01', '2026-01-01'), (1, 'bob', 'Bob', 'Bell', '2026-01-01', '2026-01-01'),
  (2, 'cleo', NULL, NULL, '2026-01-01', '2026-01-01');
INSERT INTO ost_user (name, created, updated) VALUES ('Dora Day', '2026-01-01', '2026-01-01'),
  ('Emil', '2026-01-01', '2026-01-01'), ('Fay', '2026-01-01', '2026-01-01');
