CREATE TABLE roles (id serial PRIMARY KEY, name varchar(100) NOT NULL);
CREATE TABLE permissions (id serial PRIMARY KEY, name varchar(255) NOT NULL);
CREATE TABLE permissions_roles (role_id int NOT NULL, permission_id int NOT NULL);
CREATE TABLE roles_users (user_id int NOT NULL, role_id int NOT NULL);
CREATE TABLE users (
  id serial PRIMARY KEY, organization_id int, login varchar(255) NOT NULL, firstname varchar(100) DEFAULT '',
  lastname varchar(100) DEFAULT '', email varchar(255) DEFAULT '', password varchar(120), active boolean NOT NULL DEFAULT true,
  created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL
);
CREATE TABLE groups (
  id serial PRIMARY KEY, name varchar(160) NOT NULL, created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL
);
CREATE TABLE ticket_state_types (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE ticket_states (id serial PRIMARY KEY, state_type_id int NOT NULL, name varchar(250) NOT NULL);
CREATE TABLE ticket_priorities (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE tickets (
  id serial PRIMARY KEY, group_id int NOT NULL, priority_id int NOT NULL, state_id int NOT NULL, number varchar(60) NOT NULL,
  title varchar(250) NOT NULL, owner_id int NOT NULL, customer_id int NOT NULL,
  first_response_escalation_at timestamp(3), close_escalation_at timestamp(3), create_article_type_id int,
  created_by_id int NOT NULL, updated_by_id int NOT NULL, created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL
);
CREATE INDEX ON tickets (updated_at);
CREATE INDEX ON tickets (created_at);
CREATE TABLE ticket_article_types (id serial PRIMARY KEY, name varchar(250) NOT NULL, communication boolean NOT NULL);
CREATE TABLE ticket_article_senders (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE ticket_articles (
  id serial PRIMARY KEY, ticket_id int NOT NULL, type_id int NOT NULL, sender_id int NOT NULL, body text NOT NULL,
  internal boolean NOT NULL DEFAULT false, created_by_id int NOT NULL, origin_by_id int, created_at timestamp(3) NOT NULL,
  updated_at timestamp(3) NOT NULL
);
CREATE INDEX ON ticket_articles (created_at);
CREATE INDEX ON ticket_articles (ticket_id);
CREATE TABLE history_types (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE history_objects (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE history_attributes (id serial PRIMARY KEY, name varchar(250) NOT NULL);
CREATE TABLE histories (
  id serial PRIMARY KEY, history_type_id int NOT NULL, history_object_id int NOT NULL, history_attribute_id int,
  o_id int NOT NULL, related_o_id int, related_history_object_id int, id_to int, id_from int, value_from varchar(500),
  value_to varchar(500), created_by_id int NOT NULL, created_at timestamp(3) NOT NULL, updated_at timestamp(3) NOT NULL
);
CREATE INDEX ON histories (o_id);
CREATE INDEX ON histories (related_o_id);
CREATE INDEX ON histories (created_at);
INSERT INTO roles (name) VALUES ('Admin'), ('Agent'), ('Customer');
INSERT INTO permissions (name) VALUES ('admin'), ('ticket.agent'), ('ticket.customer');
INSERT INTO permissions_roles VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO ticket_state_types (name)
  VALUES ('new'), ('open'), ('pending reminder'), ('pending action'), ('closed'), ('merged'), ('removed');
INSERT INTO ticket_states (state_type_id, name)
  VALUES (1, 'new'), (2, 'open'), (3, 'pending reminder'), (5, 'closed'), (6, 'merged'), (2, 'asked the factory');
INSERT INTO ticket_priorities (name) VALUES ('1 low'), ('2 normal'), ('3 high');
INSERT INTO ticket_article_types (name, communication) VALUES ('email', true), ('phone', true), ('note', false), ('web', true);
INSERT INTO ticket_article_senders (name) VALUES ('Agent'), ('Customer'), ('System');
INSERT INTO history_types (name) VALUES ('created'), ('updated'), ('received_merge'), ('merged_into');
INSERT INTO history_objects (name) VALUES ('Ticket'), ('Ticket::Article'), ('User');
INSERT INTO history_attributes (name) VALUES ('state'), ('owner'), ('group'), ('priority'), ('title');
INSERT INTO groups (name, created_at, updated_at)
  VALUES ('First line', '2026-01-01', '2026-01-01'), ('Second line', '2026-01-01', '2026-01-01');
INSERT INTO users (login, firstname, lastname, created_at, updated_at) VALUES
  ('-', '-', '', '2026-01-01', '2026-01-01'), ('ann', 'Ann', 'Arbor', '2026-01-01', '2026-01-01'),
  ('bob', 'Bob', 'Bell', '2026-01-01', '2026-01-01'), ('cleo', 'Cleo', 'Coe', '2026-01-01', '2026-01-01'),
  ('dora', 'Dora', 'Day', '2026-01-01', '2026-01-01'), ('emil', 'Emil', '', '2026-01-01', '2026-01-01'),
  ('fay@example.test', '', '', '2026-01-01', '2026-01-01');
INSERT INTO roles_users VALUES (1, 1), (2, 2), (3, 2), (4, 2), (4, 1), (5, 3), (6, 3), (7, 3);
