"""Distances worked out in other ways than the product's: by hand, and by fast marching on a raster."""
