"""What goes out to other programs: topics in BCF, demands in IDS."""
