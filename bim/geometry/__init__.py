"""Exact plane geometry of walking: free polygons, visibility graphs, distance fields, farthest points.

Pure functions on shapely polygons and numpy arrays, all lengths in metres. Nothing here knows about IFC or codes.
"""
