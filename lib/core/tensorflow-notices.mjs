// @ts-check
// Plain JavaScript: lib/setup/bootstrap.mjs needs it before anything is installed.

/**
 * A line that TensorFlow writes when it loads, whatever its log level: of no use to whoever typed a command.
 */
export const tensorflowNotice =
  /^(WARNING: All log messages before absl::InitializeLog\(\) is called are written to STDERR|[IW]0000 .* (oneDNN custom operations are on\.|This TensorFlow binary is optimized|Unable to register cu).*)\r?\n?$/;

/**
 * A text without these lines.
 * @param {string} text
 * @returns {string}
 */
export function withoutTensorflowNotices(text) {
  return text
    .split(/(?<=\n)/)
    .filter((line) => !tensorflowNotice.test(line))
    .join("");
}
