import { restoreStream, type Random } from "../../core";

/** What a discriminator is shown in place of some of the current fakes. */
export interface ShownFakes {
  /** Earlier fakes (batch, area), zeros where the current one is shown. */
  readonly stored: Float32Array;
  /** 1 where the earlier one is shown (batch). */
  readonly isStored: Float32Array;
}

/** State for a checkpoint. */
export interface FakePoolState {
  readonly random: readonly number[];
  /** The images, one after the other. */
  readonly images: Float32Array;
}

/**
 * Earlier fakes that a discriminator is shown again, so that it does not forget what the generator did before. It holds
 * numbers of its own, never a tensor. A step draws, and adds its current fakes when it is done.
 */
export interface FakePool {
  /** Images in it. */
  readonly size: number;
  draw(batch: number): ShownFakes;
  /** @param current the step's fakes (batch, area), of the last `draw` */
  add(current: Float32Array): void;
  state(): FakePoolState;
  restore(state: FakePoolState): void;
}

/** Where the fakes of a step come from and go to. */
export interface PoolPlan {
  /** The stored image shown at each place of the batch; undefined: the current one. */
  readonly shown: readonly (number | undefined)[];
  /** The place in the pool that each current image is put at; undefined: nowhere. */
  readonly kept: readonly (number | undefined)[];
}

/**
 * A pool by its rule.
 * @param area numbers per image
 * @param plan the rule: how many images there are, how many a step has
 */
export function fakePool(
  area: number,
  fresh: Random,
  plan: (count: number, batch: number, random: Random) => PoolPlan,
): FakePool {
  let random = fresh;
  let images: Float32Array[] = [];
  let pending: PoolPlan = { shown: [], kept: [] };
  return {
    get size() {
      return images.length;
    },
    draw: (batch) => {
      pending = plan(images.length, batch, random);
      const stored = new Float32Array(batch * area);
      pending.shown.forEach((which, i) => {
        if (which !== undefined) stored.set(images[which]!, i * area);
      });
      return { stored, isStored: Float32Array.from(pending.shown, (which) => (which === undefined ? 0 : 1)) };
    },
    add: (current) => {
      pending.kept.forEach((place, i) => {
        if (place !== undefined) images[place] = current.slice(i * area, (i + 1) * area);
      });
      pending = { shown: [], kept: [] };
    },
    state: () => {
      const all = new Float32Array(images.length * area);
      images.forEach((image, i) => all.set(image, i * area));
      return { random: random.state(), images: all };
    },
    restore: (state) => {
      random = restoreStream(state.random);
      images = Array.from({ length: state.images.length / area }, (_, i) =>
        state.images.slice(i * area, (i + 1) * area),
      );
    },
  };
}
