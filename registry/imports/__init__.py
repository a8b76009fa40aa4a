"""Census files on their way into the registry: read, convert, plan (the one object), then preview or apply."""
