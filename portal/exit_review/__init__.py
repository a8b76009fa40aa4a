"""The review page of a model 出口确认: exits, stairs, uses, flats, flat doors and ways between storeys."""
