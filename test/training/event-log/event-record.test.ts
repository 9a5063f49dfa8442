import { expect, test } from "vitest";
import { eventRecord } from "../../../lib/training/event-log/event-record";
import { maskedCrc32c } from "../../../lib/training/event-log/masked-crc32c";

// all bytes are what tensorboard 2.21 wrote: RecordWriter of event_pb2.Event(...).SerializeToString()

const hex = (record: Buffer): string => record.toString("hex");

test("the first record of a file names its version", () => {
  expect(hex(eventRecord({ fileVersion: "brain.Event:2" }, 0, 1700000000.25))).toBe(
    "1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9",
  );
});

test("numbers of a step are one record", () => {
  const scalars = { "loss/generator": 0.75, "loss/discriminator": 1.25 };
  expect(hex(eventRecord({ scalars }, 300, 1700000000.5))).toBe(
    "40000000000000002817f4950900002040fc54d94110ac022a320a150a0e6c6f73732f67656e657261746f72150000403f" +
      "0a190a126c6f73732f6469736372696d696e61746f72150000a03f66b15bb7",
  );
});

test("a training that goes on says from which step", () => {
  expect(hex(eventRecord({ goesOn: true }, 301, 1700000001))).toBe(
    "100000000000000095fbfe180900004040fc54d94110ad023a0208013d7b2bec",
  );
});

test("a picture has its size, one channel and its file", () => {
  const picture = { width: 300, height: 2, png: Uint8Array.of(1, 2, 3) };
  expect(hex(eventRecord({ picture, tag: "samples" }, 5, 1700000002))).toBe(
    "2600000000000000734fe3000900008040fc54d94110052a190a170a0773616d706c6573220c080210ac0218012203010203186a422f",
  );
});

test("the checksum is TensorFlow's of the published example", () => {
  // RFC 3720 gives e3069283 before it is masked
  expect(maskedCrc32c(Buffer.from("123456789")).toString(16)).toBe("c78ab0e5");
});
