package io.portreeve.agent.chat;

import io.portreeve.agent.langchain4j.AnswerLimits;
import io.portreeve.agent.langchain4j.ModelClients;
import io.portreeve.agent.langchain4j.Provider;
import io.portreeve.agent.langchain4j.ServedModel;
import io.portreeve.agent.model.Model;
import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.config.ModelProvider;
import io.portreeve.gateway.config.ModelSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The model of a conversation: that of the configuration, or else what the environment stands for.
 *
 * @param told what of the environment made it so, for the user
 */
record ChosenModel(ModelSettings settings, String told) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * What is configured, or else what the environment says.
   *
   * @param name the name that the command line gives
   * @throws CommandFailure if nothing names a model
   */
  static ChosenModel of(
      Optional<ModelSettings> configured,
      Optional<String> name,
      Function<String, Optional<String>> environment) {
    if (configured.isPresent()) {
      ModelSettings settings = name.map(configured.get()::named).orElseGet(configured::get);
      return new ChosenModel(settings, "");
    }
    return keyed("OPENAI_API_KEY", environment)
        .map(key -> openAi(key, name, environment.apply("OPENAI_BASE_URL")))
        .or(() -> keyed("ANTHROPIC_API_KEY", environment).map(key -> anthropic(key, name)))
        .or(() -> environment.apply("OLLAMA_HOST").map(host -> ollama(host, name)))
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE,
                "no model: nothing is under `agent.model`, and neither OPENAI_API_KEY,"
                    + " ANTHROPIC_API_KEY nor OLLAMA_HOST is set",
                "name one in the file (docs/chat.md shows how), or set one of them"));
  }

  private static Optional<Reference> keyed(
      String variable, Function<String, Optional<String>> environment) {
    return environment
        .apply(variable)
        .filter(value -> !value.isBlank())
        .map(_ -> new Reference.InEnvironment(variable));
  }

  private static ChosenModel openAi(Reference key, Optional<String> name, Optional<String> base) {
    Optional<URI> url =
        base.filter(text -> !text.isBlank()).map(text -> address("OPENAI_BASE_URL", text));
    return new ChosenModel(
        settings(ModelProvider.OPENAI, url, name.orElse("gpt-5-mini"), Optional.of(key)),
        url.isPresent() ? "OPENAI_API_KEY and OPENAI_BASE_URL" : "OPENAI_API_KEY");
  }

  private static ChosenModel anthropic(Reference key, Optional<String> name) {
    String model = name.orElse("claude-sonnet-4-5");
    return new ChosenModel(
        settings(ModelProvider.ANTHROPIC, Optional.empty(), model, Optional.of(key)),
        "ANTHROPIC_API_KEY");
  }

  private static ChosenModel ollama(String host, Optional<String> name) {
    URI url = address("OLLAMA_HOST", host.contains("://") ? host : "http://" + host);
    if (name.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "OLLAMA_HOST names no model",
          "say which with --model NAME; `ollama list` shows yours");
    }
    return new ChosenModel(
        settings(ModelProvider.OLLAMA, Optional.of(url), name.get(), Optional.empty()),
        "OLLAMA_HOST");
  }

  private static URI address(String variable, String written) {
    URI url;
    try {
      url = new URI(written.replace("://0.0.0.0", "://127.0.0.1"));
    } catch (URISyntaxException malformed) {
      throw new CommandFailure(
          ExitCode.USAGE,
          variable + " is not an address",
          "write one such as http://127.0.0.1:11434");
    }
    boolean covered =
        "https".equals(url.getScheme()) || HERE.contains(String.valueOf(url.getHost()));
    if (url.getHost() == null || !covered) {
      throw new CommandFailure(
          ExitCode.USAGE,
          variable + " leads to another machine without TLS",
          "accept that in the file, with `insecure-plaintext` under `agent.model`");
    }
    return url;
  }

  private static ModelSettings settings(
      ModelProvider provider, Optional<URI> url, String name, Optional<Reference> key) {
    AnswerLimits usual = AnswerLimits.usual();
    return new ModelSettings(provider, url, name, key, usual.tokens(), usual.silence(), false);
  }

  /**
   * Makes it; nothing is sent before it is asked.
   *
   * @throws CommandFailure if its settings cannot be meant
   */
  Model open(SecretSource secrets) {
    Optional<Secret> key = settings.key().map(where -> resolve(secrets, where));
    AnswerLimits usual = AnswerLimits.usual();
    AnswerLimits limits =
        new AnswerLimits(
            settings.timeout(),
            usual.whole().compareTo(settings.timeout()) > 0 ? usual.whole() : settings.timeout(),
            usual.bytes(),
            settings.maxOutput());
    try {
      return ModelClients.of(
          new ServedModel(
              provider(),
              settings.address(),
              settings.name(),
              key,
              settings.insecurePlaintext(),
              limits));
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(
          ExitCode.USAGE, String.valueOf(wrong.getMessage()), "correct what stands under `agent`");
    }
  }

  private static Secret resolve(SecretSource secrets, Reference where) {
    try {
      return secrets.resolve(where.toString());
    } catch (SecretUnavailable none) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE, "no key of the model (`agent.model.key`): " + none.getMessage());
    }
  }

  private Provider provider() {
    return switch (settings.provider()) {
      case OPENAI -> Provider.OPENAI;
      case ANTHROPIC -> Provider.ANTHROPIC;
      case OLLAMA -> Provider.OLLAMA;
    };
  }

  /** For the user: which model, by whom, where. */
  String words() {
    return settings.name()
        + " by "
        + Forms.word(settings.provider())
        + " at "
        + settings.address().getAuthority()
        + (told.isEmpty() ? "" : " (" + told + " of the environment)");
  }
}
