"""How good a model's data is for the check: what can be complained of, the score, what is accepted, export recipes."""
