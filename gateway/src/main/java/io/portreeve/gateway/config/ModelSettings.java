package io.portreeve.gateway.config;

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
import java.util.Optional;

/**
 * The language model of an agent, and how it is reached.
 *
 * @param url where it answers; empty: where the maker of its interface does
 * @param name what it is called there
 * @param key what it asks for; empty: nothing
 * @param maxOutput how long one answer of it may be, in its own tokens
 * @param timeout how long it may say nothing
 * @param insecurePlaintext whether it is asked without TLS on another machine
 */
public record ModelSettings(
    ModelProvider provider,
    Optional<URI> url,
    String name,
    Optional<Reference> key,
    int maxOutput,
    Duration timeout,
    boolean insecurePlaintext) {
  static final Key<ModelSettings, ModelProvider> PROVIDER =
      Key.required(
          "provider",
          Forms.oneOf(ModelProvider.class),
          ModelSettings::provider,
          Strength.unordered(),
          "Whose interface it has; `openai` is what most servers of models speak.");
  static final Key<ModelSettings, Optional<URI>> URL =
      Key.optional(
          "url",
          Scalars.url(),
          ModelSettings::url,
          Strength.unordered(),
          "The address that this interface begins at; absent, that of its maker.");
  static final Key<ModelSettings, String> NAME =
      Key.required(
          "name",
          Forms.matching("[!-~]{1,256}", "the name of a model, as its provider calls it"),
          ModelSettings::name,
          Strength.neutral(),
          "The name of the model, as its provider calls it.");
  static final Key<ModelSettings, Optional<Reference>> API_KEY =
      Key.optional(
          "key",
          Forms.secretOfAnother(),
          ModelSettings::key,
          Strength.neutral(),
          "Where the key lies that the provider asks for; only `chat` reads it.");
  static final Key<ModelSettings, Integer> MAX_OUTPUT =
      Key.of(
          "max-output",
          Forms.integer(16, 1_000_000),
          8_192,
          ModelSettings::maxOutput,
          Strength.greaterIsWeaker(),
          "How many tokens one answer of the model may have.");
  static final Key<ModelSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          Duration.ofMinutes(5),
          ModelSettings::timeout,
          Strength.greaterIsWeaker(),
          "How long the model may say nothing before it is given up.");
  static final Key<ModelSettings, Boolean> INSECURE_PLAINTEXT =
      Key.of(
          "insecure-plaintext",
          Forms.truth(),
          false,
          ModelSettings::insecurePlaintext,
          Strength.onIsWeaker("now shows conversations to whoever is on the way to the model"),
          "Asks a model on another machine without TLS.");

  static final Section<ModelSettings> SECTION =
      Section.of(
              "the language model of an agent",
              values ->
                  new ModelSettings(
                      values.get(PROVIDER),
                      values.get(URL),
                      values.get(NAME),
                      values.get(API_KEY),
                      values.get(MAX_OUTPUT),
                      values.get(TIMEOUT),
                      values.get(INSECURE_PLAINTEXT)),
              PROVIDER,
              URL,
              NAME,
              API_KEY,
              MAX_OUTPUT,
              TIMEOUT,
              INSECURE_PLAINTEXT)
          .check(ModelSettings::encrypted, URL, INSECURE_PLAINTEXT)
          .check(ModelSettings::keyForItsMaker, PROVIDER, URL, API_KEY);

  private static void encrypted(Values values, Spot spot) {
    Scalars.encryptedUnless(
        values.get(INSECURE_PLAINTEXT), values.get(URL), spot.at(URL), spot.at(INSECURE_PLAINTEXT));
  }

  private static void keyForItsMaker(Values values, Spot spot) {
    ModelProvider provider = values.get(PROVIDER);
    boolean own = values.get(URL).isEmpty() || provider == ModelProvider.ANTHROPIC;
    boolean asked = provider.keyed() && own;
    if (asked && values.get(API_KEY).isEmpty()) {
      spot.at(API_KEY)
          .problem(
              "is missing, and this provider asks for one",
              "say where it lies, or give the `url` of an `openai` that asks for none");
    }
  }

  /** Where it answers. */
  public URI address() {
    return url.orElseGet(provider::usualUrl);
  }

  /** The same provider's model of another name. */
  public ModelSettings named(String other) {
    return new ModelSettings(provider, url, other, key, maxOutput, timeout, insecurePlaintext);
  }
}
