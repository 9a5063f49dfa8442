import { range, type Random } from "../../core";
import { fakePool, type FakePool } from "./fake-pool";

/**
 * SimGAN's history of refined images: half of what the discriminator is shown is earlier ones, as soon as there are as many,
 * and the other half, current ones, go in; a full history has as many replaced at random.
 *
 * @param area numbers per image
 * @param capacity images at most; 0: no history, all that is shown is current
 * Source: Shrivastava et al. 2017, section 2.3.
 */
export function imageHistory(area: number, capacity: number, random: Random): FakePool {
  return fakePool(area, random, (count, batch, from) => {
    const half = Math.min(Math.floor(batch / 2), capacity);
    const isShown = half > 0 && count >= half;
    const earlier = isShown ? from.shuffle(range(count)).slice(0, half) : [];
    const free = Math.min(half, capacity - count);
    const indices = [
      ...range(free).map((i) => count + i),
      ...(free < half ? from.shuffle(range(count)).slice(0, half - free) : []),
    ];
    return {
      shown: range(batch).map((i) => earlier[i]),
      kept: range(batch).map((i) => indices[i - (batch - half)]),
    };
  });
}
