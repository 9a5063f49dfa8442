import type * as tfjs from "@tensorflow/tfjs";
import { tf } from "../../engine";
import type { GanSpec } from "../../models";

const usual = 128; // filters of the paper's layers

/** The same networks with other filters: wherever a layer has the paper's 128 or a multiple, the same multiple of the new number. */
export function withFilters(spec: GanSpec, filters: number): GanSpec {
  if (filters === usual) return spec;
  const resized = (build: GanSpec["generator"]) => (size: number) =>
    rebuildModel(build(size), filters / usual);
  return { ...spec, generator: resized(spec.generator), discriminator: resized(spec.discriminator) };
}

function rebuildModel(model: tfjs.LayersModel, factor: number): tfjs.LayersModel {
  const scaled = (count: unknown): unknown =>
    typeof count === "number" && count >= usual ? Math.round(count * factor) : count;
  const layers = model.layers.map((layer) => {
    const config = layer.getConfig();
    for (const key of ["filters", "units"]) if (key in config) config[key] = scaled(config[key]) as number;
    const shape = config["targetShape"];
    if (Array.isArray(shape)) config["targetShape"] = [...shape.slice(0, -1), scaled(shape.at(-1)) as number];
    const kind =
      layer.constructor as tfjs.serialization.SerializableConstructor<tfjs.serialization.Serializable>;
    return kind.fromConfig(kind, config) as tfjs.layers.Layer;
  });
  model.dispose();
  return tf.sequential({ layers });
}
