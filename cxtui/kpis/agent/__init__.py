"""What one agent may know: own work, own numbers, and a floor that shows nobody else."""
