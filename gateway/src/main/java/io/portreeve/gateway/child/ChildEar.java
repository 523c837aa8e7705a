package io.portreeve.gateway.child;

/** Hears what a child says. Never called by two threads at once; no call may block. */
public interface ChildEar {
  /** One line of its standard output, without its end. */
  void line(byte[] line);

  /** It will say nothing more. Called exactly once, last. */
  void ended(String why);
}
