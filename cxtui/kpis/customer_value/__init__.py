"""What service is worth: who stays, what speed has to do with it, what channels and sales bring."""
