const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** What stands behind the first bytes of a text. */
export function fromByte(text: string, bytes: number): string {
  return decoder.decode(encoder.encode(text).subarray(bytes));
}
