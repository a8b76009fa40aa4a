"""Sentences of evidence, in one place so that the portal can translate them. None carries a clause."""

# doors and exits
JOINS_NOTHING = "No space of the model lies on either side."
BOUNDARIES_AGREE = "The file's space boundaries name the same spaces."
BOUNDARIES_DIFFER = "The file's space boundaries name other spaces than the geometry shows."
TWO_SPACES = "A space lies on both sides."
SAME_SPACE = "The same space lies on both sides."
ONE_SIDE_AT_GRADE = "A space lies on one side only, and its floor is at grade."
NOT_AT_GRADE = "The floor here is not at grade: a door to a balcony, roof or pit is no way to the street."
BY_TERRAIN = "The floor is level with the modelled terrain."
EXTERNAL_YES = "The model says IsExternal."
EXTERNAL_NO = "The model says that this door is not external, and calls other doors external."
EXTERNAL_MEANINGLESS = "The model calls no outer door external: the property says nothing here."
BOUNDARY_EXTERNAL = "A space boundary of this door is marked external."
FIRE_EXIT = "The model says FireExit."
ENCLOSED_AREA = "The other side is enclosed by this storey: a court, a shaft or a room that was not modelled."
EXTERNAL_SPACE = "The space beyond is called external by the model."
OVER_ROOM = "The other side is the upper part of a room whose floor lies far below."
LIFT_DOOR = "Named as the door of a lift."
LIFT_BEHIND = "A lift stands behind this door."
OPENING_OUTDOORS = (
    "An opening without a door towards the outside: not proposed; confirm it if people may walk out here."
)
SMALL = "Smaller than a door for people."
WIDE = "Wide as a garage door or gate."
CONFIRMED = "Confirmed by a person."
INTO_STAIR = "Leads into a stairwell."
INTO_LOBBY = "Leads into the lobby before a stairwell."

# spaces
GROUPING = "This space only encloses other spaces and is not measured:"

# stairs
OWN_WELL = "The stair stands in a space of its own."
IN_HALL = "The stair stands in a space that serves other purposes too."
NO_SPACE = "The stair stands in no space of the model."
ALL_DOORS = "Every way into its space is a door."
OPEN_SIDE = "Its space is open to another one without a door."
RATED_DOOR = "A door into its space carries a fire rating."
NO_RATING = "No door into its space carries a fire rating."
LOBBY = "A lobby lies before it."
STAIR_OUTDOORS = "It lies outside every space of the model."
EXTERNAL_STAIR = "The model says that the stair is external."
FOOT_LOOSE = "Its lower end meets no floor of the model."
HEAD_LOOSE = "Its upper end meets no floor of the model."
NO_WAY_OUT = "A stair without a way out: from its end no final exit is reached, so it is no storey exit."
INSIDE_DWELLING = "It lies inside one dwelling."
SUGGESTED = {
    "enclosed": "Suggested kind: enclosed stairwell; a person has to confirm it.",
    "smoke_proof": "Suggested kind: smoke-proof stairwell; a person has to confirm it.",
    "open_stairwell": "Suggested kind: open stairwell; a person has to confirm it.",
    "open_stair": "Suggested kind: open stair; a person has to confirm it.",
    "outdoor": "Suggested kind: outdoor stair; a person has to confirm it.",
    "unknown": "Nothing in the model suggests its kind.",
}

# what people said
CARRIED = "Carried over by position from version"
FLAT_DOOR = "A person says that this is the door of a flat."
NO_FLAT_DOOR = "A person says that this is no door of a flat."
LINKED = "Linked by hand: a person gave the length of the walk."

# uses of spaces
NAMED_SO = "Its name says so."
NAMED_OTHER = "Its name says something else."
DECLARED_SO = "The model declares this use."
DECLARED_OTHER = "The model declares another use."
STAIR_IN_IT = "A stair stands in it."
LIFT_IN_IT = "A lift stands in it."
IS_LOBBY = "A stairwell is entered through it alone."
PASSED = "Others pass through it on their way out."
ELONGATED = "It is long, with doors along it."
IN_FLAT = "It belongs to a flat."

# flats and common parts
FLAT_BY_DOORS = "Common parts are reached from here only by the flat's own doors."
FLAT_UNSURE = "What lies beyond the flat's door is taken for a common part by the plan alone."
FLAT_NO_DOOR = "No door of a flat was found between here and a common part."
COMMON_PART = "Joins stairs, lifts or the street with several dwellings: a common part."
NO_FLAT = "Neither part of a flat nor a common part."


def by_person(since: str | None, evidence: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Evidence for what a person said; ``since``: the version from which it was carried over by position."""
    return ((f"{CARRIED} {since}",) if since else (CONFIRMED,)) + evidence
