import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRun } from "../../lib/core";
import type { Trial } from "../../lib/study/trial";
import { withTrialLogs } from "../../lib/study/with-trial-logs";

test("a trial's logs lie in the study's folder by repeat, fold, seed and arm, all else in its own", () => {
  const study = join(tmpdir(), "study");
  const run = openRun({ profile: "smoke", data: "phantom", seed: 7, out: join(study, "work/1") });
  const place = { id: "1", repeat: 0, fold: 1, foldId: "f", seed: 7 };
  const arm: Trial = { ...place, kind: "arm", arm: "original", gans: [] };
  const logged = withTrialLogs(run, arm, study);
  expect(logged.path("tensorboard", "classifier", "original")).toBe(
    join(study, "tensorboard/repeat-1/fold-2/seed-7/original/classifier/original"),
  );
  expect(logged.path("models", "x")).toBe(join(study, "work/1/models/x"));
  const gan: Trial = { ...place, kind: "gan", label: 1 };
  expect(withTrialLogs(run, gan, study).path("tensorboard", "gan", "a")).toBe(
    join(study, "tensorboard/repeat-1/fold-2/seed-7/gan/a"),
  );
});
