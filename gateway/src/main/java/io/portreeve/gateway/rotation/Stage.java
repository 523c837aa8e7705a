package io.portreeve.gateway.rotation;

/** Where a secret stands in a rotation. */
public enum Stage {
  /** The newest rotation is to it, or there was none. */
  CURRENT,
  /** Another came after it. */
  LEFT,
  /** Nobody has made a key under it yet. */
  TO_COME
}
