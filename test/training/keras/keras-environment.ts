import { pythonEnvironment } from "../../python-environment";

/** A Python that has Keras 3 and Keras 2 (some 600 MB). */
export function kerasPython(): string {
  const packages = ["keras==3.15.1", "tensorflow-cpu==2.21.0"];
  // asks for the `tensorflow` package, a second copy of tensorflow-cpu
  return pythonEnvironment("keras", packages, ["tf_keras==2.21.0"]);
}
