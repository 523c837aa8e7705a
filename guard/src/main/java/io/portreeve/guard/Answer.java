package io.portreeve.guard;

/**
 * What the client is told of a refusal: few kinds, fixed texts, so that a refusal teaches an
 * attacker nothing. The reason itself goes to the operator only.
 */
public enum Answer {
  /** Nothing: the message goes on. */
  NONE,
  /** HTTP 401. */
  UNAUTHENTICATED,
  /** HTTP 503: nobody can tell now; the same may be good later. */
  UNAVAILABLE,
  /** As if the object did not exist: the very answer that an unknown name gets. */
  UNKNOWN,
  /** The object exists, this use of it is refused. */
  FORBIDDEN,
  /** HTTP 403, and the scopes of a token that would do: the object exists, and may be had so. */
  UNDERSCOPED,
  /** A person has to approve it first, and it may be repeated then. */
  UNAPPROVED,
  /** A person said no: repeating it is of no use. */
  DISAPPROVED,
  /** A tool error that lets the model correct its arguments. */
  INVALID_ARGUMENTS,
  /** The request state that the client carried does not open. */
  INVALID_STATE,
  /** The client did not declare what the server needs of it (error -32021). */
  INCAPABLE,
  /** HTTP 429. */
  TOO_MANY,
  /** The server's answer is withheld. */
  WITHHELD,
  /** The call was executed, and the server's answer is withheld: it is not to be made again. */
  EXECUTED,
  /** The gateway stops, and the exchange with it: a client may ask again. */
  STOPPING,
  /** Something of ours failed. */
  FAILED
}
