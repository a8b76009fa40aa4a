"""How many people there are, whether the ways carry them, and how long they take. Pure; judged by ``bim.rules``."""
