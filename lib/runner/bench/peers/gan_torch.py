"""The GAN's rows in PyTorch, eager, channels last, fused Adam; the discriminator is frozen in the generator's update.

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


last = torch.channels_last
generator = Generator().to(memory_format=last)
discriminator = discriminator_network(not wgan).to(memory_format=last)
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
    (slope,) = torch.autograd.grad(discriminator(between).sum(), between, create_graph=True)
    return (((slope * slope).sum((1, 2, 3)) + 1e-12).sqrt() - 1).square().mean()


def move(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


def train_discriminator(real, fake):
    loss = cross_entropy(discriminator(real), targets(1.0)) + cross_entropy(discriminator(fake), targets(0.0))
    if penalty_weight:
        loss = loss + penalty_weight * penalty(real, fake)
    return move(optimizers[1], loss)


def fakes():
    with torch.no_grad():
        return generator(latents())


def train_generator(loss_of):
    discriminator.requires_grad_(False)
    loss = move(optimizers[0], loss_of())
    discriminator.requires_grad_(True)
    return loss


def dcgan():
    train_discriminator(noisy(real_images()), noisy(fakes()))
    return train_generator(lambda: softplus(-discriminator(noisy(generator(latents())))).mean())


def shared_pass():
    fake = generator(latents())
    train_discriminator(noisy(real_images()), noisy(fake.detach()))
    return train_generator(lambda: softplus(-discriminator(noisy(fake))).mean())


def wgan_iteration():
    for _ in range(5):
        real, fake = real_images(), fakes()
        apart = discriminator(fake).mean() - discriminator(real).mean()
        move(optimizers[1], apart + penalty_weight * penalty(real, fake))
    return train_generator(lambda: -discriminator(generator(latents())).mean())


def generate(count):
    generator.eval()
    with torch.inference_mode():
        for _ in range(count // 100):
            generator(torch.randn(100, 100)).numpy()


def count(module):
    return sum(p.numel() for p in module.parameters())


def checks():
    found = {"generator's parameters": count(generator)}
    if asked["work"] != "generate":
        found[("critic" if wgan else "discriminator") + "'s parameters"] = count(discriminator)
    return found


versions = {"PyTorch": torch.__version__}
if asked["work"] == "generate":
    serve(lambda: generate(asked["images"]), versions, prepare=lambda: generate(200), checks=checks)
else:
    work = {"dcgan": dcgan, "shared": shared_pass, "wgan": wgan_iteration}[asked["work"]]
    serve(lambda: work().item(), versions, checks=checks)
