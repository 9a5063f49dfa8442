"""The GAN's rows in PyTorch, channels last, fused Adam; the discriminator is frozen in the generator's update.

"precision": float32, autocast (bfloat16 wherever PyTorch's list says so), or convolutions (float32 tensors, oneDNN
multiplies as bfloat16); "compile": both networks by torch.compile, which has no second derivative.

It differs from ours: batch norm's averages move in every pass in training mode and follow the unbiased variance, and
Adam's epsilon is 1e-8.
"""

import torch
from serve import options, serve
from torch import nn

asked = options()
torch.manual_seed(0)
width, batch, images = 128, 16, 144
wgan = asked["work"] == "wgan"
penalty_weight = 10 if wgan else asked.get("penaltyWeight", 0)
precision = asked.get("precision", "float32")
is_small = asked["work"] == "quick"
if precision == "convolutions":
    torch.backends.mkldnn.conv.fp32_precision = "bf16"
    torch.backends.mkldnn.matmul.fp32_precision = "bf16"


def autocast():
    return torch.autocast("cpu", torch.bfloat16, enabled=precision == "autocast")


def after(normalised=True):
    norm = [nn.BatchNorm2d(width, eps=1e-3, momentum=0.01)] if normalised else []
    return [*norm, nn.LeakyReLU(0.01)]


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        units = width * 16 * 16
        self.dense = nn.Linear(100, units)
        self.norm = nn.BatchNorm1d(units, eps=1e-3, momentum=0.01)
        self.rectifier = nn.LeakyReLU(0.01)
        self.maps = nn.Sequential(
            nn.Conv2d(width, width, 5, 1, 2),
            *after(),
            nn.ConvTranspose2d(width, width, 4, 2, 1),
            *after(),
            nn.Conv2d(width, width, 5, 1, 2),
            *after(),
            nn.Conv2d(width, width, 5, 1, 2),
            *after(),
            nn.Conv2d(width, 1, 5, 1, 2),
            nn.Tanh(),
        )

    def forward(self, z):
        x = self.rectifier(self.norm(self.dense(z)))
        # as 16 x 16 x 128 in memory, which is what channels last means
        return self.maps(x.view(-1, 16, 16, width).permute(0, 3, 1, 2))


def discriminator_network(normalised):
    stack = [nn.Conv2d(1, width, 3, 1, 1), *after(normalised)]
    for _ in range(3):
        stack += [nn.Conv2d(width, width, 4, 2, 1), *after(normalised)]
    dropout = [nn.Dropout(0.4)] if normalised else []
    return nn.Sequential(*stack, nn.Flatten(), *dropout, nn.Linear(16 * width, 1))


class SmallGenerator(nn.Module):
    """Of quick's pair (`small` in lib/models/dcgan.ts)."""

    def __init__(self):
        super().__init__()

        def norm(channels):
            return [nn.BatchNorm2d(channels, eps=1e-3, momentum=0.01), nn.ReLU()]

        self.dense = nn.Linear(100, 4 * 4 * 256)
        self.norm = nn.BatchNorm1d(4 * 4 * 256, eps=1e-3, momentum=0.01)
        stack = []
        for inputs, outputs in [(256, 128), (128, 64), (64, 1)]:
            stack += [nn.ConvTranspose2d(inputs, outputs, 5, 2, 2, output_padding=1)]
            stack += norm(outputs) if outputs > 1 else [nn.Tanh()]
        self.maps = nn.Sequential(*stack)

    def forward(self, z):
        return self.maps(torch.relu(self.norm(self.dense(z))).view(-1, 4, 4, 256).permute(0, 3, 1, 2))


def small_discriminator():
    stack = []
    for inputs, outputs in [(1, 64), (64, 128), (128, 256)]:
        norm = [nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01)] if inputs > 1 else []
        stack += [nn.Conv2d(inputs, outputs, 5, 2, 2), *norm, nn.LeakyReLU(0.2)]
    return nn.Sequential(*stack, nn.Flatten(), nn.Linear(4 * 4 * 256, 1))


