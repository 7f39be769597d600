"""Dumps a DICOM series as an independent reader sees it.

Usage: dump_series.py FOLDER OUTPUT

OUTPUT gets a line of JSON (size, spacing, origin, the three axes; LPS, mm), a newline, and the voxels as little-endian
32-bit floats, X fastest, slices in the order of their place along the normal. Needs pydicom and numpy.
"""
import json
import os
import sys

import numpy
import pydicom

folder, output = sys.argv[1:]
slices = []
for entry in sorted(os.listdir(folder)):
    try:
        slices.append(pydicom.dcmread(os.path.join(folder, entry)))
    except pydicom.errors.InvalidDicomError:
        pass
orientation = numpy.array([float(x) for x in slices[0].ImageOrientationPatient])
i, j = orientation[:3], orientation[3:]
k = numpy.cross(i, j)
place = {id(s): float(numpy.dot([float(x) for x in s.ImagePositionPatient], k)) for s in slices}
slices.sort(key=lambda s: place[id(s)])
first, last = slices[0], slices[-1]
if len(slices) > 1:
    gap = (place[id(last)] - place[id(first)]) / (len(slices) - 1)
else:
    gap = float(first.get("SpacingBetweenSlices") or first.SliceThickness)
spacing = [float(first.PixelSpacing[1]), float(first.PixelSpacing[0]), gap]
header = {
    "size": [int(first.Columns), int(first.Rows), len(slices)],
    "spacing": spacing,
    "origin": [float(x) for x in first.ImagePositionPatient],
    "axes": [list(i), list(j), list(k)],
}
with open(output, "wb") as stream:
    stream.write(json.dumps(header).encode() + b"\n")
    for s in slices:
        pixels = s.pixel_array.astype(numpy.float64)
        pixels = pixels * float(s.get("RescaleSlope", 1) or 1) + float(s.get("RescaleIntercept", 0) or 0)
        stream.write(numpy.ascontiguousarray(pixels, dtype="<f4").tobytes())
