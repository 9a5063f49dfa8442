import { type LayerConfig, isModel } from "./h5-config";

/** One output of one call of a layer: the layer's name, which of its calls, which of that call's outputs. */
export type Source = readonly [layer: string, call: number, output: number];

/** Stops with what a call has that cannot be read. */
type Refuse = (layer: string, has: string, expected: string) => never;

/**
 * Where the inputs of each call of a functional model's layers come from, by layer, in the order of the calls.
 *
 * Keras 2 writes `[[layer, call, output, arguments], ...]`, Keras 3 `{ args: [tensor or tensors], kwargs }`. A model in the model
 * may be counted from 1 (its first call being its own definition): here from 0.
 */
export function readCalls(layers: readonly LayerConfig[], refuse: Refuse): Map<string, Source[][]> {
  const calls = new Map<string, Source[][]>();
  for (const layer of layers) {
    const name = nameOf(layer);
    const nodes = layer.inbound_nodes ?? [];
    calls.set(
      name,
      nodes.map((node) => readCall(name, node, refuse)),
    );
  }
  const all = [...calls.values()].flat(2);
  for (const [layer] of all)
    if (!calls.has(layer)) refuse(layer, "is not in the model", "layers of the model");
  return calls;
}

/** What is to be taken off a layer's counted calls so that they begin at 0. */
export function firstCall(layer: LayerConfig, sources: readonly Source[]): number {
  const name = nameOf(layer);
  return isModel(layer) && !sources.some(([from, call]) => from === name && call === 0) ? 1 : 0;
}

/** `input_layers` or `output_layers`: one `[layer, call, output]` or several. */
export function readEnds(ends: unknown): readonly Source[] | undefined {
  if (!Array.isArray(ends)) return undefined;
  const list = (typeof ends[0] === "string" ? [ends] : ends) as unknown[];
  return list.every((end) => Array.isArray(end) && typeof end[0] === "string")
    ? (list as Source[])
    : undefined;
}

/** A layer's name in its model. */
export function nameOf(layer: LayerConfig): string {
  return String(layer.config["name"] ?? layer.name);
}

function readCall(layer: string, node: unknown, refuse: Refuse): Source[] {
  const onlyTensors = "layers that are called with the outputs of layers only";
  if (Array.isArray(node)) {
    const list = (typeof node[0] === "string" ? [node] : node) as unknown[][];
    return list.map((source) => {
      if (!Array.isArray(source) || typeof source[0] !== "string" || Number(source[1]) < 0)
        return refuse(layer, `is called with ${JSON.stringify(node)}`, onlyTensors);
      checkArguments(layer, source[3], refuse);
      return source.slice(0, 3) as unknown as Source;
    });
  }
  const { args, kwargs } = node as { args?: unknown[]; kwargs?: unknown };
  const [given] = args ?? [];
  const tensors = (Array.isArray(given) ? given : [given]) as {
    class_name?: string;
    config?: { keras_history?: Source };
  }[];
  const sources = tensors.map((tensor) => tensor?.config?.keras_history);
  if (args?.length !== 1 || sources.includes(undefined))
    return refuse(layer, `is called with ${args?.length ?? 0} arguments: ${shortened(args)}`, onlyTensors);
  checkArguments(layer, kwargs, refuse);
  return sources as Source[];
}

/** `training: false` and no mask are what a call outside training has anyway. */
function checkArguments(layer: string, given: unknown, refuse: Refuse): void {
  for (const [key, value] of Object.entries(given ?? {}))
    if (value !== null && !(key === "training" && value === false))
      refuse(layer, `is called with ${key} ${shortened(value)}`, "calls without other arguments");
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
