"""A believable demo city with a fixed seed: areas, estates, organisations, buildings, base map, census rows.

Pure Python. Everything in it is an input; what the product makes of it comes from the product.
"""

from __future__ import annotations

from seeds.city.census import CENSUS_COLUMNS, census_rows, footprints, write_census_csv
from seeds.city.make import SEED, make_city
from seeds.city.model import Area, Building, City, Estate, Feature, Lift, Organisation
from seeds.city.sample import Fault, sample_census

__all__ = [
    "CENSUS_COLUMNS",
    "SEED",
    "Area",
    "Building",
    "City",
    "Estate",
    "Fault",
    "Feature",
    "Lift",
    "Organisation",
    "census_rows",
    "footprints",
    "make_city",
    "sample_census",
    "write_census_csv",
]
