package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.ServerSettings.BEARER_TOKEN;
import static io.portreeve.gateway.config.ServerSettings.CLASSIFIERS;
import static io.portreeve.gateway.config.ServerSettings.COMMAND;
import static io.portreeve.gateway.config.ServerSettings.CREDENTIALS;
import static io.portreeve.gateway.config.ServerSettings.DIRECTORY;
import static io.portreeve.gateway.config.ServerSettings.ENVIRONMENT;
import static io.portreeve.gateway.config.ServerSettings.GUARDRAILS;
import static io.portreeve.gateway.config.ServerSettings.HEADERS;
import static io.portreeve.gateway.config.ServerSettings.INSECURE_NO_SANDBOX;
import static io.portreeve.gateway.config.ServerSettings.INSECURE_PLAINTEXT;
import static io.portreeve.gateway.config.ServerSettings.SANDBOX;
import static io.portreeve.gateway.config.ServerSettings.TLS;
import static io.portreeve.gateway.config.ServerSettings.URL;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import java.util.Optional;

/** What must hold between the keys of one server. */
final class ServerRules {
  private ServerRules() {}

  /** Where nothing is encrypted, nothing is proved. */
  static void tlsOfItsReach(Values values, Spot spot) {
    boolean secure = values.get(URL).filter(url -> url.getScheme().equals("https")).isPresent();
    if (values.get(TLS).isPresent() && !secure) {
      spot.at(TLS).problem("has no effect here", "remove it: it is for a `url` with `https:`");
    }
  }

  static void oneReach(Values values, Spot spot) {
    boolean command = values.get(COMMAND).isPresent();
    if (command == values.get(URL).isPresent()) {
      spot.problem(
          command ? "has both `command` and `url`" : "has neither `command` nor `url`",
          "give exactly one: `command` starts a program, `url` names an HTTP endpoint");
    }
  }

  static void onlyOfItsReach(Values values, Spot spot) {
    if (values.get(COMMAND).isPresent() == values.get(URL).isPresent()) {
      return;
    }
    if (values.get(COMMAND).isPresent()) {
      unused(HEADERS, !values.get(HEADERS).isEmpty(), "url", spot);
      unused(BEARER_TOKEN, values.get(BEARER_TOKEN).isPresent(), "url", spot);
    } else {
      unused(ENVIRONMENT, !values.get(ENVIRONMENT).isEmpty(), "command", spot);
      unused(DIRECTORY, values.get(DIRECTORY).isPresent(), "command", spot);
    }
  }

  private static void unused(Key<?, ?> key, boolean given, String other, Spot spot) {
    if (given) {
      spot.at(key)
          .problem("has no effect here", "remove it: it is for a server with `" + other + "`");
    }
  }

  static void sandboxOfAProgram(Values values, Spot spot) {
    boolean program = values.get(COMMAND).isPresent();
    boolean off = values.get(INSECURE_NO_SANDBOX);
    if (off && !program) {
      spot.at(INSECURE_NO_SANDBOX)
          .problem("has no effect here", "remove it: it is for a server with `command`");
    }
    if (!values.get(SANDBOX).equals(SandboxSettings.SECTION.defaults()) && (off || !program)) {
      spot.at(SANDBOX)
          .problem(
              "has no effect here",
              program ? "remove it, or `insecure-no-sandbox`" : "remove it: nothing is started");
    }
  }

  static void classifiersOfGuardrails(Values values, Spot spot) {
    if (values.get(GUARDRAILS) == Guardrail.OFF && !values.get(CLASSIFIERS).isEmpty()) {
      spot.at(CLASSIFIERS)
          .problem("has no effect: `guardrails` is `off`", "set it to `alert` or `block`");
    }
  }

  static void encrypted(Values values, Spot spot) {
    Scalars.encryptedUnless(
        values.get(INSECURE_PLAINTEXT), values.get(URL), spot.at(URL), spot.at(INSECURE_PLAINTEXT));
  }

  static void oneAuthorization(Values values, Spot spot) {
    boolean header =
        values.get(HEADERS).keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
    boolean token = values.get(BEARER_TOKEN).isPresent();
    if (header && token) {
      spot.at(BEARER_TOKEN)
          .problem("is there besides a header `Authorization`", "keep one of the two");
    }
    if ((header || token) && values.get(CREDENTIALS).isPresent()) {
      spot.at(CREDENTIALS)
          .problem(
              "is there besides " + (token ? "`bearer-token`" : "a header `Authorization`"),
              "keep one of the two");
    }
  }

  static void credentialsOfItsReach(Values values, Spot spot) {
    Optional<CredentialSettings> credentials = values.get(CREDENTIALS);
    if (credentials.isEmpty() || values.get(COMMAND).isPresent() == values.get(URL).isPresent()) {
      return;
    }
    boolean variable =
        credentials.get().userSecret().filter(it -> it.variable().isPresent()).isPresent();
    if (values.get(COMMAND).isPresent() && !variable) {
      spot.at(CREDENTIALS)
          .problem(
              "cannot be given to a program",
              "use `user-secret` with a `variable`: a program gets its secrets at its start");
    } else if (values.get(INSECURE_PLAINTEXT) && credentials.get().login().isPresent()) {
      spot.at(CREDENTIALS)
          .problem("would send tokens of users without TLS", "use `https:` for `url`");
    } else if (values.get(URL).isPresent() && variable) {
      spot.at(CREDENTIALS)
          .problem("has a `variable`, which is for programs", "use `header`, or leave both out");
    }
  }
}
