package io.portreeve.controls.text;

import static io.portreeve.controls.text.TextFlaw.BIDI_EMBEDDING;
import static io.portreeve.controls.text.TextFlaw.CARRIAGE_RETURN;
import static io.portreeve.controls.text.TextFlaw.CONTROL;
import static io.portreeve.controls.text.TextFlaw.LONE_SURROGATE;
import static io.portreeve.controls.text.TextFlaw.NONCHARACTER;
import static io.portreeve.controls.text.TextFlaw.PRIVATE_USE;
import static io.portreeve.controls.text.TextFlaw.TERMINAL_COMMAND;
import static io.portreeve.controls.text.TextFlaw.TERMINAL_SEQUENCE;

import io.portreeve.controls.text.Scrub.Treatment;
import java.util.Map;

/**
 * The sink is a language model: it reads no character that the person beside it does not see.
 *
 * <p>Tags, stray variation selectors, zero-width characters, soft hyphens, isolates and the other
 * default-ignorables are taken out, since to show what they spell would hand the hidden text over.
 * Controls and bidi overrides are shown, since a model that reviews code must learn of them. Text
 * is not normalized and nothing visible changes. What the visible text says is not judged here.
 */
public final class ModelEncoder implements SinkEncoder {
  private static final Scrub SCRUB =
      new Scrub(
          Map.of(
              CONTROL, Treatment.REVEAL,
              TERMINAL_SEQUENCE, Treatment.REVEAL,
              TERMINAL_COMMAND, Treatment.REVEAL,
              BIDI_EMBEDDING, Treatment.REVEAL,
              LONE_SURROGATE, Treatment.REPLACE,
              NONCHARACTER, Treatment.REPLACE,
              PRIVATE_USE, Treatment.KEEP,
              CARRIAGE_RETURN, Treatment.IGNORE));

  @Override
  public Encoded encode(String text) {
    return SCRUB.apply(text);
  }
}
