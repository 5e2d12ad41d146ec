-- Tickets whose days after the first solve end on a local day that starts at an instant or later.
SELECT COALESCE(SUM(fcr_known), 0) FROM flow_day WHERE day >= :from_at AND dimension = 'channel'
