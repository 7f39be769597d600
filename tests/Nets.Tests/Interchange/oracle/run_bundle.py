"""Runs a bundle's own scripts in PyTorch.

Usage: run_bundle.py BUNDLE network|scan INPUT OUTPUT SIZE...

INPUT and OUTPUT are little-endian 32-bit floats, last index fastest. network: input to probabilities. scan: voxels
[slices, rows, columns] to the probabilities of every class on them.
"""
import sys

import numpy
import torch

bundle, mode, source, output, *sizes = sys.argv[1:]
sys.path.insert(0, bundle)
from scripts import network, scans

torch.set_num_threads(1)
model = network.load(bundle + "/models/model.safetensors")
values = torch.from_numpy(numpy.fromfile(source, "<f4").reshape([int(size) for size in sizes]))
with torch.no_grad():
    if mode == "network":
        result = model(values)
    else:
        plan = scans.read_plan(bundle + "/configs/plan.json")
        scaled = scans.ScaleIntensity("image", plan)({"image": values[None]})["image"]
        result = scans.StackInferer(plan)(scaled[None], model)
result.contiguous().numpy().astype("<f4").tofile(output)
