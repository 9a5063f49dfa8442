import { fail } from "../core";
import type { Study } from "./study";
import type { Trial } from "./trial";

/**
 * Asserts that a trial is one of a study's. Settings come from the study that a process has read, the id from the command that
 * sends the trial: where another command has changed study.json in between, a result would lie under an id that is not its own.
 *
 * @throws InputError where it is not
 */
export function assertOfStudy({ trials }: Pick<Study, "trials">, { id }: Pick<Trial, "id">): void {
  if (trials.some((own) => own.id === id)) return;
  fail(
    "run a trial",
    `the id ${id}, which the folder's study.json does not list`,
    "a trial of the study that lies there",
    "Another command has changed the study: type the same command again.",
  );
}
