package io.portreeve.gateway.config;

/** How a running gateway writes what it tells its operator. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** An object of JSON a line. */
  JSON
}
