package io.portreeve.controls.sensitive;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rules that are packed with the program, read once somebody asks for them: where nobody looks
 * at texts, nothing of them is in memory.
 */
public final class ShippedRules implements Supplier<SensitiveText> {
  private Optional<SensitiveText> read = Optional.empty();

  @Override
  public synchronized SensitiveText get() {
    SensitiveText text = read.orElseGet(SensitiveText::shipped);
    read = Optional.of(text);
    return text;
  }
}
