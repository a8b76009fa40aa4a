"""Every sentence that reading can say, by code, with ``%(name)s`` placeholders.

``ERRORS`` belong to ``ReadError``; ``NOTES`` to ``QualityNote`` (with severity). The sentences are message ids: a
caller with a translation catalogue looks up the template and fills in the context afterwards. ``gettext_noop`` only
marks them for extraction, so that this package needs no Django.
"""

from __future__ import annotations

from bim.facts import Severity


def gettext_noop(text: str) -> str:
    """Mark a message id for ``makemessages``."""
    return text


ERRORS: dict[str, str] = {
    "empty": gettext_noop("%(file)s is empty; export the model again."),
    "not_ifc": gettext_noop(
        "%(file)s is not an IFC file: it does not begin with ISO-10303-21. Export the model as IFC (STEP)."
    ),
    "utf16": gettext_noop("%(file)s is stored as UTF-16 text; save it as a plain IFC (STEP) file."),
    "truncated": gettext_noop(
        "%(file)s ends before END-ISO-10303-21, so part of the model is missing; export or copy it again."
    ),
    "ifcxml": gettext_noop("%(file)s is an ifcXML file, which is not read here; export it as IFC (STEP, .ifc)."),
    "no_schema": gettext_noop("%(file)s names no FILE_SCHEMA in its header; export it again."),
    "schema": gettext_noop(
        "%(file)s uses the schema %(schema)s, which is not read here; export it as IFC2x3, IFC4 or IFC4x3."
    ),
    "too_large": gettext_noop("%(file)s is larger than %(limit_mb)s MB; split the model by building or discipline."),
    "too_many_files": gettext_noop("The delivery holds %(count)s files; at most %(limit)s are read together."),
    "nothing": gettext_noop("The delivery holds no file."),
    "missing": gettext_noop("%(file)s cannot be opened; check that it exists and may be read."),
    "zip_broken": gettext_noop("%(file)s is a damaged zip archive; pack the model again."),
    "zip_encrypted": gettext_noop("%(file)s is protected by a password; pack the model without one."),
    "zip_path": gettext_noop(
        "%(file)s holds a member with a path that leads out of the archive, or a link; pack the plain .ifc file."
    ),
    "zip_no_ifc": gettext_noop("%(file)s holds no .ifc file; pack exactly one."),
    "zip_many": gettext_noop(
        "%(file)s holds %(count)s .ifc files; upload them as files of one delivery, one per archive."
    ),
    "zip_ratio": gettext_noop(
        "%(file)s unpacks to more than %(limit)s times its size, as only a zip bomb does; upload the unpacked .ifc."
    ),
    "cyclic_placement": gettext_noop(
        "%(file)s: the placement #%(step)s refers back to itself, so nothing that stands on it has a position; "
        "export the model again or report it to the maker of the exporter."
    ),
    "cyclic_tree": gettext_noop(
        "%(file)s: the element #%(step)s is a part of itself through its parents; export the model again."
    ),
    "parse": gettext_noop("%(file)s cannot be parsed as IFC: %(why)s. Export the model again."),
    "content": gettext_noop(
        "%(file)s says something that cannot be understood (%(why)s); check the model and export it again."
    ),
    "building_unknown": gettext_noop(
        "The delivery holds no IfcBuilding with the GlobalId %(guid)s; it holds %(have)s. Name one of these."
    ),
    "building_choice": gettext_noop(
        "The delivery holds %(count)s buildings (%(names)s); say which of them is meant before it is checked."
    ),
    "no_project": gettext_noop("%(file)s holds no IfcProject and no product; export the whole model."),
}

