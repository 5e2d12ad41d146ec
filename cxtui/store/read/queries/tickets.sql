SELECT SUM(created) FROM flow_day
