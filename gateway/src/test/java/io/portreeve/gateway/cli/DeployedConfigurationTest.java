package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is in force once the manifests for Kubernetes are applied as they are. */
class DeployedConfigurationTest {
  private static final Path MANIFESTS = Path.of("..", "deploy", "kubernetes", "portreeve.yaml");
  private static final String BLOCK = "  portreeve.yaml: |";
  private static final String INDENT = "    ";

  @Test
  void configurationOfTheManifests_isAccepted() throws IOException {
    var pod =
        new Surroundings(
            Path.of("/etc/portreeve"), Surroundings.Follower.NONE, new ConditionReader());

    ConfigurationFile.Outcome outcome = new ConfigurationFile(pod, Overlay.NONE).parse(written());

    assertThat(outcome).isInstanceOf(ConfigurationFile.Outcome.Loaded.class);
    var loaded = (ConfigurationFile.Outcome.Loaded) outcome;
    assertThat(loaded.configuration().data()).isEqualTo(Path.of("/data/portreeve"));
  }

  private static String written() throws IOException {
    return Files.readAllLines(MANIFESTS).stream()
        .dropWhile(line -> !line.equals(BLOCK))
        .skip(1)
        .takeWhile(line -> line.startsWith(INDENT))
        .map(line -> line.substring(INDENT.length()))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
