export { setUp } from "./set-up";
