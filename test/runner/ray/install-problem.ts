import { InputError } from "../../../lib/core";
import { installOptional } from "../../../lib/setup/optional-packages";

/** Installs Ray, unless it is there. @returns why it cannot be installed here, which it says, too; undefined where it is */
export function installProblem(): string | undefined {
  try {
    installOptional("ray");
    return undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    console.log(`skipped, as Ray cannot be installed here: ${error.message}`);
    return error.message;
  }
}
