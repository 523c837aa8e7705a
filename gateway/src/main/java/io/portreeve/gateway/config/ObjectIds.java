package io.portreeve.gateway.config;

/** How the ids of one type of object are written, and which spellings mean the same one. */
public enum ObjectIds {
  /** Every spelling is an id of its own. */
  TEXT,
  /** A whole number as digits, without a sign and leading zeros; no other spelling is an id. */
  NUMBER,
  /** Hexadecimal digits in five groups; upper and lower case mean the same. */
  UUID
}
