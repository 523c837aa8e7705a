package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A model that the operator runs, which is asked whether texts are orders to a model.
 *
 * @param url where it is asked
 * @param form in which JSON
 * @param honestLabels the labels that speak for honest texts; any other speaks against
 * @param token what it asks of us; empty: nothing
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param timeout how long its opinion on one message may take, with the wait for its turn
 * @param concurrent how many messages it is asked about at once
 * @param longest how much text of one message it is asked about
 * @param alertFrom from which score on, in percent, a text is told
 * @param blockFrom from which score on, in percent, a message is refused
 * @param whenUnavailable what becomes of a message on which it gives no opinion
 */
public record ClassifierSettings(
    URI url,
    ClassifierForm form,
    List<String> honestLabels,
    Optional<Reference> token,
    Optional<ServerTlsSettings> tls,
    Duration timeout,
    int concurrent,
    ByteSize longest,
    int alertFrom,
    int blockFrom,
    WhenUnavailable whenUnavailable) {
  static final Key<ClassifierSettings, URI> URL =
      Key.required(
          "url",
          Scalars.url(),
          ClassifierSettings::url,
          Strength.unordered(),
          "Where it is asked; texts of messages are sent there.");
  static final Key<ClassifierSettings, ClassifierForm> FORM =
      Key.of(
          "form",
          Forms.oneOf(ClassifierForm.class),
          ClassifierForm.TEXT_CLASSIFICATION,
          ClassifierSettings::form,
          Strength.neutral(),
          "In which JSON it is asked and answers; docs/guardrails.md shows both.");
  static final Key<ClassifierSettings, List<String>> HONEST_LABELS =
      Key.of(
          "honest-labels",
          Forms.someOf(Forms.matching("[ -~]{1,64}", "a label such as `SAFE`")),
          List.of("SAFE", "BENIGN", "LEGIT", "LABEL_0"),
          ClassifierSettings::honestLabels,
          Strength.moreIsWeaker(),
          "The labels of its model that speak for honest texts, in any case; any other speaks"
              + " against.");
  static final Key<ClassifierSettings, Optional<Reference>> TOKEN =
      Key.optional(
          "token",
          Forms.secret(),
          ClassifierSettings::token,
          Strength.neutral(),
          "Where the token lies that we show it, as `Authorization: Bearer`; absent, none.");
  static final Key<ClassifierSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          ClassifierSettings::tls,
          "Who it must prove to be, and who we are to it; docs/server-identity.md says how.");
  static final Key<ClassifierSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
          Duration.ofSeconds(5),
          ClassifierSettings::timeout,
          Strength.neutral(),
          "How long its opinion on one message may take, with the wait for its turn.");
  static final Key<ClassifierSettings, Integer> CONCURRENT =
      Key.of(
          "concurrent",
          Forms.integer(1, 256),
          8,
          ClassifierSettings::concurrent,
          Strength.neutral(),
          "How many messages it is asked about at once; others wait for their turn.");
  static final Key<ClassifierSettings, ByteSize> LONGEST =
      Key.of(
          "longest",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(1)),
          ByteSize.ofKib(128),
          ClassifierSettings::longest,
          Strength.smallerIsWeaker(),
          "How much text of one message it is asked about; on more it has no opinion.");
  static final Key<ClassifierSettings, Integer> ALERT_FROM =
      Key.of(
          "alert-from",
          Forms.integer(1, 100),
          50,
          ClassifierSettings::alertFrom,
          Strength.greaterIsWeaker(),
          "From which score on, in percent, a text is on record.");
  static final Key<ClassifierSettings, Integer> BLOCK_FROM =
      Key.of(
          "block-from",
          Forms.integer(1, 100),
          90,
          ClassifierSettings::blockFrom,
          Strength.greaterIsWeaker(),
          "From which score on, in percent, a message is refused where `guardrails` is `block`.");
  static final Key<ClassifierSettings, WhenUnavailable> WHEN_UNAVAILABLE =
      Key.of(
          "when-unavailable",
          Forms.oneOf(WhenUnavailable.class),
          WhenUnavailable.BLOCK,
          ClassifierSettings::whenUnavailable,
          Strength.greaterIsWeaker(),
          "What becomes of a message on which it gives no opinion in time and in form: `block`"
              + " refuses it where `guardrails` is `block`, `alert` has it on record.");

  static final Section<ClassifierSettings> SECTION =
      Section.of(
              "a classifier of texts",
              ClassifierSettings::of,
              URL,
              FORM,
              HONEST_LABELS,
              TOKEN,
              TLS,
              TIMEOUT,
              CONCURRENT,
              LONGEST,
              ALERT_FROM,
              BLOCK_FROM,
              WHEN_UNAVAILABLE)
          .check(ClassifierSettings::tlsOfItsAddress, URL, TLS)
          .check(ClassifierSettings::encrypted, URL)
          .check(ClassifierSettings::toldBeforeRefused, ALERT_FROM, BLOCK_FROM);

  private static void tlsOfItsAddress(Values values, Spot spot) {
    ServerTlsSettings.onlyFor(List.of(values.get(URL)), values.get(TLS), spot.at(TLS));
  }

  private static void encrypted(Values values, Spot spot) {
    Scalars.encrypted(
        values.get(URL),
        spot.at(URL),
        "use `https:`: what servers and clients say is sent there, and whoever sits between could"
            + " call all of it honest");
  }

  private static void toldBeforeRefused(Values values, Spot spot) {
    if (values.get(ALERT_FROM) > values.get(BLOCK_FROM)) {
      spot.at(ALERT_FROM)
          .problem(
              "is above `block-from`: what is refused would not be told",
              "choose one that is no greater than `block-from`");
    }
  }

  private static ClassifierSettings of(Values values) {
    return new ClassifierSettings(
        values.get(URL),
        values.get(FORM),
        values.get(HONEST_LABELS),
        values.get(TOKEN),
        values.get(TLS),
        values.get(TIMEOUT),
        values.get(CONCURRENT),
        values.get(LONGEST),
        values.get(ALERT_FROM),
        values.get(BLOCK_FROM),
        values.get(WHEN_UNAVAILABLE));
  }
}
