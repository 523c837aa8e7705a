package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectRowsTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void eachToolThatMakesObjects_isToldWithWhereItsResultNamesThem_andThenTheOtherTypes() {
    Configuration configuration =
        Configurations.of(
            directory,
            """
            data: ./data
            servers: {notes: {command: [x]}, more: {command: [y]}}
            policy:
              objects:
                note:
                  created-by:
                    - {servers: [notes, more], tools: [make, "copy_*"], result: /note/id}
                    - {servers: [more], tools: [import], result: ids}
                team: {}
            """);

    assertThat(ObjectRows.of(configuration))
        .containsExactly(
            List.of(
                "note",
                "notes, more",
                "make, copy_*",
                "whoever calls owns what `/note/id` of the result names"),
            List.of("note", "more", "import", "whoever calls owns what `ids` of the result names"),
            List.of("team", "any", "(none makes one)", "as `portreeve relations` says"));
    assertThat(ObjectRows.json(configuration).toString())
        .isEqualTo(
            "[{\"type\":\"note\",\"servers\":[\"notes\",\"more\"],\"tools\":[\"make\",\"copy_*\"],"
                + "\"result\":\"/note/id\"},{\"type\":\"note\",\"servers\":[\"more\"],"
                + "\"tools\":[\"import\"],\"result\":\"ids\"}]");
  }
}
