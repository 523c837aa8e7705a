package io.portreeve.agent;

/** Hears what happens in a conversation while it happens, on the thread that runs it. */
@FunctionalInterface
public interface Events {
  void happened(Event event);

  /** Nobody listens. */
  static Events unheard() {
    return _ -> {};
  }
}
