import { test, expect } from "vitest";
import { stream, restored } from "../lib/core/random";
import { tf } from "../lib/engine/tf";
test("stream", () => { const r = stream(1,"a"); r.next(); const s = restored(r.state()); expect(s.next()).toBe(r.next()); expect(Math.abs(r.normals(10000).reduce((a,b)=>a+b)/10000)).toBeLessThan(.05); });
test("tf", () => { expect(tf.tensor([1,2]).square().dataSync()[1]).toBe(4) });
