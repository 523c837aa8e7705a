package io.portreeve.agent.langchain4j;

import io.portreeve.gateway.keys.Secret;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which model, and where.
 *
 * @param url where its API starts, as {@code https://api.openai.com/v1}: https, or http to this
 *     machine
 * @param name what it is called there
 * @param key what is presented as credential; Anthropic's API is useless without
 * @param insecure lets prompts and key go to another machine over http, for all to read
 */
public record ServedModel(
    Provider provider,
    URI url,
    String name,
    Optional<Secret> key,
    boolean insecure,
    AnswerLimits limits) {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * A model that can be asked, and by whose address nothing is given away.
   *
   * @throws IllegalArgumentException if it is none; the message is for who wrote it
   */
  public ServedModel {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the model has no name");
    }
    if (provider == Provider.ANTHROPIC && key.isEmpty()) {
      throw new IllegalArgumentException("Anthropic's API needs a key");
    }
    checkKey(key);
    checkForm(url);
    if (!isProtected(url) && !insecure) {
      throw new IllegalArgumentException(
          "the model's URL leads to another machine without TLS: write https");
    }
  }

  /** With a key, at the usual place of the provider, with the usual limits. */
  public static ServedModel of(Provider provider, String name, Secret key) {
    return usual(provider, name, Optional.of(key));
  }

  /** Without a key, at the usual place of the provider, with the usual limits. */
  public static ServedModel of(Provider provider, String name) {
    return usual(provider, name, Optional.empty());
  }

  private static ServedModel usual(Provider provider, String name, Optional<Secret> key) {
    return new ServedModel(provider, provider.usual(), name, key, false, AnswerLimits.usual());
  }

  private static void checkKey(Optional<Secret> key) {
    boolean sendable =
        key.map(Secret::revealText)
            .map(text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f))
            .orElse(true);
    if (!sendable) {
      throw new IllegalArgumentException(
          "the model's key is empty, or has a blank, a line end or a letter beyond ASCII in it");
    }
  }

  private static void checkForm(URI url) {
    if (!SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
      throw new IllegalArgumentException("the model's URL is none of http or https");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the model's URL has a user, a query or a fragment: leave only host and path");
    }
  }

  private static boolean isProtected(URI url) {
    return url.getScheme().equals("https") || HERE.contains(url.getHost().toLowerCase(Locale.ROOT));
  }
}
