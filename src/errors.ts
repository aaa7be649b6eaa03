/** What can go wrong, by the name a caller can act on. Mapped once to an HTTP status or an exit code. */
export type ErrorCode =
  | 'engine_unavailable' // cannot be reached, still starting, or refused our key
  | 'engine_failed' // reached, but it could not carry out what was asked
  | 'index_corrupt' // the durable data cannot be read as ours
  | 'index_locked' // another ingest is writing
  | 'too_deep' // paging beyond what an engine answers
  | 'timeout'
  | 'overloaded' // too many are waiting already; asking again soon makes sense
  | 'invalid_config'
  | 'unreadable'; // a source file that cannot be turned into articles

/** The one error class for faults of the world outside; what a person types is never one. */
export class XunbaoError extends Error {
  override readonly name = 'XunbaoError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
