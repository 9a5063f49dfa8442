import { finiteExtent } from "./finite-extent";
import { brain } from "./window";

/** What lies below is air, or is filled in outside of the picture. */
const air = -500;
/** The least of fat. */
const fat = -50;
/** Hounsfield units of a head span more than this, as whole numbers; of a brain alone, about 80. */
const leastSpan = 20;
/** Fewer than these are a brain's alone, which the scanner gives as whole numbers. */
const leastSpanOfBroken = 100;

/**
 * Why the values of a NIfTI slice can hardly be Hounsfield units, as its brain's CT window takes them; undefined where
 * they may be: some are air's, or they are whole numbers as of a brain that was cut out.
 */
export function doubtOfHounsfield(values: Float32Array): string | undefined {
  const [least, most] = finiteExtent(values) ?? [0, 0];
  if (least <= air || least === most) return undefined;
  if (least >= 0 && most > brain.center + brain.width / 2) return because("without a value below 0");
  if (least > fat && most > 2 * brain.center + brain.width)
    return because("without a value of air or fat (below -50)");
  const seen = values.filter((v) => Number.isFinite(v) && v !== 0);
  const isBroken = 2 * seen.filter((v) => !Number.isInteger(v)).length > seen.length;
  if (most - least < (isBroken ? leastSpanOfBroken : leastSpan))
    return because(
      `of a range that Hounsfield units hardly have (less than ${isBroken ? "100, not whole" : "20"})`,
    );
  return undefined;
}

function because(what: string): string {
  return `are NIfTI ${what}, shown through a brain's CT window: is it no CT? Set data.windowCenter and data.windowWidth`;
}
