package io.portreeve.controls.text;

import static io.portreeve.controls.text.TextFlaw.CARRIAGE_RETURN;
import static io.portreeve.controls.text.TextFlaw.LONE_SURROGATE;
import static io.portreeve.controls.text.TextFlaw.NONCHARACTER;
import static io.portreeve.controls.text.TextFlaw.NOT_NORMALIZED;
import static io.portreeve.controls.text.TextFlaw.PHRASE_RUN;
import static io.portreeve.controls.text.TextFlaw.PRIVATE_USE;

import io.portreeve.controls.text.Scrub.Treatment;
import java.text.Normalizer;
import java.util.Map;

/**
 * Brings a text into canonical form: what a reader sees is what every later rule compares.
 *
 * <p>Taken out are the characters that show nothing and that no neighbour calls for: controls other
 * than TAB, LF and CR, bidi controls, tags, stray variation selectors, zero-width characters, soft
 * hyphens and the other default-ignorables. Lone surrogates and noncharacters become U+FFFD;
 * private use characters stay and are counted. What remains, multi-person emoji, flags, Persian
 * non-joiners, Thai break marks, marks in right-to-left text, is left as it was.
 */
public final class CanonicalText {
  private static final Scrub SCRUB =
      new Scrub(
          Map.of(
              LONE_SURROGATE, Treatment.REPLACE,
              NONCHARACTER, Treatment.REPLACE,
              PRIVATE_USE, Treatment.KEEP,
              CARRIAGE_RETURN, Treatment.IGNORE));

  /** Scrubbing can undo normalization and the other way round; this is enough for both to rest. */
  private static final int ROUNDS = 6;

  private CanonicalText() {}

  /** The normalization (UAX #15) that a use of the text calls for. */
  public enum Form {
    /** None: for text whose bytes matter, such as statements and paths. */
    AS_IS,
    /** Canonical composition: the same text to every reader. */
    NFC,
    /** Compatibility composition: for comparing, since it loses distinctions that readers see. */
    NFKC
  }

  /** The canonical form of {@code raw}; the same instance if it was canonical. */
  public static Encoded of(String raw, Form form) {
    if (PlainScan.plainLength(raw) == raw.length()) {
      return Encoded.unchanged(raw);
    }
    if (form == Form.NFKC && Compatibility.surplus(raw) > 0) {
      return of(Compatibility.curtailed(raw), form)
          .and(Map.of(PHRASE_RUN, Compatibility.surplus(raw)));
    }
    Encoded result = SCRUB.apply(raw);
    boolean normalized = true;
    for (int round = 0; round < ROUNDS && !isNormal(result.text(), form); round++) {
      normalized = false;
      result = SCRUB.apply(normal(result.text(), form)).and(result.found());
    }
    return normalized ? result : result.and(Map.of(NOT_NORMALIZED, 1));
  }

  private static boolean isNormal(String text, Form form) {
    return switch (form) {
      case AS_IS -> true;
      case NFC -> Normalizer.isNormalized(text, Normalizer.Form.NFC);
      case NFKC -> Normalizer.isNormalized(text, Normalizer.Form.NFKC);
    };
  }

  private static String normal(String text, Form form) {
    return switch (form) {
      case AS_IS -> text;
      case NFC -> Normalizer.normalize(text, Normalizer.Form.NFC);
      case NFKC -> Normalizer.normalize(text, Normalizer.Form.NFKC);
    };
  }
}