last = torch.channels_last
generator = (SmallGenerator() if is_small else Generator()).to(memory_format=last)
discriminator = (small_discriminator() if is_small else discriminator_network(not wgan)).to(memory_format=last)
forward = [torch.compile(m) if asked.get("compile") else m for m in [generator, discriminator]]


def paint(z):
    return forward[0](z).float()


def judge(x):
    return forward[1](x).float()


rate, betas = (1e-4, (0.0, 0.9)) if wgan else (2e-4, (0.5, 0.999))
optimizers = [torch.optim.Adam(m.parameters(), rate, betas, fused=True) for m in [generator, discriminator]]
data = (torch.rand(images, 1, 32, 32) * 2 - 1).to(memory_format=last)
softplus = nn.functional.softplus


def real_images():
    return data[torch.randint(0, images, (batch,))]


def latents():
    return torch.randn(batch, 100)


def noisy(x):
    return x + 0.1 * torch.randn_like(x)


def targets(usual):
    return (usual - (torch.rand(batch, 1) < 0.05).float()).abs()


def cross_entropy(logits, wanted):
    return (softplus(logits) - wanted * logits).mean()


def penalty(real, fake):
    between = (fake + torch.rand(batch, 1, 1, 1) * (real - fake)).requires_grad_()
    (slope,) = torch.autograd.grad(judge(between).sum(), between, create_graph=True)
    return (((slope * slope).sum((1, 2, 3)) + 1e-12).sqrt() - 1).square().mean()


def move(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


def train_discriminator(real, fake):
    with autocast():
        loss = cross_entropy(judge(real), targets(1.0)) + cross_entropy(judge(fake), targets(0.0))
        if penalty_weight:
            loss = loss + penalty_weight * penalty(real, fake)
    return move(optimizers[1], loss)


def fakes():
    with torch.no_grad(), autocast():
        return paint(latents())


def train_generator(loss_of):
    discriminator.requires_grad_(False)
    with autocast():
        loss = loss_of()
    move(optimizers[0], loss)
    discriminator.requires_grad_(True)
    return loss


def dcgan():
    train_discriminator(noisy(real_images()), noisy(fakes()))
    return train_generator(lambda: softplus(-judge(noisy(paint(latents())))).mean())


def shared_pass():
    with autocast():
        fake = paint(latents())
    train_discriminator(noisy(real_images()), noisy(fake.detach()))
    return train_generator(lambda: softplus(-judge(noisy(fake))).mean())


def wgan_iteration():
    for _ in range(5):
        real, fake = real_images(), fakes()
        with autocast():
            loss = judge(fake).mean() - judge(real).mean() + penalty_weight * penalty(real, fake)
        move(optimizers[1], loss)
    return train_generator(lambda: -judge(paint(latents())).mean())


def generate(count):
    generator.eval()
    with torch.inference_mode(), autocast():
        for _ in range(count // 100):
            paint(torch.randn(100, 100)).numpy()


def count(module):
    return sum(p.numel() for p in module.parameters())


def checks():
    found = {"generator's parameters": count(generator)}
    if asked["work"] != "generate":
        found[("critic" if wgan else "discriminator") + "'s parameters"] = count(discriminator)
    return found


def numbers():
    """What the error at a lower precision is measured on: images, or the gradient of their mean square."""
    z = torch.randn(batch, 100)
    if asked["work"] == "generate":
        generator.eval()
        with torch.inference_mode(), autocast():
            return paint(z).numpy()
    with autocast():
        loss = paint(z).square().mean()
    gradients = torch.autograd.grad(loss, list(generator.parameters()))
    return torch.cat([g.reshape(-1) for g in gradients]).numpy()


versions = {"PyTorch": torch.__version__}
if asked["work"] == "generate":
    serve(lambda: generate(asked["images"]), versions, prepare=lambda: generate(200), checks=checks, numbers=numbers)
else:
    work = {"dcgan": dcgan, "quick": dcgan, "shared": shared_pass, "wgan": wgan_iteration}[asked["work"]]
    serve(lambda: work().item(), versions, checks=checks, numbers=numbers)
