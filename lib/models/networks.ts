import type * as tfjs from "@tensorflow/tfjs";
import { fail } from "../core";
import { shapeText } from "../engine";
import { buildWhole } from "./build-whole";
import type { GanSpec } from "./gan-spec";

/** The two networks of a pair, freshly built. */
export interface Networks {
  readonly generator: tfjs.LayersModel;
  readonly discriminator: tfjs.LayersModel;
}

/**
 * Builds a pair of networks and sees that they fit the images and each other, before any training.
 *
 * @param size side of an image in pixels
 * @param classes of a conditional pair
 * @throws TypeError that names the layer with what it gets and makes: where latents enter, where images leave and enter,
 * where the logit leaves; or the first layer that does not fit the one before it
 */
export function buildNetworks(spec: GanSpec, size: number, classes?: number): Networks {
  const generator = buildWhole(() => spec.generator(size, classes));
  let discriminator: tfjs.LayersModel | undefined;
  const image = [size, size, 1];
  try {
    discriminator = buildWhole(() => spec.discriminator(size, classes));
    expectShape(spec, "generator", generator, "first", [spec.latentDim], "the latents of latentDim");
    expectShape(spec, "generator", generator, "last", image, "images");
    expectShape(spec, "discriminator", discriminator, "first", image, "images");
    expectShape(spec, "discriminator", discriminator, "last", [1], "one logit");
    return { generator, discriminator };
  } catch (error) {
    generator.dispose();
    discriminator?.dispose();
    throw error;
  }
}

function expectShape(
  { name }: GanSpec,
  which: "generator" | "discriminator",
  network: tfjs.LayersModel,
  end: "first" | "last",
  shape: readonly number[],
  what: string,
): void {
  const layers = network.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const layer = end === "first" ? layers[0] : layers.at(-1);
  const given = (end === "first" ? network.inputs : network.outputs)[0]?.shape.slice(1) ?? [];
  if (String(given) === String(shape)) return;
  const place = end === "first" ? 1 : layers.length;
  const [takes, makes] = [layer?.input, layer?.output].map((t) =>
    shapeText((Array.isArray(t) ? t[0] : t)?.shape.slice(1) ?? []),
  );
  fail(
    `train the networks "${name}"`,
    `the ${which}'s ${end} layer, ${place} "${layer?.name}", got ${takes} and makes ${makes}`,
    `${end === "first" ? "it to take" : "it to make"} ${what} ${shapeText(shape)}`,
    end === "first"
      ? "Correct its inputShape."
      : `Change the layers before it: models.layerTable(spec.${which}(size)) shows what each makes.`,
    TypeError,
  );
}
