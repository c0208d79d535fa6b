"""Folding batch norm: at inference it is a fixed scaling of the convolution before it, so it can be merged into it.

Jacob et al. 2018, arXiv:1712.05877, section 3.2.
"""

import copy

from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def fold_batch_norm(model: nn.Module) -> nn.Module:
    """Return a copy of `model`, in eval mode, in which each Conv2d takes in the BatchNorm2d after it.

    That is, after it in the same Sequential. The copy computes the same function, and layer names stay: an
    Identity stands where the batch norm was.

    >>> import torch
    >>> model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2)).eval()
    >>> x = torch.ones(1, 1, 4, 4)
    >>> torch.allclose(fold_batch_norm(model)(x), model(x), atol=1e-6)
    True
    """
    folded = copy.deepcopy(model).eval()
    for module in folded.modules():
        if not isinstance(module, nn.Sequential):
            continue
        for i in range(len(module) - 1):
            convolution, norm = module[i], module[i + 1]
            if isinstance(convolution, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                module[i], module[i + 1] = fuse_conv_bn_eval(convolution, norm), nn.Identity()
    return folded
