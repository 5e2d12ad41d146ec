SELECT SUM(created) FROM flow_day WHERE dimension = 'channel'
