import { describe, expect, it } from "vitest";
import { layers, tf } from "../../lib/engine";
import { figure3, publishedFlops } from "../../lib/models/figure-3";
import { resnetCost } from "../../lib/models/resnet-cost";
import { layerTable, paramCount } from "../../lib/models/layer-table";
import { depths } from "../../lib/models/residual-blocks";
import golden from "../golden/resnet-parameters.json";

describe("resnetCost()", () => {
  it.each(depths)("counts torchvision's parameters of depth %s at 224 x 224 x 3", (depth) => {
    const { parameters, convolutions } = resnetCost(depth);
    expect(parameters).toBe(golden[`resnet${depth}`].torchvision_1000_class);
    expect(convolutions).toBe(golden[`resnet${depth}`].n_conv_layers);
  });

  it.each(depths)(
    "counts the parameters of depth %s for one channel and two classes, either stem",
    (depth) => {
      const small = { size: 32, channels: 1, classes: 2 };
      expect(resnetCost(depth, small).parameters).toBe(golden[`resnet${depth}`].stem7x7_1ch_2class);
      expect(resnetCost(depth, { ...small, stem: "cifar" }).parameters).toBe(
        golden[`resnet${depth}`].stem3x3_1ch_2class,
      );
    },
  );

  // torchvision's stride in the 3x3 gives 4.09, 7.80, 11.51e9; without projections 50 layers cost 3.50e9
  it.each(depths)("counts the published multiply-adds of depth %s within 0.07e9", (depth) => {
    expect(Math.abs(resnetCost(depth).multiplyAdds - publishedFlops[depth])).toBeLessThan(0.07e9);
  });

  it("tells the maps' sides at 224 and at 32 pixels", () => {
    expect(resnetCost("50").sides).toEqual([112, 56, 28, 14, 7]);
    expect(resnetCost("50", { size: 32 }).sides).toEqual([16, 8, 4, 2, 1]);
    expect(resnetCost("50", { size: 32, stem: "cifar" }).sides).toEqual([32, 32, 16, 8, 4]);
  });
});

describe("figure3()", () => {
  it("prints the stages, sizes and costs of the paper's figure", () => {
    const rows = figure3();
    expect(rows.map(({ layer, output }) => `${layer} ${output}`.trim())).toEqual([
      "conv1 112 x 112",
      "conv2.x 56 x 56",
      "conv3.x 28 x 28",
      "conv4.x 14 x 14",
      "conv5.x 7 x 7",
      "1 x 1",
      "multiply-adds",
      "published FLOPs (224 x 224 x 3)",
      "parameters",
    ]);
    expect(rows[3]?.["101-layer"]).toBe("[1x1, 256; 3x3, 256; 1x1, 1024] x 23");
    expect(rows[6]?.["50-layer"]).toBe("3.858e9");
    expect(rows[7]?.["152-layer"]).toBe("11.3e9");
    expect(rows[8]?.["18-layer"]).toBe("11,689,512");
  });
});

const model = () =>
  tf.sequential({
    layers: [
      layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 3,
        kernelSize: 4,
        strides: 2,
        padding: "same",
        activation: "tanh",
      }),
      layers.batchNormalization(),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 2 }),
    ],
  });

describe("layerTable()", () => {
  it("lists layers with their settings, output and parameters, without the input", () => {
    expect(layerTable(model())).toEqual([
      { layer: "Conv2D 4x4, stride 2, tanh", output: "4 x 4 x 3", parameters: 51 },
      { layer: "BatchNormalization", output: "4 x 4 x 3", parameters: 12 },
      { layer: "LeakyReLU 0.2", output: "4 x 4 x 3", parameters: 0 },
      { layer: "Flatten", output: "48", parameters: 0 },
      { layer: "Dense", output: "2", parameters: 98 },
    ]);
    const image = tf.input({ shape: [3] });
    const output = layers.dense({ units: 1 }).apply(image);
    expect(layerTable(tf.model({ inputs: image, outputs: output as typeof image }))).toHaveLength(1);
  });
});

describe("paramCount()", () => {
  it("counts moving statistics in the total only", () => {
    expect(paramCount(model())).toEqual({ trainable: 155, total: 161 });
  });
});
