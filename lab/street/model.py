"""The detector: plain convolutions with ReLU, three strides, one output per anchor.

Most objects of a street camera are small, so the input is large and the network is thin. It contains only operations
that become fast in INT8: 3x3 and 1x1 convolutions whose batch norm and ReLU are folded away, sums, pooling and
nearest-neighbor upsampling. The architecture is a feature pyramid (Lin et al., "Feature Pyramid Networks for
Object Detection", 2017) over a residual backbone (He et al., "Deep Residual Learning", 2016).
"""

import torch
from torch import Tensor, nn

CLASSES = ("person", "bicycle", "car", "bus", "truck")
STRIDES = (8, 16, 32)
OUTPUTS = 4 + len(CLASSES)


def conv(inputs: int, outputs: int, kernel: int = 3, stride: int = 1) -> nn.Sequential:
    """A convolution, batch norm and ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
        nn.ReLU(inplace=True),
    )


class Residual(nn.Module):
    """Adds the result of two convolutions, the first of which is narrow."""

    def __init__(self, channels: int, hidden: int):
        super().__init__()
        self.body = nn.Sequential(conv(channels, hidden), conv(hidden, channels))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class Pooled(nn.Module):
    """Pools over windows of 5, 9 and 13 cells, so that a nearby bus is covered entirely (He et al., "SPP", 2014)."""

    def __init__(self, channels: int, hidden: int):
        super().__init__()
        self.narrow = conv(channels, hidden, 1)
        self.pool = nn.MaxPool2d(5, 1, 2)
        self.wide = conv(4 * hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        levels = [self.narrow(x)]
        for _ in range(3):
            levels.append(self.pool(levels[-1]))
        return self.wide(torch.cat(levels, 1))


class Merge(nn.Module):
    """Upsamples a coarse level and merges it into a fine one."""

    def __init__(self, coarse: int, fine: int, channels: int):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2.0, mode="nearest")
        self.mix = nn.Sequential(conv(coarse + fine, channels, 1), conv(channels, channels))

    def forward(self, coarse: Tensor, fine: Tensor) -> Tensor:
        return self.mix(torch.cat([self.up(coarse), fine], 1))


class StreetNet(nn.Module):
    """Maps pictures N x 3 x H x W, 0 to 1, to raw outputs N x (4 + classes) x anchors, finest stride first, by row."""

    def __init__(self, widths: tuple[int, ...] = (24, 40, 64, 96)):
        super().__init__()
        quarter, p3, p4, p5 = widths
        self.stem = conv(3, quarter, 6, 4)
        self.stage3 = nn.Sequential(conv(quarter, p3, 3, 2), Residual(p3, p3 // 2))
        self.stage4 = nn.Sequential(conv(p3, p4, 3, 2), Residual(p4, p4 // 2))
        self.stage5 = nn.Sequential(conv(p4, p5, 3, 2), Residual(p5, p5 // 2), Pooled(p5, p5 // 2))
        self.narrow5 = conv(p5, p4 // 2, 1)
        self.merge4 = Merge(p4 // 2, p4, p4 * 3 // 4)
        self.narrow4 = conv(p4 * 3 // 4, p3 // 2, 1)
        self.merge3 = Merge(p3 // 2, p3, p3)
        self.last5 = conv(p5, p4 * 3 // 4)
        self.last4 = conv(p4 * 3 // 4, p4 * 3 // 4)
        self.heads = nn.ModuleList(nn.Conv2d(width, OUTPUTS, 1) for width in (p3, p4 * 3 // 4, p4 * 3 // 4))
        for head in self.heads:
            nn.init.zeros_(head.bias)
            nn.init.constant_(head.bias[4:], -4.6)  # a score of 0.01: almost no anchor holds an object

    def forward(self, pictures: Tensor) -> Tensor:
        c3 = self.stage3(self.stem(pictures))
        c4 = self.stage4(c3)
        c5 = self.stage5(c4)
        f4 = self.merge4(self.narrow5(c5), c4)
        f3 = self.merge3(self.narrow4(f4), c3)
        levels = (f3, self.last4(f4), self.last5(c5))
        return torch.cat([head(x).flatten(2) for head, x in zip(self.heads, levels, strict=True)], 2)
