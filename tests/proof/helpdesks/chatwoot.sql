CREATE TABLE users (id bigint PRIMARY KEY, name text, display_name text, email text, encrypted_password text, updated_at timestamp);
CREATE TABLE agent_bots (id bigint PRIMARY KEY, name text, updated_at timestamp);
CREATE TABLE teams (id bigint PRIMARY KEY, name text, updated_at timestamp);
CREATE TABLE inboxes (id bigint PRIMARY KEY, channel_type text);
CREATE TABLE contacts (id bigint PRIMARY KEY, name text, email text, phone_number text, created_at timestamp, updated_at timestamp);
CREATE TABLE conversations (
  id bigint PRIMARY KEY, inbox_id int, contact_id bigint, team_id bigint, assignee_id int, status int NOT NULL DEFAULT 0,
  priority int, created_at timestamp, updated_at timestamp
);
CREATE TABLE messages (
  id bigint PRIMARY KEY, conversation_id int, message_type int, content_type int NOT NULL DEFAULT 0, private boolean DEFAULT false,
  sender_type text, sender_id bigint, content text, created_at timestamp, updated_at timestamp
);
CREATE TABLE reporting_events (
  id bigint PRIMARY KEY, name text, conversation_id int, user_id int, event_end_time timestamp, created_at timestamp
);
CREATE TABLE csat_survey_responses (
  id bigint PRIMARY KEY, conversation_id bigint, message_id bigint, rating int, feedback_message text, assigned_agent_id bigint,
  created_at timestamp, updated_at timestamp
);
INSERT INTO users (id, name, updated_at) VALUES (1, 'Ann', '2026-01-01');
INSERT INTO agent_bots VALUES (1, 'Robbie', '2026-01-01');
INSERT INTO teams VALUES (4, 'Help', '2026-01-01');
INSERT INTO inboxes VALUES (2, 'Channel::WebWidget');
INSERT INTO contacts VALUES (1, 'Dora', NULL, NULL, '2026-01-01', '2026-01-01');
INSERT INTO conversations VALUES (1, 2, 1, 4, 1, 1, 2, {0}, {3700});
INSERT INTO messages VALUES
  (1, 1, 0, 0, false, 'Contact', 1, 'words', {0}, {0}),
  (2, 1, 1, 0, false, 'AgentBot', 1, 'words', {5}, {5}),
  (3, 1, 2, 0, false, NULL, NULL, 'Assigned to Ann', {60}, {60}),
  (4, 1, 1, 0, true, 'User', 1, 'words', {120}, {120}),
  (5, 1, 1, 0, false, 'User', 1, 'words', {900}, {900}),
  (6, 1, 3, 9, false, NULL, NULL, 'How was it?', {3601}, {3601});
INSERT INTO reporting_events VALUES
  (1, 'first_response', 1, 1, {900}, {901}), (2, 'conversation_resolved', 1, 1, {3600}, {3600}), (3, 'reply_time', 1, 1, {900}, {901});
INSERT INTO csat_survey_responses VALUES (1, 1, 6, 4, 'good', 1, {3700}, {3700});
