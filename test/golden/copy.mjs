// Copies what tests need from ../shared/golden (one folder above the repository) into this folder: `node test/golden/copy.mjs`.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

const source = new URL("../../../shared/golden/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, source), "utf8"));
const write = (name, origin, fields) =>
  writeFileSync(
    new URL(`${name}.json`, import.meta.url),
    JSON.stringify({ origin: `shared/golden/${origin}`, ...fields }) + "\n",
  );

const tiny = (version) => {
  const { generator, discriminator } = read(`tiny_h5_${version}.json`);
  const { z, out } = generator;
  return {
    generator: { z, out },
    discriminator: { x: discriminator.x, x_shape: discriminator.x_shape, out: discriminator.out },
  };
};
write("tiny-h5", "tiny_h5_k2.json, tiny_h5_k3.json", { k2: tiny("k2"), k3: tiny("k3") });
for (const version of ["k2", "k3"])
  for (const network of ["generator", "discriminator"]) {
    const name = `tiny_${network}_${version}.h5`;
    copyFileSync(new URL(name, source), new URL(name, import.meta.url));
  }

const { batchnorm, conv2d_transpose, conv2d_same_stride2, optimizers } = read("keras_layers_optim.json");
write("keras-layers", "keras_layers_optim.json", {
  batchnorm,
  conv2d_transpose,
  conv2d_same_stride2,
  optimizers: {
    w0: optimizers.w0,
    grads: optimizers.grads,
    adam_lr2e4_b05_0999: optimizers.adam_lr2e4_b05_0999,
    adam_lr1e4_b0_09: optimizers.adam_lr1e4_b0_09,
    adam_lr1e3_defaults: optimizers.adam_lr1e3_defaults,
    rmsprop_lr1e3_defaults_rho09: optimizers.rmsprop_lr1e3_defaults_rho09,
    float64: optimizers.float64,
  },
});
const gan = read("gan_math.json");
const { W1, b1, W2, b2, x_real, x_fake, eps, delta, cases } = gan.dense_critic;
const kept = [
  "lrelu0.2|wgan_gp|logit",
  "lrelu0.01|wgan_gp|logit",
  "relu|wgan_gp|logit",
  "lrelu0.2|wgan_gp|sigmoid",
];
write("gan-math", "gan_math.json", {
  bce_with_logits: gan.bce_with_logits,
  gan_losses: gan.gan_losses,
  linear_critic: gan.linear_critic,
  conv_critic: gan.conv_critic,
  dense_critic: {
    W1,
    b1,
    W2,
    b2,
    x_real,
    x_fake,
    eps,
    cases: Object.fromEntries(kept.map((name) => [name, cases[name]])),
  },
});
const { x_shape, x: maps, instance_norm_eps1e_5: y } = gan.norms;
write("instance-norm", "gan_math.json", { shape: x_shape, x: maps, y });
const { gan_losses, spectral_gradient, ada } = read("methods2.json");
write("gan-variants", "methods2.json, gan_math.json", {
  gan_losses,
  spectral_gradient,
  spectral_norm: gan.spectral_norm,
  ada,
  delta,
  penalties: { r1: cases["lrelu0.2|r1|logit"], dragan: cases["lrelu0.2|dragan|logit"] },
});

const features = read("features.json");
const { P_conditional_row0, P_joint_row0, kl_at_X01, grad_at_X01 } = features.tsne;
write("quality", "features.json", {
  X: features.X_real,
  Y: features.Y_fake,
  kid: features.kid_poly3_gamma_1_over_d_coef0_1,
  kidHand: features.kid_hand,
  prdc3: features.prdc_k3,
  prdc5: features.prdc_k5,
  prdcHand: features.prdc_hand,
  authPct: features.authpct,
  nearestToTrain: features.c_t_single_cell.d_gen,
  trustworthiness: features.trustworthiness,
  tsne: {
    conditionalRow0: P_conditional_row0,
    jointRow0: P_joint_row0,
    kl: kl_at_X01,
    gradient: grad_at_X01,
  },
  pca: features.pca,
});
const { normal_base64, lesion_base64, lesion_boxes } = read("phantom128.json");
write("phantom128", "phantom128.json", { normal: normal_base64, lesion: lesion_base64, boxes: lesion_boxes });
const { values, big_sample_reference_400_vs_400 } = read("phantom_metrics.json");
const pixelsOnly = (entry) => ({ kid: entry.kid_pixels, prdc3: entry.prdc_k3_pixels });
write("phantom-metrics", "phantom_metrics.json, c2st_tsne_reference.json, stats.json", {
  values: Object.fromEntries(
    Object.entries(values).map(([name, entry]) => [name.split(" ")[0], pixelsOnly(entry)]),
  ),
  kidOf400: Object.fromEntries(
    Object.entries(big_sample_reference_400_vs_400).map(([name, entry]) => [name, entry.pixels]),
  ),
  tsne: read("c2st_tsne_reference.json").tsne_phantom128,
  binomial: read("stats.json").binomial_test,
  intervals: read("stats.json").proportion_ci.filter(({ n }) => n >= 10),
});

const { resnet_params: resnets } = read("counts_and_costs.json");
write("resnet-parameters", "counts_and_costs.json", resnets);

const statistics = read("stats.json");
write("auc", "stats.json", {
  auc: statistics.auc,
  delong: statistics.delong,
  hanleyMcNeil: statistics.hanley_mcneil,
});
write("stats-proportions", "stats.json", { proportion_ci: statistics.proportion_ci });
write("mcnemar", "stats.json", { mcnemar_exact: statistics.mcnemar_exact });
const { nadeau_bengio, holm, holm_ties, delong, paired_bootstrap_exact } = statistics;
write("statistics", "stats.json", { nadeau_bengio, holm, holm_ties, delong, paired_bootstrap_exact });

const { memorisation, membership, aligned_copies } = read("methods2.json");
const planted = Object.values(read("copies.json").by_seed);
write("memorisation", "methods2.json, copies.json", {
  memorisation,
  membership,
  aligned: aligned_copies,
  cuts: planted.map(({ honest }) => honest.cut),
  smallestHonest: Math.min(...planted.map(({ honest }) => honest.smallest_of_honest)),
});

const methods = read("methods2.json");
const ssim = read("ssim.json");
write("diversity", "ssim.json, methods2.json", {
  A: ssim.A_uint8,
  B: ssim.B_uint8,
  msssim: { value: methods.msssim.value, scales: methods.msssim.per_scale },
  ofSixteen: methods.msssim_diversity.msssim_k7_3scales,
  vendi: methods.vendi,
});
const kept3 = ({ package_log, here_log_float32, here_log_without_diagnostics, columns_kept }) => ({
  package_log,
  here_log_float32,
  here_log_without_diagnostics,
  columns_kept,
});
write("radiomics", "methods2.json", {
  hand: methods.radiomics_hand,
  phantoms: { names: methods.radiomics_phantoms.names, images: methods.radiomics_phantoms.images },
  frechet: methods.frechet_small,
  frd: Object.fromEntries(Object.entries(methods.frd.sets).map(([name, entry]) => [name, kept3(entry)])),
});
const randomConvolution = read("phantom_metrics.json");
write("random-convolution", "phantom_metrics.json", {
  ...randomConvolution.random_conv,
  values: Object.fromEntries(
    Object.entries(randomConvolution.values).map(([name, entry]) => [
      name.split(" ")[0],
      { kid: entry.kid_random_conv, prdc3: entry.prdc_k3_random_conv },
    ]),
  ),
});
write("class-fidelity", "methods2.json", methods.class_fidelity);

const { projection, conditional_batch_norm } = methods;
write("conditional", "methods2.json", { projection, conditional_batch_norm });
const { farthest_point, farthest_from_real, boundary } = methods.choosing;
write("choosing", "methods2.json", { farthest_point, farthest_from_real, boundary });

write("two-arms", "methods2.json", methods.two_arms);
const { diffusion } = methods;
write("diffusion", "methods2.json", diffusion);

const { x_shape: pixelShape, x: pixels, pixel_norm_eps1e_8: normalised } = gan.norms;
write("pggan", "gan_math.json", {
  equalized_lr: gan.equalized_lr,
  minibatch_stddev: gan.minibatch_stddev,
  pixel_norm: { shape: pixelShape, x: pixels, out: normalised },
});
