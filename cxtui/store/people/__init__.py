"""What a store holds of people: where it stands, and taking it out again."""
