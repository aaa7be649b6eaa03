/** A line's bytes without its end, or the length of one that was too long to hold. */
export type ByteLine = { readonly number: number; readonly bytes: Uint8Array } | { readonly number: number; readonly tooLong: number };

const LF = 0x0a;
const CR = 0x0d;

/**
 * Splits a byte stream at line feeds. A line over `limit` bytes is passed over without being held,
 * so that memory stays flat whatever the input. Lines are views into the chunks where possible:
 * use them before asking for the next.
 */
export async function* byteLines(stream: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<ByteLine> {
  let number = 1;
  let held: Uint8Array[] = [];
  let length = 0;
  const finish = (): ByteLine => {
    const line: ByteLine = length > limit ? { number, tooLong: length } : { number, bytes: trimmed(held.length === 1 ? held[0]! : Buffer.concat(held, length)) };
    held = [];
    length = 0;
    number += 1;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
      hold(chunk.subarray(from, at));
      yield finish();
      from = at + 1;
    }
    hold(chunk.subarray(from));
  }
  if (length > 0) yield finish();

  function hold(part: Uint8Array): void {
    length += part.length;
    if (length > limit) held = [];
    else held.push(part);
  }
}

function trimmed(line: Uint8Array): Uint8Array {
  return line.at(-1) === CR ? line.subarray(0, -1) : line;
}
