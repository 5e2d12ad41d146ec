"""What a Singer tap or an Airbyte connector writes: messages, a JSON object a line."""
