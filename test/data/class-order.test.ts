import { describe, expect, test } from "vitest";
import { classOrder } from "../../lib/data/class-order";

const order = (a: string, b: string, heading?: string): string =>
  classOrder([a, b], "auto", heading, "order").names.join(" | ");

describe("the positive one of two classes", () => {
  test.each([
    ["no stroke", "stroke"],
    ["not fractured", "fractured"],
    ["without_fracture", "with_fracture"],
    ["NonDemented", "Demented"],
    ["noncompaction", "compaction"],
    ["Uninfected", "Parasitized"],
    ["Benign cases", "Malignant cases"],
    ["normal tissue", "abnormal tissue"],
    ["Non Viral Pneumonia", "Viral Pneumonia"],
    ["Her2 negative", "Her2 positive"],
    ["CT_NonCOVID", "CT_COVID"],
    ["no insulin", "insulin"],
    ["nein", "ja"],
    ["non", "oui"],
    ["gesund", "krank"],
    ["gutartig", "b\u00f6sartig"],
    ["unauff\u00e4llig", "auff\u00e4llig"],
    ["benigno", "maligno"],
    ["ohne_Blutung", "mit_Blutung"],
    ["sans_tumeur", "tumeur"],
    ["sin_tumor", "con_tumor"],
    ["\u9634\u6027", "\u9633\u6027"],
  ])("%s is negative, %s positive", (negative, positive) => {
    expect(order(negative, positive)).toBe(`${negative} | ${positive}`);
    expect(order(positive, negative)).toBe(`${negative} | ${positive}`);
  });

  test.each([
    ["LGG", "HGG"],
    ["before", "after"],
    ["class 1", "class 2"],
    ["stable", "unstable"],
    ["Pneumonia-Bacterial", "Pneumonia-Viral"],
    ["Covid-19", "Pneumonia"],
    ["PNEUMONIA", "TUBERCULOSIS"],
    ["fluid", "free fluid"],
    ["A", "B"],
  ])("%s and %s do not say it", (a, b) => {
    expect(() => order(a, b)).toThrow(/do not say which is positive/);
  });

  test.each([
    ["hemorrhage", "normal | hemorrhage"],
    ["edema", "not edema | edema"],
    ["free_fluid", "not free_fluid | free_fluid"],
    ["not_normal", "not not_normal | not_normal"],
    ["benign", "benign | not benign"],
    ["is_normal", "is_normal | not is_normal"],
    ["gutartig", "gutartig | not gutartig"],
    ["keine Blutung", "keine Blutung | not keine Blutung"],
    ["sin_tumor", "sin_tumor | not sin_tumor"],
    ["sans tumeur", "sans tumeur | not sans tumeur"],
    ["b\u00e9nin", "b\u00e9nin | not b\u00e9nin"],
    ["is_clean", "is_clean | not is_clean"],
    ["\u65e0\u80bf\u7624", "\u65e0\u80bf\u7624 | not \u65e0\u80bf\u7624"],
    ["isnormal", "isnormal | not isnormal"],
    ["healthy_eye", "healthy_eye | not healthy_eye"],
    ["no_finding", "no_finding | finding"],
    ["nofinding", "nofinding | finding"],
    ["notumor", "notumor | not notumor"],
    ["nodule", "not nodule | nodule"],
    ["without_tumor", "without_tumor | not without_tumor"],
    ["tumor_free", "tumor_free | not tumor_free"],
    ["tumor_absence", "tumor_absence | not tumor_absence"],
    ["free_of_disease", "free_of_disease | not free_of_disease"],
    ["negative_result", "negative_result | not negative_result"],
    ["control_group", "control_group | not control_group"],
    ["disease_status", "not disease_status | disease_status"],
  ])("0 and 1 under %s", (heading, right) => {
    expect(order("0", "1", heading)).toBe(right);
  });

  test.each([
    "case_control",
    "normal_vs_glaucoma",
    "control_vs_patient",
    "benign_malignant",
    "benign_lesion",
    "normal_status",
  ])("0 and 1 under %s, which may mean either, are asked about", (heading) => {
    expect(() => order("0", "1", heading)).toThrow(`under "${heading}" do not say which is positive`);
    expect(classOrder(["0", "1"], "1", heading, "order").names).toEqual([`not ${heading}`, heading]);
  });

  test("ja and nein under a heading are its answers", () => {
    expect(order("ja", "nein", "blutung")).toBe("not blutung | blutung");
  });
});
