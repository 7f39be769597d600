"""How a scan becomes network input, as configs/plan.json says, for use in MONAI's transforms and evaluators."""
import json
import math

import torch
from torch.nn import functional


def read_plan(path):
    """The plan of configs/plan.json."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)["plan"]


class ScaleIntensity:
    """Clips, subtracts and divides the image of a sample: [1, slices, rows, columns], before it is resampled."""

    most = 1 << 18

    def __init__(self, key, plan):
        self.key, self.plan = key, plan

    def __call__(self, sample):
        image = sample[self.key].float()
        low, high, mean, deviation = self.scale_of(image)
        return {**sample, self.key: (image.clamp(low, high) - mean) / deviation}

    def scale_of(self, image):
        if self.plan["Normalisation"] == 1:
            return tuple(self.plan["Shared" + name] for name in ("Low", "High", "Mean", "Deviation"))
        voxels = torch.as_tensor(image).flatten()
        voxels = voxels[:: (len(voxels) - 1) // self.most + 1].sort().values.double()
        low, high = (float(voxels[math.floor(share * (len(voxels) - 1) + 0.5)]) for share in (0.005, 0.995))
        if high <= low:
            low, high = float(voxels[0]), float(voxels[-1])
        clipped = voxels.clamp(low, high)
        mean, deviation = float(clipped.mean()), float(clipped.std(unbiased=False))
        return low, high, mean, deviation if deviation > 1e-6 * max(1, abs(mean)) else 1.0


class StackInferer:
    """Applies a network of two dimensions to every slice of [n, 1, slices, rows, columns], neighbours as channels."""

    def __init__(self, plan, slices_at_once=8):
        self.plan, self.at_once = plan, slices_at_once

    def __call__(self, inputs, network, *args, **kwargs):
        volumes = torch.stack([self.stack(volume[0], network, self.neighbour(inputs, i)) for i, volume in enumerate(inputs)])
        return volumes

    def neighbour(self, inputs, number):
        """Distance of the neighbouring slices, in slices of the scan."""
        affine = getattr(inputs, "affine", None)
        if affine is None:
            return 1
        affine = affine[number] if affine.ndim == 3 else affine
        return max(1, round(self.plan["SliceSpacingMm"] / float(affine[:3, 0].norm())))

    def stack(self, volume, network, neighbour):
        slices, rows, columns = volume.shape
        step, channels = 1 << (len(self.plan["Widths"]) - 1), self.plan["InputSlices"]
        volume = torch.as_tensor(volume)[None]
        volume = functional.pad(volume, (0, -columns % step, 0, -rows % step), mode="replicate")[0]
        results = []
        for first in range(0, slices, self.at_once):
            middle = torch.arange(first, min(first + self.at_once, slices))
            shift = (torch.arange(channels) - channels // 2) * neighbour
            chosen = (middle[:, None] + shift[None]).clamp(0, slices - 1)
            results.append(network(volume[chosen])[..., :rows, :columns])
        return torch.cat(results).transpose(0, 1)
