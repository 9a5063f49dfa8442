import { parseDicom } from "dicom-parser";
import { expect, test } from "vitest";
import { syntheticDicom, uidOf } from "../../../lib/report/export/synthetic-dicom";

const grey = Uint8Array.from({ length: 9 }, (_, i) => 28 * i);
const of = { generator: "ab".repeat(32), name: "hemorrhage\\left", derivation: "Drawn by a generator." };
const header = (bytes: Buffer) => {
  const data = parseDicom(bytes);
  return (tag: string): string => data.string(tag) ?? "";
};

test("syntheticDicom() says wherever a person or a program looks that the image is derived and synthetic", () => {
  const text = header(syntheticDicom(grey, 3, 0, of));
  expect(text("x00080008")).toBe("DERIVED\\SECONDARY\\SYNTHETIC");
  expect(text("x0008001c")).toBe("YES");
  expect(text("x00080064")).toBe("SYN");
  expect(text("x00100010")).toBe("SYNTHETIC^NOT A PATIENT");
  expect(text("x0008103e")).toBe("SYNTHETIC: hemorrhage-left");
  expect(text("x00204000")).toMatch(
    /^SYNTHETIC image .* of no patient, not for diagnosis\. Drawn by a generator\.$/,
  );
  expect(text("x00082111")).toBe("Drawn by a generator.");
});

test("syntheticDicom() gives each image its own UID in the series of its generator, always the same", () => {
  const [a, b] = [0, 1].map((i) => header(syntheticDicom(grey, 3, i, of)));
  const other = header(syntheticDicom(grey, 3, 0, { ...of, generator: "cd".repeat(32) }));
  expect(a!("x00080018")).not.toBe(b!("x00080018"));
  for (const same of ["x0020000d", "x0020000e", "x00100020"]) {
    expect(a!(same)).toBe(b!(same));
    expect(a!(same)).not.toBe(other(same));
  }
  expect(syntheticDicom(grey, 3, 1, of)).toEqual(syntheticDicom(grey, 3, 1, of));
});

test("uidOf() is the number of a UUID of version 8, within DICOM's 64 letters", () => {
  for (let i = 0; i < 50; i++) {
    const uid = uidOf("image", String(i));
    expect(uid).toMatch(/^2\.25\.[1-9]\d*$/);
    expect(uid.length).toBeLessThanOrEqual(64);
    const hex = BigInt(uid.slice(5)).toString(16).padStart(32, "0");
    expect(hex).toMatch(/^.{12}8.{3}[89ab].{15}$/);
  }
});
