export { setUp } from "./set-up";
export { jupyterEnvironment, venvProgram } from "./jupyter";
