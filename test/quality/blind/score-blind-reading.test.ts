import { describe, expect, test } from "vitest";
import { stream } from "../../../lib/core";
import type { RealOrSynthetic } from "../../../lib/quality/blind/blind-reading";
import { scoreBlindReading } from "../../../lib/quality/blind/score-blind-reading";

const key = (n: number) =>
  Array.from({ length: n }, (_, index) => ({
    kind: (index % 2 === 0 ? "real" : "synthetic") as RealOrSynthetic,
    class: "normal",
    index,
  }));
const opposite = (kind: RealOrSynthetic): RealOrSynthetic => (kind === "real" ? "synthetic" : "real");
/** Answers that are wrong at the first `wrong` images of either kind. */
const answers = (n: number, wrongReal: number, wrongSynthetic: number, reader = "A") => ({
  reader,
  kinds: key(n).map(({ kind, index }) =>
    index >> 1 < (kind === "real" ? wrongReal : wrongSynthetic) ? opposite(kind) : kind,
  ),
});
const score = (n: number, ...all: ReturnType<typeof answers>[]) => scoreBlindReading({ key: key(n) }, all);

describe("a blind reading's score", () => {
  test("rates of each kind, kappa with the truth and an exact p value", () => {
    const [a] = score(40, answers(40, 5, 3)).readers; // calls 15 + 3 of 40 real
    expect(a!.right).toMatchObject({ successes: 32, n: 40, value: 0.8 });
    expect(a!.right.low).toBeCloseTo(0.6524, 3);
    expect(a!.realCalledReal).toMatchObject({ successes: 15, n: 20 });
    expect(a!.syntheticCalledReal).toMatchObject({ successes: 3, n: 20 });
    expect(a!.kappa.value).toBeCloseTo(0.6, 12);
    expect(a!.p).toBeCloseTo(0.00016420935799955964, 12);
    expect(a!.sentence).toBe("A is right on 32 of 40: tells synthetic images from real ones");
  });

  test("a reader who calls everything real knows nothing, whatever the shares", () => {
    const [all] = score(40, answers(40, 0, 20)).readers;
    expect(all).toMatchObject({ p: 1, kappa: { value: 0 } });
    expect(all!.sentence).toBe(
      "A is right on 20 of 40: cannot tell from 40 images, which show a reader only who is right on 70 %",
    );
  });

  test("half right of many images is an answer, of none is none", () => {
    expect(score(400, answers(400, 100, 100)).readers[0]!.sentence).toMatch(
      /^A is right on 200 of 400: no sign that they can be told apart; being right on 55 % would have been seen$/,
    );
    const none = { reader: "B", kinds: key(4).map(() => undefined) };
    expect(scoreBlindReading({ key: key(4) }, [none]).readers[0]!.sentence).toBe("B has not answered");
  });

  test("p values are those of several readers at once", () => {
    const alone = score(40, answers(40, 6, 6)).readers[0]!.p;
    const [a, b] = score(40, answers(40, 6, 6), answers(40, 10, 10, "B")).readers;
    expect(a!.p).toBeCloseTo(2 * alone, 12);
    expect(b!.p).toBeCloseTo(0.6238144327180428, 12); // the largest of two stays as it is
  });

  test("guessing readers are called knowing at most as often as said", () => {
    const random = stream(1, "guess");
    const calls = Array.from({ length: 1000 }, () => {
      const leaning = random.next(); // each says "real" as often as he likes
      const kinds = key(40).map((): RealOrSynthetic => (random.chance(leaning) ? "real" : "synthetic"));
      return scoreBlindReading({ key: key(40) }, [{ reader: "A", kinds }]).readers[0]!.p < 0.05;
    });
    expect(calls.filter(Boolean).length).toBeLessThan(50 + 3 * 7);
  });

  test("agreement of readers counts images that both answered", () => {
    const b = { reader: "B", kinds: answers(40, 5, 3).kinds.map((kind, i) => (i < 20 ? kind : undefined)) };
    const { pairs } = scoreBlindReading({ key: key(40) }, [answers(40, 5, 3), b]);
    expect(pairs).toMatchObject([{ readers: ["A", "B"], kappa: { value: 1, n: 20 } }]);
  });
});
