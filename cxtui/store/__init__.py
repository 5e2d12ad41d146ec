"""The one SQLite file: schema, migrations, building it whole, applying a batch; ``read`` for readers."""
