package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.cli.Documentation.Block;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.policy.ConditionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies a configuration out of the documentation has one that is accepted. */
class DocumentedConfigurationsTest {

  static List<Block> configurations() throws IOException {
    return Documentation.blocks().stream()
        .filter(block -> block.language().equals("yaml"))
        .filter(block -> !block.text().contains("apiVersion:"))
        .toList();
  }

  @Test
  void documentation_hasConfigurations() throws IOException {
    assertThat(configurations()).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configuration_isAccepted(Block block) {
    var elsewhere =
        new Surroundings(
            Path.of("/etc/portreeve"), Surroundings.Follower.NONE, new ConditionReader());

    assertThat(new ConfigurationFile(elsewhere, Overlay.NONE).parse(whole(block)))
        .isInstanceOf(ConfigurationFile.Outcome.Loaded.class);
  }

  /** What a file has to say at least is not said again in every example. */
  private static String whole(Block block) {
    return block.text()
        + (said(block, "data") ? "" : "data: ./data\n")
        + (said(block, "servers")
            ? ""
            : "servers: {notes: {command: [notes]}, files: {command: [files]}}\n");
  }

  private static boolean said(Block block, String key) {
    return block.lines().stream().anyMatch(line -> line.startsWith(key + ":"));
  }
}
