package io.portreeve.gateway.upstream;

import java.util.Locale;

/** What a server does that no server should, and that the gateway stands without failing a call. */
public enum Oddity {
  /** An answer to nothing that we asked, or to something that we no longer wait for. */
  ANSWER_TO_NOTHING,
  /** A line or an event that is no message. */
  NO_MESSAGE,
  /** A notification that we do not know, did not ask for, or that is malformed. */
  NOTIFICATION_REFUSED,
  /** A request of the server that no client can be asked now; we answered it ourselves. */
  REQUEST_REFUSED,
  /** Our answer to a request of the server could not be delivered. */
  ANSWER_UNDELIVERED,
  /** A tool whose header marks are invalid; it is hidden. */
  TOOL_HIDDEN,
  /** More notifications than we keep or pass on. */
  NOTIFICATIONS_DROPPED,
  /** The session or process ended without our doing. */
  ENDED;

  private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Kebab case, as logs and metrics write it. */
  public String wire() {
    return wire;
  }
}
