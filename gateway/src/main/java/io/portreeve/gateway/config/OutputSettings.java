package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.guard.Sink;
import java.util.List;

/**
 * The checking and cleaning of what servers answer.
 *
 * @param defaultSink where results go, for tools that say nothing else
 * @param maxText the longest single text of an answer
 * @param maxBlob the longest single image, audio or binary resource, decoded
 * @param uriSchemes the schemes that addresses in answers may have; empty: any that runs or embeds
 *     nothing
 * @param insecureSkipValidation whether answers go unchecked against the pinned schema and the
 *     rules of the protocol
 * @param insecureSkipSanitization whether answers go uncleaned to their sink
 */
public record OutputSettings(
    Sink defaultSink,
    ByteSize maxText,
    ByteSize maxBlob,
    List<String> uriSchemes,
    boolean insecureSkipValidation,
    boolean insecureSkipSanitization) {

  static final Key<OutputSettings, Sink> DEFAULT_SINK =
      Key.of(
          "default-sink",
          Forms.oneOf(Sink.class),
          Sink.MODEL,
          OutputSettings::defaultSink,
          Strength.unordered(),
          "Where the results of tools go that say nothing else; decides what is made harmless.");
  static final Key<OutputSettings, ByteSize> MAX_TEXT =
      Key.of(
          "max-text",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(64)),
          ByteSize.ofMib(1),
          OutputSettings::maxText,
          Strength.greaterIsWeaker(),
          "The longest single text that an answer may hold.");
  static final Key<OutputSettings, ByteSize> MAX_BLOB =
      Key.of(
          "max-blob",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(256)),
          ByteSize.ofMib(8),
          OutputSettings::maxBlob,
          Strength.greaterIsWeaker(),
          "The longest single image, sound or binary resource in an answer, decoded.");
  static final Key<OutputSettings, List<String>> URI_SCHEMES =
      Key.of(
          "uri-schemes",
          Forms.list(Scalars.scheme()),
          List.of(),
          OutputSettings::uriSchemes,
          OutputSettings.schemes(),
          "The schemes that links in answers may have; absent, any that runs or embeds nothing.");
  static final Key<OutputSettings, Boolean> INSECURE_SKIP_VALIDATION =
      Key.of(
          "insecure-skip-validation",
          Forms.truth(),
          false,
          OutputSettings::insecureSkipValidation,
          Strength.onIsWeaker("no longer holds answers to the pinned schema"),
          "Lets answers through that do not fit the tool's pinned output schema.");
  static final Key<OutputSettings, Boolean> INSECURE_SKIP_SANITIZATION =
      Key.of(
          "insecure-skip-sanitization",
          Forms.truth(),
          false,
          OutputSettings::insecureSkipSanitization,
          Strength.onIsWeaker("no longer cleans answers for their sink"),
          "Lets escapes, invisible characters and active content in answers through.");

  static final Section<OutputSettings> SECTION =
      Section.of(
          "the checking and cleaning of answers",
          OutputSettings::of,
          DEFAULT_SINK,
          MAX_TEXT,
          MAX_BLOB,
          URI_SCHEMES,
          INSECURE_SKIP_VALIDATION,
          INSECURE_SKIP_SANITIZATION);

  /**
   * Empty stands for every scheme that runs nothing, so what follows it is a choice: only https is
   * surely in it.
   */
  private static Strength<List<String>> schemes() {
    Strength<List<String>> more = Strength.moreIsWeaker();
    Strength<List<String>> empty =
        Strength.emptyIsWeaker("now lets any scheme through that runs nothing");
    return (path, before, after, shown) ->
        before.isEmpty()
            ? more.weaker(path, List.of("https"), after, shown)
            : more.and(empty).weaker(path, before, after, shown);
  }

  private static OutputSettings of(Values values) {
    return new OutputSettings(
        values.get(DEFAULT_SINK),
        values.get(MAX_TEXT),
        values.get(MAX_BLOB),
        values.get(URI_SCHEMES),
        values.get(INSECURE_SKIP_VALIDATION),
        values.get(INSECURE_SKIP_SANITIZATION));
  }
}
