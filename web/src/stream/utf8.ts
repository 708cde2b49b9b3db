const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/**
 * What stands at a byte of a text or behind it; a character that the byte lies in is whole.
 *
 * @return with the byte at which it really begins
 */
export function fromByte(text: string, byte: number): { from: number; text: string } {
  const bytes = encoder.encode(text);
  let from = Math.min(byte, bytes.length);
  while (from < bytes.length && isContinuation(bytes[from])) {
    from -= 1;
  }
  return { from, text: decoder.decode(bytes.subarray(from)) };
}

function isContinuation(byte = 0): boolean {
  return (byte & 0b1100_0000) === 0b1000_0000;
}
