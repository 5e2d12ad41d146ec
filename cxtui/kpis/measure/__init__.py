"""Any number for any period, filter and instant: one way to read it for every face."""
