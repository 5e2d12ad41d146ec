CREATE TABLE users (
  id int PRIMARY KEY, login varchar(200), pw varchar(128), first_name varchar(100), last_name varchar(100),
  change_time timestamp NULL
);
CREATE TABLE customer_user (
  id int PRIMARY KEY, login varchar(200), pw varchar(128), first_name varchar(100), last_name varchar(100), customer_id varchar(150),
  change_time timestamp NULL
);
CREATE TABLE queue (id int PRIMARY KEY, name varchar(200), change_time timestamp NULL);
CREATE TABLE ticket_state_type (id int PRIMARY KEY, name varchar(200));
CREATE TABLE ticket_state (id int PRIMARY KEY, name varchar(200), type_id int);
CREATE TABLE ticket_priority (id int PRIMARY KEY, name varchar(200));
CREATE TABLE ticket_history_type (id int PRIMARY KEY, name varchar(200));
CREATE TABLE article_sender_type (id int PRIMARY KEY, name varchar(200));
CREATE TABLE communication_channel (id int PRIMARY KEY, name varchar(200));
CREATE TABLE ticket (
  id bigint PRIMARY KEY, tn varchar(50), title varchar(255), queue_id int, user_id int, ticket_priority_id int, ticket_state_id int,
  customer_id varchar(150), customer_user_id varchar(250), escalation_response_time int, escalation_solution_time int,
  create_time timestamp NULL, change_time timestamp NULL
);
CREATE TABLE ticket_history (
  id bigint PRIMARY KEY, history_type_id int, ticket_id bigint, article_id bigint, queue_id int, owner_id int, priority_id int,
  state_id int, create_time timestamp NULL, create_by int
);
CREATE TABLE article (
  id bigint PRIMARY KEY, ticket_id bigint, article_sender_type_id int, communication_channel_id int,
  is_visible_for_customer smallint, create_time timestamp NULL, create_by int, change_time timestamp NULL
);
INSERT INTO users (id, login, first_name, last_name, change_time) VALUES
  (1, 'root@localhost', 'Admin', 'OTRS', '2026-01-01 00:00:00'), (2, 'ann', 'Ann', 'Arbor', '2026-01-01 00:00:00');
INSERT INTO customer_user (id, login, first_name, last_name, customer_id, change_time) VALUES
  (1, 'dora', 'Dora', 'Day', 'acme', '2026-01-01 00:00:00');
INSERT INTO queue VALUES (1, 'Postmaster', '2026-01-01 00:00:00'), (2, 'Help', '2026-01-01 00:00:00');
INSERT INTO ticket_state_type VALUES (1, 'new'), (2, 'open'), (3, 'closed'), (4, 'pending reminder');
INSERT INTO ticket_state VALUES (1, 'new', 1), (4, 'open', 2), (2, 'closed successful', 3), (6, 'pending reminder', 4);
INSERT INTO ticket_priority VALUES (3, '3 normal'), (5, '5 very high');
INSERT INTO ticket_history_type VALUES (1, 'NewTicket'), (8, 'SendAnswer'), (10, 'AddNote'), (16, 'Move'), (22, 'PriorityUpdate'),
  (23, 'OwnerUpdate'), (27, 'StateUpdate'), (17, 'Lock'), (4, 'SendAutoReply');
INSERT INTO article_sender_type VALUES (1, 'agent'), (2, 'system'), (3, 'customer');
INSERT INTO communication_channel VALUES (1, 'Email'), (3, 'Internal');
INSERT INTO ticket VALUES (1, '2026', 'It broke', 2, 2, 5, 2, 'acme', 'dora', 0, 0, {0}, {3600});
INSERT INTO article VALUES
  (1, 1, 3, 1, 1, {0}, 1, {0}), (2, 1, 2, 1, 1, {2}, 1, {2}), (3, 1, 1, 3, 0, {120}, 2, {120}), (4, 1, 1, 1, 1, {900}, 2, {900});
INSERT INTO ticket_history VALUES
  (1, 1, 1, 1, 1, 1, 3, 1, {0}, 1), (2, 16, 1, NULL, 2, 1, 3, 1, {50}, 2), (3, 23, 1, NULL, 2, 2, 3, 1, {60}, 2),
  (9, 4, 1, 2, 1, 1, 3, 1, {2}, 1), (4, 17, 1, NULL, 2, 2, 3, 1, {60}, 2), (5, 10, 1, 3, 2, 2, 3, 1, {120}, 2), (6, 22, 1, NULL, 2, 2, 5, 1, {130}, 2),
  (7, 8, 1, 4, 2, 2, 5, 1, {900}, 2), (8, 27, 1, NULL, 2, 2, 5, 2, {3600}, 2);
