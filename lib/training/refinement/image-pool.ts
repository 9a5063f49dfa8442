import { range, type Random } from "../../core";
import { fakePool, type FakePool } from "./fake-pool";

/**
 * CycleGAN's pool of translated images: until it is full each current one is stored and shown; then with probability 0.5 a random
 * stored one is shown and the current one takes its place.
 *
 * @param area numbers per image
 * @param capacity images at most, 50 as published; 0: all that is shown is current
 * Source: Zhu et al. 2017, section 4 ("Training details"), after Shrivastava et al. 2017.
 * Deviation: in a batch of several no place of the pool is used twice.
 */
export function imagePool(area: number, capacity: number, random: Random): FakePool {
  return fakePool(area, random, (count, batch, from) => {
    const free = range(Math.max(0, capacity - count));
    const places = capacity === 0 ? [] : from.shuffle(range(count));
    let [stored, used] = [0, 0];
    const plan = range(batch).map(() => {
      if (stored < free.length) return { shown: undefined, kept: count + stored++ };
      const isEarlier = used < places.length && from.chance(0.5);
      const place = isEarlier ? places[used++] : undefined;
      return { shown: place, kept: place };
    });
    return { shown: plan.map(({ shown }) => shown), kept: plan.map(({ kept }) => kept) };
  });
}