NOTES: dict[str, tuple[Severity, str]] = {
    "repaired": ("info", gettext_noop("%(file)s was repaired before reading: %(repair)s")),
    "same_file": (
        "warning",
        gettext_noop("%(file)s has the same bytes as another file of the delivery and was left out."),
    ),
    "exporter": ("info", gettext_noop("%(file)s was written by %(exporter)s.")),
    "geometry_lost": (
        "error",
        gettext_noop(
            "%(count)s %(what)s have a shape in the file that no geometry kernel could build; they are missing from "
            "the check. Repair or remodel them."
        ),
    ),
    "element_skipped": (
        "error",
        gettext_noop(
            "The shape of %(count)s %(what)s hung or crashed the geometry kernel and was left out; what they bound or "
            "carry is not in the check. Remodel them."
        ),
    ),
    "geometry_absent": (
        "warning",
        gettext_noop("%(count)s %(what)s have no shape in the file; model and export them."),
    ),
    "geometry_retried": ("info", gettext_noop("%(count)s %(what)s were built only by a second geometry kernel.")),
    "floor_footprint": (
        "info",
        gettext_noop("%(count)s spaces have no usable solid; their outline is their FootPrint curve or bounding box."),
    ),
    "floor_projected": (
        "warning",
        gettext_noop("%(count)s spaces have no downward faces; their outline is the projection of the whole solid."),
    ),
    "floor_missing": ("error", gettext_noop("%(count)s spaces have a shape without any floor area; remodel them.")),
    "space_parts": ("info", gettext_noop("%(count)s spaces are groups of other spaces; their parts are used instead.")),
    "space_gross": (
        "info",
        gettext_noop("%(count)s spaces are gross floor areas, not rooms; they are left without shape."),
    ),
    "spaces_none": (
        "error",
        gettext_noop("The model holds no IfcSpace, so no route can pass or fail; model the rooms and export them."),
    ),
    "spaces_derived": (
        "warning",
        gettext_noop(
            "%(rooms)s rooms of %(count)s storeys without spaces (%(names)s) were derived from walls and slabs: a "
            "draft on which nothing passes or fails. Model the rooms and export them."
        ),
    ),
    "rooms_meet_openly": (
        "warning",
        gettext_noop(
            "%(count)s rooms meet at %(edges)s edges without a wall, a door or a boundary; they are taken as open to "
            "each other. Export the virtual boundaries of the rooms, or model the wall."
        ),
    ),
    "rooms_meet_unknown": (
        "warning",
        gettext_noop(
            "%(count)s rooms touch, but too few walls are delivered to tell whether one can walk across; deliver the "
            "walls, or export the boundaries of the rooms."
        ),
    ),
    "spaces_unnamed": ("warning", gettext_noop("%(count)s spaces have no name; give each a number or a name.")),
    "spaces_on_storey_none": (
        "warning",
        gettext_noop("%(count)s storeys hold doors but no space: %(names)s. Model the rooms of these storeys."),
    ),
    "spaces_too_large": (
        "warning",
        gettext_noop(
            "%(count)s spaces are more than half as large again as all the rest of their storey (e.g. %(area_m2)s m²); "
            "check what bounds them."
        ),
    ),
    "space_height_implausible": (
        "warning",
        gettext_noop(
            "%(count)s spaces are lower than 1.8 m or higher than 40 m (e.g. %(example_m)s m); check their height."
        ),
    ),
    "spaces_doorless": (
        "warning",
        gettext_noop("%(count)s spaces have no door, opening or stair at all; model what leads into them."),
    ),
    "spaces_overlap": (
        "warning",
        gettext_noop("%(count)s pairs of spaces of one storey overlap by more than 0.5 m²; mend their outlines."),
    ),
    "doors_none": ("error", gettext_noop("The model holds no door, so no exit can be found; export the doors.")),
    "door_unplaced": (
        "error",
        gettext_noop("%(count)s doors have neither a usable placement nor a shape; they are left out. Place them."),
    ),
    "door_misplaced": (
        "info",
        gettext_noop(
            "%(count)s doors do not start at their placement; they were put into the openings that they fill."
        ),
    ),
    "door_width_missing": (
        "warning",
        gettext_noop(
            "%(count)s doors state no OverallWidth; their width is unknown, only their place is taken from geometry."
        ),
    ),
    "door_width_implausible": (
        "warning",
        gettext_noop("%(count)s doors state a width outside 0.5–4 m (e.g. %(example_m)s m); check the door types."),
    ),
    "door_wider_than_opening": (
        "warning",
        gettext_noop(
            "%(count)s doors state a width larger than the opening that they fill (e.g. %(stated_m)s m in "
            "%(opening_m)s m); correct the one that is wrong."
        ),
    ),
    "doors_unlinked": (
        "warning",
        gettext_noop("%(count)s doors have no space on either side; model the rooms that they join."),
    ),
    "doors_same_space": (
        "warning",
        gettext_noop("%(count)s doors have the same space on both sides; divide it or correct its outline."),
    ),
    "units_implausible": (
        "error",
        gettext_noop(
            "Half of the %(what)s measure outside %(low_m)s–%(high_m)s m (median %(median_m)s m): the length unit of "
            "the file is probably wrong. Set the right unit and export again; until then no distance can be believed."
        ),
    ),
    "unit_missing": (
        "error",
        gettext_noop("%(file)s states no length unit; metres are assumed. Export it with units."),
    ),
    "guid_repeated": (
        "warning",
        gettext_noop("%(count)s GlobalIds stand at more than one element; results are kept apart by file number."),
    ),
    "guid_invalid": (
        "warning",
        gettext_noop("%(count)s GlobalIds are not of the form that IFC asks for (e.g. %(example)s); export again."),
    ),
    "text_damaged": (
        "warning",
        gettext_noop("%(count)s names were damaged by a wrong encoding (e.g. %(example)s); export again."),
    ),
    "storeys_unnamed": ("info", gettext_noop("%(count)s storeys have no name; name them.")),
    "storey_height_implausible": (
        "warning",
        gettext_noop(
            "%(count)s storeys are less than 1 m or more than 12 m high (e.g. %(example_m)s m); check their elevations."
        ),
    ),
    "storeys_none": (
        "error",
        gettext_noop("The model holds no IfcBuildingStorey; storeys were derived from the heights of the floors."),
    ),
    "storey_elevation_derived": (
        "warning",
        gettext_noop("The storey %(name)s states no elevation; %(elevation_m)s m was derived from what stands on it."),
    ),
    "storey_elevation_unknown": (
        "warning",
        gettext_noop("The storey %(name)s states no elevation and nothing stands on it; state its elevation."),
    ),
    "storey_elevation_moved": (
        "warning",
        gettext_noop("Storey elevations and placements disagree; the %(used)s agree with the floors and were used."),
    ),
    "unplaced_storey": (
        "warning",
        gettext_noop("%(count)s %(what)s belong to no storey; they were put on the storey that fits their height."),
    ),
    "boundaries_none": (
        "info",
        gettext_noop("The model holds no space boundaries; doors are joined to rooms by geometry."),
    ),
    "boundaries_partial": (
        "info",
        gettext_noop("%(count)s spaces have no space boundary; their doors are joined by geometry alone."),
    ),
    "external_missing": (
        "warning",
        gettext_noop("No door states IsExternal; exits are proposed from geometry alone. State it on every door."),
    ),
    "external_all_false": (
        "warning",
        gettext_noop("Every door says IsExternal = false, which cannot be; the statement is not used as evidence."),
    ),
    "external_contradicts": (
        "warning",
        gettext_noop("%(count)s doors say IsExternal = true but join two spaces; correct the property or the spaces."),
    ),
    "fire_rating_missing": (
        "warning",
        gettext_noop("No door states a FireRating, so no door can show that a stairwell is enclosed; state it."),
    ),
    "fire_exit_missing": (
        "info",
        gettext_noop("No door states FireExit; exits are proposed without the designer's own word. State it."),
    ),
    "buildings_joined_guid": (
        "info",
        gettext_noop("%(files)s files hold a part of the building %(name)s, known by its GlobalId."),
    ),
    "buildings_joined_name": (
        "info",
        gettext_noop(
            "%(files)s files hold a part of the building %(name)s under different GlobalIds; they were joined by its "
            "name. Export all of them from one project."
        ),
    ),
    "buildings_joined_place": (
        "warning",
        gettext_noop(
            "%(files)s files hold a building in the same place under different GlobalIds; they were taken for one, "
            "%(name)s. If they are two, deliver them apart."
        ),
    ),
    "building_guid_shared": (
        "warning",
        gettext_noop(
            "The buildings %(name)s and %(other)s have one GlobalId but stand apart; they are kept as two. Give each "
            "its own when it is exported."
        ),
    ),
    "storeys_joined": (
        "info",
        gettext_noop("The storeys %(name)s and %(other)s of two files lie at one height and were joined."),
    ),
    "element_repeated": (
        "info",
        gettext_noop("%(count)s elements come in more than one file, at the same place; each was counted once."),
    ),
    "north_disagrees": (
        "warning",
        gettext_noop(
            "The files state different norths: %(file)s %(north_deg)s°, %(other)s %(other_deg)s°. The first is used; "
            "one of the models may be turned."
        ),
    ),
    "georeference_disagrees": (
        "warning",
        gettext_noop(
            "The files state different places on the map: %(file)s %(at)s, %(other)s %(other_at)s. They were joined by "
            "their own coordinates; export them with one origin."
        ),
    ),
    "scales_disagree": (
        "error",
        gettext_noop(
            "%(file)s measures %(size_m)s m across and %(other)s %(other_m)s m, though both hold one building: one of "
            "them states a wrong length unit. Set it right and export again."
        ),
    ),
    "offsets_disagree": (
        "error",
        gettext_noop(
            "%(file)s lies at %(at)s m and %(other)s at %(other_at)s m, %(gap_m)s m apart, though both hold one "
            "building: they share no origin, and no way leads from one to the other. Export them with one origin."
        ),
    ),
    "buildings_far_apart": (
        "warning",
        gettext_noop(
            "%(file)s lies at %(at)s m and %(other)s at %(other_at)s m, %(gap_m)s m apart; check that they "
            "belong to one delivery and share an origin."
        ),
    ),
    "references_differ": (
        "warning",
        gettext_noop(
            "The ±0.00 of the buildings lie between %(low_m)s m and %(high_m)s m; what is at grade was asked of "
            "%(used_m)s m alone. Check each building by itself."
        ),
    ),
    "buildings_left_out": (
        "info",
        gettext_noop("Other buildings of the delivery were left out: %(names)s."),
    ),
    "buildings_touch": (
        "info",
        gettext_noop(
            "Other buildings that touch this one were read with it, since ways may lead through them: %(names)s. They "
            "are not judged."
        ),
    ),
    "geolocation_coarse": (
        "info",
        gettext_noop(
            "The site's latitude and longitude are given in whole minutes (%(place)s), to about 2 km; its position is "
            "not used."
        ),
    ),
    "geolocation_default": (
        "warning",
        gettext_noop(
            "The site lies at %(place)s, which %(why)s; its position is not used. Set the project's location."
        ),
    ),
    "stairs_none": (
        "error",
        gettext_noop(
            "The model has %(storeys)s storeys with rooms but no stair or ramp; upper storeys have no way down."
        ),
    ),
    "exits_none": (
        "error",
        gettext_noop(
            "No door is proposed or confirmed as a final exit, so nobody can be shown a way to the street; model the "
            "doors that lead outdoors or confirm them."
        ),
    ),
    "spaces_unreachable": (
        "error",
        gettext_noop(
            "%(count)s spaces with a floor have no way to the street in the model; check their doors, the stairs and "
            "the final exits."
        ),
    ),
    "stair_derived": (
        "warning",
        gettext_noop("The walking line of %(count)s stairs was derived from their bounding run; check its length."),
    ),
    "stair_unread": (
        "error",
        gettext_noop("%(count)s stairs yield no believable walking line; link them by hand or remodel their treads."),
    ),
    "stair_floating": (
        "warning",
        gettext_noop("%(count)s stairs meet no floor at one end; place rooms there or correct their levels."),
    ),
    "stair_riser_disagrees": (
        "warning",
        gettext_noop(
            "%(count)s stair flights state a riser height that their shape contradicts (stated %(stated_m)s m, "
            "measured %(measured_m)s m); the measured one is used."
        ),
    ),
    "lifts_none": (
        "warning",
        gettext_noop("The model is %(height_m)s m tall but holds no lift (IfcTransportElement); model the lifts."),
    ),
    "lift_unplaced": ("info", gettext_noop("%(count)s lifts have no position.")),
    "column_skipped": ("info", gettext_noop("%(count)s columns have no believable outline and are not obstacles.")),
    "opening_unread": (
        "warning",
        gettext_noop("%(count)s unfilled openings in walls have no usable shape; a passage there is not seen."),
    ),
    "virtual_unread": ("info", gettext_noop("%(count)s virtual boundaries have a surface that is not read.")),
}
