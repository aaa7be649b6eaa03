/** How much of one input is taken before it is refused by name. A newspaper never comes near these; bombs do. */
const MiB = 1024 * 1024;

export const LIMITS = {
  /** A file that has to be held whole: every format but NDJSON, CSV and ZIP, which are streamed. */
  fileBytes: 64 * MiB,
  /** PDF pages carry pictures, so their files are larger than their text. */
  pdfBytes: 256 * MiB,
  /** The DOM of a page costs some fifty times its bytes. */
  htmlBytes: 16 * MiB,
  /** One line of NDJSON, one row of CSV. */
  lineBytes: 16 * MiB,
  zipEntries: 20_000,
  zipInflatedBytes: 2048 * MiB,
  /** Inflated : packed, judged from `zipRatioFrom` bytes on; Chinese text packs about 1 : 3. */
  zipRatio: 250,
  zipRatioFrom: MiB,
  /** Bad lines listed for one file; further ones are only counted. */
  problemsPerFile: 50,
} as const;

/** `67108864` → `64 MiB`. */
export function bytesAsText(bytes: number): string {
  return bytes >= MiB ? `${Math.round(bytes / MiB)} MiB` : bytes >= 1024 ? `${Math.round(bytes / 1024)} KiB` : `${bytes} bytes`;
}
