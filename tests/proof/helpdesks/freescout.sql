CREATE TABLE users (
  id int PRIMARY KEY, first_name varchar(20), last_name varchar(30), email varchar(100), password varchar(255),
  type smallint NOT NULL DEFAULT 1, updated_at timestamp NULL
);
CREATE TABLE mailboxes (id int PRIMARY KEY, name varchar(40) NOT NULL, in_password varchar(255), updated_at timestamp NULL);
CREATE TABLE customers (
  id int PRIMARY KEY, first_name varchar(255), last_name varchar(255), company varchar(60), updated_at timestamp NULL
);
CREATE TABLE conversations (
  id int PRIMARY KEY, type smallint NOT NULL, status smallint NOT NULL, state smallint NOT NULL, subject varchar(998),
  mailbox_id int NOT NULL, user_id int, customer_id int, created_by_user_id int, created_by_customer_id int,
  user_updated_at timestamp NULL, last_reply_at timestamp NULL, created_at timestamp NULL, updated_at timestamp NULL
);
CREATE TABLE threads (
  id int PRIMARY KEY, conversation_id int NOT NULL, user_id int, type smallint NOT NULL, status smallint NOT NULL,
  state smallint NOT NULL, action_type smallint, created_by_user_id int, created_by_customer_id int,
  created_at timestamp NULL, updated_at timestamp NULL
);
INSERT INTO users (id, first_name, last_name, email, type, updated_at) VALUES
  (1, 'Ann', 'Arbor', 'ann@example.test', 1, '2026-01-01 00:00:00'), (2, 'Rules', '', 'r@example.test', 2, '2026-01-01 00:00:00');
INSERT INTO mailboxes (id, name, updated_at) VALUES (1, 'Help', '2026-01-01 00:00:00');
INSERT INTO customers VALUES (1, 'Dora', 'Day', 'Acme', '2026-01-01 00:00:00');
INSERT INTO conversations VALUES (1, 1, 3, 2, 'It broke', 1, 1, 1, NULL, 1, NULL, {900}, {0}, {3600});
INSERT INTO threads VALUES
  (1, 1, NULL, 1, 1, 2, NULL, NULL, 1, {0}, {0}),
  (2, 1, 1, 4, 6, 2, 2, 1, NULL, {60}, {60}),
  (3, 1, 1, 3, 6, 2, NULL, 1, NULL, {120}, {120}),
  (4, 1, 1, 2, 2, 2, NULL, 1, NULL, {900}, {900}),
  (5, 1, 1, 2, 2, 1, NULL, 1, NULL, {950}, {950}),
  (6, 1, 1, 4, 3, 2, 1, 1, NULL, {3600}, {3600});
