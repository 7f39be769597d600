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


class Frame:
    """One frame of a file: where it lies and its rescaled pixels."""

    def __init__(self, dataset, pixels, group):
        measures = group("PixelMeasuresSequence")
        transformation = group("PixelValueTransformationSequence")
        self.position = numbers(group("PlanePositionSequence").ImagePositionPatient)
        self.orientation = numbers(group("PlaneOrientationSequence").ImageOrientationPatient)
        self.spacing = numbers(measures.PixelSpacing)
        self.thickness = measures.get("SpacingBetweenSlices") or measures.get("SliceThickness")
        slope = transformation.get("RescaleSlope", 1)
        intercept = transformation.get("RescaleIntercept", 0)
        self.voxels = pixels.astype(numpy.float64) * float(slope) + float(intercept)


def numbers(values):
    return [float(value) for value in values]


def frames_of(dataset):
    pixels = dataset.pixel_array
    if "PerFrameFunctionalGroupsSequence" not in dataset:
        return [Frame(dataset, pixels, lambda name: dataset)]
    shared = dataset.SharedFunctionalGroupsSequence[0]
    pixels = pixels.reshape((-1, dataset.Rows, dataset.Columns))

    def group_of(own):
        return lambda name: own[name][0] if name in own else shared[name][0] if name in shared else dataset

    return [
        Frame(dataset, pixels[number], group_of(own))
        for number, own in enumerate(dataset.PerFrameFunctionalGroupsSequence)
    ]


folder, output = sys.argv[1:]
frames = []
for entry in sorted(os.listdir(folder)):
    try:
        frames += frames_of(pydicom.dcmread(os.path.join(folder, entry)))
    except pydicom.errors.InvalidDicomError:
        pass
i, j = numpy.array(frames[0].orientation[:3]), numpy.array(frames[0].orientation[3:])
k = numpy.cross(i, j)
frames.sort(key=lambda frame: float(numpy.dot(frame.position, k)))
first, last = frames[0], frames[-1]
if len(frames) > 1:
    gap = float(numpy.dot(numpy.subtract(last.position, first.position), k)) / (len(frames) - 1)
else:
    gap = float(first.thickness)
header = {
    "size": [first.voxels.shape[1], first.voxels.shape[0], len(frames)],
    "spacing": [first.spacing[1], first.spacing[0], gap],
    "origin": first.position,
    "axes": [list(i), list(j), list(k)],
}
with open(output, "wb") as stream:
    stream.write(json.dumps(header).encode() + b"\n")
    for frame in frames:
        stream.write(numpy.ascontiguousarray(frame.voxels, dtype="<f4").tobytes())
