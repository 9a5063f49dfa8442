export { setUp } from "./set-up";
export { jupyterEnvironment, program } from "./jupyter";
