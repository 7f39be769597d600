"""The learner's network, loss and training step in plain PyTorch, driven over standard input by Learner.Bench.

One JSON object a line in, one out. Commands:
  {"do": "open", "case": {...}, "weights": FILE, "input": FILE, "target": FILE, "threads": N, "learning_rate": ..., "weight_decay": ..., "norm": ...}
  {"do": "train", "variant": "nchw|channels-last[+for-loops]", "steps": N}    seconds of N steps after one another
  {"do": "infer", "variant": "nchw|channels-last[+frozen]", "runs": N}        seconds of N forward passes
  {"do": "outputs", "variant": ..., "to": FILE}                              probabilities, [n, classes, ...], float32
  {"do": "peak"}                                                             highest resident memory, MiB
The files are plain float32: weights and statistics by name in one safetensors file, input [n, ..., channels], target [n, ..., classes].
Plain means: no compiled extension but PyTorch's own. The optimiser is torch.optim.AdamW, by default with foreach.
"""
import json
import resource
import struct
import sys
import time
import warnings

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.filterwarnings("ignore")


def read_safetensors(path):
    with open(path, "rb") as f:
        length = struct.unpack("<q", f.read(8))[0]
        header = json.loads(f.read(length))
        rest = f.read()
    return {k: torch.from_numpy(np.frombuffer(rest, np.float32, (v["data_offsets"][1] - v["data_offsets"][0]) // 4, v["data_offsets"][0])
                                .reshape(v["shape"]).copy()) for k, v in header.items() if k != "__metadata__"}


class Block(nn.Module):
    def __init__(self, i, o, flat, dims):
        super().__init__()
        conv = nn.Conv3d if dims == 3 else nn.Conv2d
        norm = nn.BatchNorm3d if dims == 3 else nn.BatchNorm2d
        kernel, pad = ((1, 3, 3), (0, 1, 1)) if dims == 3 and flat else (3, 1)
        self.conv1, self.norm1 = conv(i, o, kernel, padding=pad, bias=False), norm(o)
        self.conv2, self.norm2 = conv(o, o, kernel, padding=pad, bias=False), norm(o)
        self.skip = conv(i, o, 1, bias=False) if i != o else nn.Identity()

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        return F.relu(self.norm2(self.conv2(y)).add_(self.skip(x)), inplace=True)


class UNet(nn.Module):
    def __init__(self, case):
        super().__init__()
        w, self.dims, flat, self.aux = case["widths"], case["dimensions"], case["flat"], case["supervised"]
        conv = nn.Conv3d if self.dims == 3 else nn.Conv2d
        self.enc = nn.ModuleList([Block(case["channels"] if i == 0 else w[i - 1], w[i], i < flat, self.dims) for i in range(len(w))])
        self.up = nn.ModuleList([conv(w[i + 1], w[i], 1, bias=False) for i in range(len(w) - 1)])
        self.dec = nn.ModuleList([Block(w[i], w[i], i < flat, self.dims) for i in range(len(w) - 1)])
        self.heads = nn.ModuleList([conv(w[i], case["classes"], 1) for i in range(self.aux + 1)])
        self.pools = [((1 if i <= flat else 2), 2, 2) if self.dims == 3 else 2 for i in range(len(w))]

    def forward(self, x):
        maps, logits = [], []
        for i, enc in enumerate(self.enc):
            x = enc(x if i == 0 else (F.max_pool3d(x, self.pools[i]) if self.dims == 3 else F.max_pool2d(x, 2)))
            maps.append(x)
        for i in range(len(self.up) - 1, -1, -1):
            x = self.dec[i](F.interpolate(self.up[i](x), maps[i].shape[2:], mode="nearest").add_(maps[i]))
            if self.training and i <= self.aux and i > 0:
                logits.append(self.heads[i](x))
        logits.append(self.heads[0](x))
        return logits[::-1] if self.training else torch.softmax(logits[0], 1)


def name_of(ours):
    """Our name of an array to the module's."""
    part = ours.split(".")
    if part[0] == "dec" and part[2] == "up":
        return f"up.{part[1]}.weight"
    if part[0] == "head":
        return f"heads.0.{part[1]}"
    return f"heads.{part[1]}.{part[2]}" if part[0] == "aux" else ours


def level_loss(logits, target):
    axes = [0, *range(2, logits.dim())]
    log = F.log_softmax(logits, 1)
    surprise = (target * log).sum(1)
    p = log.exp()
    dice = (2 * torch.minimum(p, target).sum(axes) + 1) / (p.sum(axes) + target.sum(axes) + 1)
    return 1 - surprise.mean() - dice[1:].mean()


def loss_of(logits, target):
    total, weight, sum_of = level_loss(logits[0], target), 0.5, 1.0
    for low in logits[1:]:
        step = [a // b for a, b in zip(target.shape[2:], low.shape[2:])]
        coarse = F.avg_pool3d(target, step, step) if len(step) == 3 else F.avg_pool2d(target, step, step)
        total = total + level_loss(low, coarse) * weight
        sum_of += weight
        weight /= 2
    return total / sum_of


class Trained:
    """One variant's network with its optimiser and averages."""

    def __init__(self, job, variant):
        layout, _, extra = variant.partition("+")
        case, self.step, self.norm = job["case"], 0, job["norm"]
        self.format = (torch.channels_last_3d if case["dimensions"] == 3 else torch.channels_last) if layout == "channels-last" else torch.contiguous_format
        self.net = UNet(case)
        self.net.load_state_dict({**self.net.state_dict(), **{name_of(k): v for k, v in read_safetensors(job["weights"]).items()}})
        self.net.to(memory_format=self.format)
        shape = [case["batch"], *case["space"]]
        self.x = self.tensor(job["input"], [*shape, case["channels"]])
        self.target = self.tensor(job["target"], [*shape, case["classes"]])
        self.opt = torch.optim.AdamW(self.net.parameters(), job["learning_rate"], betas=(0.9, 0.99), weight_decay=job["weight_decay"],
                                     foreach=extra != "for-loops")
        self.numbers = [t.detach() for t in (*self.net.parameters(), *(b for b in self.net.buffers() if b.is_floating_point()))]
        self.average = [t.clone() for t in self.numbers]
        self.foreach = extra != "for-loops"
        self.run = None
        if extra == "frozen":
            self.net.eval()
            with torch.no_grad():
                traced = torch.jit.freeze(torch.jit.trace(self.net, self.x))
                self.run = torch.jit.optimize_for_inference(traced) if layout == "channels-last" or case["dimensions"] == 2 else traced
                for _ in range(3):
                    self.run(self.x)

    def tensor(self, path, shape):
        last = torch.from_numpy(np.fromfile(path, np.float32).reshape(shape))
        return last.permute(0, -1, *range(1, len(shape) - 1)).contiguous(memory_format=self.format)

    def train(self):
        self.net.train()
        self.opt.zero_grad(set_to_none=True)
        loss = loss_of(self.net(self.x), self.target)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), self.norm)
        self.opt.step()
        keep = min(0.99, (1 + self.step) / (10 + self.step))
        if self.foreach:
            torch._foreach_mul_(self.average, keep)
            torch._foreach_add_(self.average, self.numbers, alpha=1 - keep)
        else:
            for a, n in zip(self.average, self.numbers):
                a.lerp_(n, 1 - keep)
        self.step += 1
        return loss.item()

    def infer(self):
        with torch.no_grad():
            if self.run is not None:
                return self.run(self.x)
            self.net.eval()
            return self.net(self.x)


def timed(f, count):
    begun = time.perf_counter()
    for _ in range(count):
        last = f()
    return time.perf_counter() - begun, last


def main():
    job, nets = None, {}
    for line in sys.stdin:
        ask = json.loads(line)
        if ask["do"] == "open":
            job, nets = ask, {}
            torch.set_num_threads(job["threads"])
            reply = {"torch": torch.__version__, "parameters": sum(p.numel() for p in UNet(job["case"]).parameters())}
        elif ask["do"] == "peak":
            reply = {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        else:
            net = nets.get(ask["variant"]) or nets.setdefault(ask["variant"], Trained(job, ask["variant"]))
            if ask["do"] == "train":
                seconds, loss = timed(net.train, ask["steps"])
                reply = {"seconds": seconds, "loss": loss}
            elif ask["do"] == "infer":
                seconds, _ = timed(net.infer, ask["runs"])
                reply = {"seconds": seconds}
            else:
                out = net.infer()
                out.permute(0, *range(2, out.dim()), 1).contiguous().numpy().tofile(ask["to"])
                reply = {}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
