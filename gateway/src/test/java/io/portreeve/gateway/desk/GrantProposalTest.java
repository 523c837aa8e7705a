package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrantProposalTest extends AtADesk {
  @BeforeEach
  void fill() throws Exception {
    Files.writeString(home.resolve("docs/notes.json"), "{}");
    Files.writeString(home.resolve("docs/notes.db"), "");
    Files.writeString(home.resolve("docs/ca.pem"), "");
  }

  private Grants grants(Map<String, String> variables, String... words) {
    return new GrantProposal(home, home.resolve("cache"), true)
        .of(program(variables, words), home.resolve("shop"));
  }

  private static Start.Program program(Map<String, String> variables, String... words) {
    Map<String, Optional<String>> known =
        Map.copyOf(
            variables.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Optional.of(it.getValue()))));
    return new Start.Program(
        List.of(words),
        Stream.of(words).map(Optional::of).toList(),
        known,
        Set.of(),
        Optional.empty());
  }

  @Test
  void runner_getsAPlaceForPackages_andTheirRegistry() {
    Grants npx = grants(Map.of(), "/usr/bin/npx", "-y", "pkg");
    assertThat(npx.folders()).containsOnlyKeys("npm_config_cache");
    assertThat(npx.write()).containsExactlyElementsOf(npx.folders().values());
    assertThat(npx.network()).containsExactly("registry.npmjs.org");

    assertThat(grants(Map.of(), "uvx", "pkg").network())
        .containsExactly("files.pythonhosted.org", "pypi.org");
    assertThat(grants(Map.of("npm_config_cache", home + "/docs"), "npx", "pkg").folders())
        .isEmpty();
    assertThat(grants(Map.of(), "own-server")).isEqualTo(Grants.none());
  }

  @Test
  void foldersAndFiles_areGrantedAsTheyAreUsed() {
    Path docs = home.resolve("docs");
    assertThat(grants(Map.of(), "x", docs.toString()).write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "--root=" + docs).write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "~/docs").write()).containsExactly(docs);
    assertThat(grants(Map.of(), "x", "../docs").write()).containsExactly(docs);
    assertThat(grants(Map.of("F", docs + "/notes.json"), "x").write())
        .containsExactly(docs.resolve("notes.json"));
    assertThat(grants(Map.of(), "x", docs + "/notes.db").write()).containsExactly(docs);
    assertThat(grants(Map.of("F", docs + "/new.json"), "x").write()).containsExactly(docs);
    assertThat(grants(Map.of("CA", docs + "/ca.pem"), "x").read())
        .containsExactly(docs.resolve("ca.pem"));
    assertThat(grants(Map.of(), "x", "server.js").read())
        .containsExactly(home.resolve("shop/server.js"));
  }

  @Test
  void neitherTheHomeNorTheRoot_isGrantedForAFileThatIsToCome() {
    assertThat(grants(Map.of("F", home + "/new.json", "G", "/new.json"), "x", "/", "-y").write())
        .isEmpty();
  }

  @Test
  void hostOfAnAddress_isGranted_butNotWithoutTls() {
    assertThat(
            grants(
                    Map.of(
                        "API", "https://API.example.com/v1?x=y", "B", "http://plain.example.com"),
                    "x",
                    "--url=https://other.example.com:8443")
                .network())
        .containsExactly("api.example.com", "other.example.com:8443");
  }

  @Test
  void container_isConfinedByNothingHere_norIsAnythingWhereThereIsNoSandbox() {
    assertThat(grants(Map.of(), "docker", "run", home.toString()).unconfined()).isTrue();
    assertThat(grants(Map.of(), "docker", "run", home.toString()).write()).isEmpty();
    assertThat(
            new GrantProposal(home, home, false)
                .of(program(Map.of(), "npx", "pkg"), home)
                .unconfined())
        .isTrue();
  }
}
