package io.portreeve.gateway.upstream;

import java.util.Locale;

/** What a server does that no server should, and that the gateway stands without failing a call. */
public enum Oddity {
  /** An answer to nothing that we asked, or to something that we no longer wait for. */
  ANSWER_TO_NOTHING("answered something that was not asked, or not any more"),
  /** A line or an event that is no message. */
  NO_MESSAGE("wrote what is no message"),
  /** A notification that we do not know, did not ask for, or that is malformed. */
  NOTIFICATION_REFUSED("sent a notification that is refused"),
  /** A request of the server that no client can be asked now; we answered it ourselves. */
  REQUEST_REFUSED("asked for what no client can be asked now"),
  /** Our answer to a request of the server could not be delivered. */
  ANSWER_UNDELIVERED("did not take our answer"),
  /** A tool whose header marks are invalid; it is hidden. */
  TOOL_HIDDEN("has a tool that is hidden"),
  /** More notifications than we keep or pass on. */
  NOTIFICATIONS_DROPPED("sends more notifications than are passed on"),
  /** The session or process ended without our doing. */
  ENDED("ended");

  private final String words;
  private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

  Oddity(String words) {
    this.words = words;
  }

  /** What the server did, as a clause that follows its name. */
  public String words() {
    return words;
  }

  /** Kebab case, as logs and metrics write it. */
  public String wire() {
    return wire;
  }
}
