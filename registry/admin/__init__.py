from registry.admin import buildings, elevators, estates, responsibilities

__all__ = ["buildings", "elevators", "estates", "responsibilities"]
