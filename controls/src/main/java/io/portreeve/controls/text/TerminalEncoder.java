package io.portreeve.controls.text;

import static io.portreeve.controls.text.TextFlaw.BIDI_EMBEDDING;
import static io.portreeve.controls.text.TextFlaw.BIDI_ISOLATE;
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
 * The sink is a terminal (ECMA-48): it moves no cursor, sets no title or clipboard, makes no
 * hyperlink, rings no bell and overwrites nothing.
 *
 * <p>ESC, the other C0 controls but TAB and LF, DEL, the C1 controls and a CR inside a line become
 * visible (␛, ␇, ␍, ⟦U+009B⟧), so nothing is lost: colours are shown as what they are written as. A
 * CR before LF stays.
 */
public final class TerminalEncoder implements SinkEncoder {
  private static final Scrub SCRUB =
      new Scrub(
          Map.of(
              CONTROL, Treatment.REVEAL,
              TERMINAL_SEQUENCE, Treatment.REVEAL,
              TERMINAL_COMMAND, Treatment.REVEAL,
              CARRIAGE_RETURN, Treatment.REVEAL,
              BIDI_EMBEDDING, Treatment.REVEAL,
              BIDI_ISOLATE, Treatment.REVEAL,
              LONE_SURROGATE, Treatment.REPLACE,
              NONCHARACTER, Treatment.REPLACE,
              PRIVATE_USE, Treatment.KEEP));

  @Override
  public Encoded encode(String text) {
    return SCRUB.apply(text);
  }
}
