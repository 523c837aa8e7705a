package io.portreeve.gateway.outage;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Hears why something that is asked once does not do it, in the words of the operator's lines. */
public final class OneAsking {
  private final AtomicReference<String> why;
  private final Outage outage;

  /**
   * Of one that was not asked yet.
   *
   * @param otherwise why it did not, where nothing is told of that
   */
  public OneAsking(InstantSource clock, String otherwise) {
    this.why = new AtomicReference<>(otherwise);
    this.outage = new Outage("", clock, (_, line) -> why.set(line.replaceFirst("^.*?: ", "")));
  }

  /** For whoever asks. */
  public Outage outage() {
    return outage;
  }

  /** To be asked for where it did not do it. */
  public String why() {
    return why.get();
  }
}
