"""ResNet-50 (lib/models/resnet.ts) in PyTorch, channels last; "precision" and "compile" as in gan_torch.py.

It differs from ours: stride 2 pads both sides alike, RMSprop adds epsilon outside the root, and batch norm's averages
follow the unbiased variance.
"""

import numpy as np
import torch
from serve import options, serve
from torch import nn

asked = options()
torch.manual_seed(0)
batch = 32
last = torch.channels_last
precision = asked.get("precision", "float32")
if precision == "convolutions":
    torch.backends.mkldnn.conv.fp32_precision = "bf16"
    torch.backends.mkldnn.matmul.fp32_precision = "bf16"


def autocast():
    return torch.autocast("cpu", torch.bfloat16, enabled=precision == "autocast")


def norm(channels):
    return nn.BatchNorm2d(channels, eps=1.001e-5, momentum=0.1)


class Block(nn.Module):
    def __init__(self, inputs, filters, stride, projects):
        super().__init__()
        outputs = 4 * filters
        self.shortcut = (
            nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), norm(outputs))
            if projects
            else nn.Identity()
        )
        self.path = nn.Sequential(
            nn.Conv2d(inputs, filters, 1, stride, bias=False),
            norm(filters),
            nn.ReLU(True),
            nn.Conv2d(filters, filters, 3, 1, 1, bias=False),
            norm(filters),
            nn.ReLU(True),
            nn.Conv2d(filters, outputs, 1, bias=False),
            norm(outputs),
        )

    def forward(self, x):
        return torch.relu(self.path(x) + self.shortcut(x))


def resnet():
    stack = [nn.Conv2d(1, 64, 7, 2, 3, bias=False), norm(64), nn.ReLU(True), nn.MaxPool2d(3, 2, 1)]
    channels = 64
    for filters, blocks, stride in [(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)]:
        for i in range(blocks):
            stack.append(Block(channels, filters, stride if i == 0 else 1, i == 0))
            channels = 4 * filters
    return nn.Sequential(*stack, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.4), nn.Linear(2048, 2))


model = resnet().to(memory_format=last)
forward = torch.compile(model) if asked.get("compile") else model
versions = {"PyTorch": torch.__version__}


def checks():
    return {"classifier's parameters": sum(p.numel() for p in model.parameters())}


if asked["work"] == "inference":
    pixels = (torch.rand(asked["images"], 1, 32, 32) * 2 - 1).to(memory_format=last)
    model.eval()

    def infer():
        with torch.inference_mode(), autocast():
            return [forward(part).float().numpy() for part in pixels.split(64)]

    serve(infer, versions, checks=checks, numbers=lambda: np.concatenate(infer()))
else:
    data = (torch.rand(2 * batch, 1, 32, 32) * 2 - 1).to(memory_format=last)
    labels = torch.arange(2 * batch) % 2
    optimizer = torch.optim.RMSprop(model.parameters(), 1e-3, alpha=0.9, eps=1e-7, foreach=True)

    def train():
        places = torch.randint(0, 2 * batch, (batch,))
        optimizer.zero_grad()
        with autocast():
            loss = nn.functional.cross_entropy(forward(data[places]).float(), labels[places])
        loss.backward()
        optimizer.step()
        return loss.item()

    def logits():
        model.eval()
        with torch.inference_mode(), autocast():
            found = model(data[:batch]).float().numpy()
        model.train()
        return found

    serve(train, versions, checks=checks, numbers=logits)
