CREATE TABLE glpi_users (
  id int PRIMARY KEY, name varchar(255), password varchar(255), realname varchar(255), firstname varchar(255),
  date_mod timestamp NULL
);
CREATE TABLE glpi_groups (id int PRIMARY KEY, name varchar(255), date_mod timestamp NULL);
CREATE TABLE glpi_itilcategories (id int PRIMARY KEY, completename text);
CREATE TABLE glpi_requesttypes (id int PRIMARY KEY, name varchar(255));
CREATE TABLE glpi_tickets (
  id int PRIMARY KEY, name varchar(255), date timestamp NULL, date_mod timestamp NULL, status int, priority int,
  users_id_recipient int NOT NULL DEFAULT 0, requesttypes_id int NOT NULL DEFAULT 0, itilcategories_id int NOT NULL DEFAULT 0,
  time_to_resolve timestamp NULL, is_deleted tinyint NOT NULL DEFAULT 0
);
CREATE TABLE glpi_tickets_users (id int auto_increment PRIMARY KEY, tickets_id int, users_id int, type int);
CREATE TABLE glpi_groups_tickets (id int auto_increment PRIMARY KEY, tickets_id int, groups_id int, type int);
CREATE TABLE glpi_itilfollowups (
  id int PRIMARY KEY, itemtype varchar(100), items_id int, date timestamp NULL, users_id int, is_private tinyint,
  date_mod timestamp NULL
);
CREATE TABLE glpi_itilsolutions (
  id int PRIMARY KEY, itemtype varchar(100), items_id int, users_id int, date_creation timestamp NULL, date_mod timestamp NULL
);
CREATE TABLE glpi_logs (
  id int PRIMARY KEY, itemtype varchar(100), items_id int, user_name varchar(255), date_mod timestamp NULL, id_search_option int,
  old_value varchar(255), new_value varchar(255)
);
CREATE TABLE glpi_ticketsatisfactions (
  id int PRIMARY KEY, tickets_id int, date_begin timestamp NULL, date_answered timestamp NULL, satisfaction int, comment text
);
INSERT INTO glpi_users (id, name, realname, firstname, date_mod) VALUES
  (2, 'ann', 'Arbor', 'Ann', '2026-01-01 00:00:00'), (7, 'dora', 'Day', 'Dora', '2026-01-01 00:00:00');
INSERT INTO glpi_groups VALUES (3, 'Help', '2026-01-01 00:00:00');
INSERT INTO glpi_itilcategories VALUES (1, 'Delivery > Late');
INSERT INTO glpi_requesttypes VALUES (2, 'E-Mail');
INSERT INTO glpi_tickets VALUES (1, 'It broke', {0}, {3600}, 5, 5, 7, 2, 1, {7200}, 0);
INSERT INTO glpi_tickets_users (tickets_id, users_id, type) VALUES (1, 7, 1), (1, 2, 2);
INSERT INTO glpi_groups_tickets (tickets_id, groups_id, type) VALUES (1, 3, 2);
INSERT INTO glpi_itilfollowups VALUES
  (1, 'Ticket', 1, {120}, 2, 1, {120}), (2, 'Ticket', 1, {900}, 2, 0, {900}), (3, 'Ticket', 1, {1000}, 7, 0, {1000});
INSERT INTO glpi_itilsolutions VALUES (1, 'Ticket', 1, 2, {3600}, {3600});
INSERT INTO glpi_logs VALUES
  (1, 'Ticket', 1, 'Arbor Ann (2)', {60}, 5, '', 'Arbor Ann (2)'), (2, 'Ticket', 1, 'Arbor Ann (2)', {60}, 12, '1', '2'),
  (3, 'Ticket', 1, 'Arbor Ann (2)', {70}, 8, '', 'Help (3)'), (4, 'Ticket', 1, 'Arbor Ann (2)', {80}, 3, '3', '5'),
  (5, 'Ticket', 1, 'cron_closeticket', {90}, 12, '2', '4'), (6, 'Ticket', 1, 'Arbor Ann (2)', {3600}, 12, '4', '5'),
  (7, 'Computer', 1, 'Arbor Ann (2)', {70}, 3, '1', '2');
INSERT INTO glpi_ticketsatisfactions VALUES (1, 1, {3600}, {5000}, 4, 'good');
