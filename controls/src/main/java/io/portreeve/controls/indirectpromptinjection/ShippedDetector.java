package io.portreeve.controls.indirectpromptinjection;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The detector with the weights and phrases that are packed with it, read once somebody asks for
 * it: where nobody looks at texts, nothing of it is in memory. If it cannot be read, asking fails,
 * and again each time.
 */
public final class ShippedDetector implements Supplier<Detector> {
  private Optional<Detector> read = Optional.empty();

  @Override
  public synchronized Detector get() {
    Detector detector = read.orElseGet(Detector::shipped);
    read = Optional.of(detector);
    return detector;
  }
}
