package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretFileTest {
  private static final Surroundings SURROUNDINGS =
      new Surroundings(Path.of("/"), Surroundings.Follower.NONE, Expression.Reader.UNREAD);

  @Test
  void fileThatASecretIsTakenFrom_isOne() {
    assertThat(paths("insecure-shared-credential: true, environment: {KEY: 'file:/run/key'}", ""))
        .containsExactly(Path.of("/run/key"));
  }

  @Test
  void rootOfAServer_isNone_thoughItIsWrittenAlike() {
    assertThat(paths("roots: ['file:///srv']", "")).isEmpty();
  }

  @Test
  void resourceThatARuleNames_isNone() {
    assertThat(paths("era: auto", "policy: {allow: [{name: read, resources: ['file:///srv/a']}]}"))
        .isEmpty();
  }

  private static List<Path> paths(String server, String more) {
    String text = "data: d\nservers: {a: {command: [x], " + server + "}}\n" + more + "\n";
    return switch (new ConfigurationFile(SURROUNDINGS, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded(var configuration, _) ->
          SecretFile.of(configuration).stream().map(SecretFile::path).toList();
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw new AssertionError(problems.toString());
    };
  }
}
