package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with what programs are granted shows before the start. */
class CheckSandboxTest extends Checking {
  @Test
  void whatASandboxIsToOpen_andIsNotThere_isMissing() throws IOException {
    Path there = Files.createDirectory(directory.resolve("there"));
    String granting =
        RIGHT.replace(
            "command: [npx", "sandbox: {read: [./no], write: [./there]}\n    command: [/bin/sh");
    Map<String, String> environment = Map.of("TOKEN", "t");

    assertThat(check(granting, environment, "check").outLines())
        .contains(
            "portreeve.yaml: right, but a program or directory is missing here",
            "  missing: files: its sandbox opens %1$s, which is not there; make it, a folder with `mkdir -p %1$s`, or correct `servers.files.sandbox`; it is opened at the next start of the program"
                .formatted(directory.resolve("no")));
    Files.delete(there);
    Files.createFile(directory.resolve("no"));
    assertThat(check(granting, environment, "check").out())
        .contains("its sandbox opens " + there)
        .doesNotContain("opens " + directory.resolve("no"));
  }

  @Test
  void directoryOfAServer_thatDoesNotExist_isMissing() throws IOException {
    String elsewhere =
        RIGHT.replace("command: [npx", "directory: ./no/such\n    command: [/bin/sh");
    Map<String, String> environment = Map.of("TOKEN", "t");

    assertThat(check(elsewhere, environment, "check").outLines())
        .contains(
            "portreeve.yaml: right, but a program or directory is missing here",
            "  missing: files: there is no directory %1$s; make it with `mkdir -p %1$s`, or correct `servers.files.directory`"
                .formatted(directory.resolve("no/such")));

    Files.createDirectories(directory.resolve("no/such"));
    assertThat(check(elsewhere, environment, "check").out()).doesNotContain("missing");
  }

  /** As in the example for a desk, which names a home that is not the reader's. */
  @Test
  void memoryThatIsToBeKeptWhereThereIsNoFolder_isMissing() throws IOException {
    String text =
        """
        data: ./data
        servers:
          notes:
            command: [/bin/sh]
            environment: {MEMORY_FILE_PATH: "text:%s/memory.json"}
            memory: knowledge-graph
            insecure-no-sandbox: true
        """;

    Path gone = directory.resolve("gone");
    assertThat(check(text.formatted(gone), Map.of(), "check").out())
        .contains(
            "missing: notes: its memory is to be kept in %1$s (MEMORY_FILE_PATH), which is not there; make it with `mkdir -p %1$s`, or correct `servers.notes.environment`"
                .formatted(gone));
    assertThat(check(text.formatted(directory), Map.of(), "check").out()).doesNotContain("missing");
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'sandbox: {write: [/srv/notes]}', false",
    "'sandbox: {network: [registry.npmjs.org]}', true",
    "'insecure-no-sandbox: true', false"
  })
  void memoryThatCanKeepNoFile_isTold(String sandbox, boolean forgets) throws IOException {
    String text =
        "data: ./data\nservers: {notes: {command: [npx, notes], memory: knowledge-graph"
            + (sandbox.isEmpty() ? "" : ", " + sandbox)
            + "}}\n";

    assertThat(check(text, Map.of(), "check", "--no-secrets").out().contains("keeps no file"))
        .isEqualTo(forgets);
  }

  @Test
  void grantOverASecretOrOurData_isToldBeforeTheStart_withARemedy() throws IOException {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    String granting =
        RIGHT.replace(
            "command: [npx", "sandbox: {read: [./keys], write: [./beside]}\n    command: [npx");
    assertThat(check(granting, Map.of("TOKEN", "t"), "check").out())
        .contains("reads the system, itself, " + keys)
        .doesNotContain("refused");

    Path secret = Files.writeString(keys.resolve("token"), "t");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String reached = granting.replace("env:TOKEN", "file:" + secret);
    String why =
        "its sandbox would open "
            + keys
            + ", but no program may reach "
            + secret
            + ": our data, our configuration, or a secret; grant what it needs beside that, or move that elsewhere";
    assertThat(check(reached, Map.of(), "check").out())
        .contains("portreeve.yaml: right", ", but a grant is refused\n", "is not started: " + why);
    assertThat(check(reached, Map.of(), "check", "--json").out())
        .contains("\"refused\":[\"" + why + "\"]");
  }

  @Test
  void grantOverTheConfiguration_isToldBeforeTheStart() throws IOException {
    String granting =
        RIGHT
            .replace("data: ./data", "data: " + directory.resolveSibling("elsewhere"))
            .replace("command: [npx", "sandbox: {read: [.]}\n    command: [npx");
    assertThat(granting).contains("elsewhere", "read: [.]");

    assertThat(check(granting, Map.of("TOKEN", "t"), "check").out())
        .contains(
            "is not started: its sandbox would open " + directory,
            "no program may reach " + directory.resolve("portreeve.yaml") + ":");
  }

  /**
   * It fails after two minutes, and its last line says where a log was that nobody has any more.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          npx, -y, some-server                 | ''                                                  | registry.npmjs.org
          /opt/bin/npx, -y, some-server        | ''                                                  |
          uvx, some-server                     | ''                                                  | files.pythonhosted.org and pypi.org
          npx, -y, some-server                 | 'sandbox: {network: [registry.npmjs.org]}'          |
          npx, -y, some-server                 | 'insecure-no-sandbox: true'                         |
          npx, --registry, https://m, server   | 'sandbox: {network: [m]}'                           |
          npx, ./some-server                   | ''                                                  |
          docker, run, some/server             | ''                                                  |
          node, server.js                      | ''                                                  |
          """)
  void programThatIsFetched_andReachesNoRegistry_isTold_withWhatWrapWouldWrite(
      String command, String sandbox, String hosts) throws IOException {
    String text =
        "data: ./data\nservers: {one: {command: [%s]%s}}\n"
            .formatted(command, sandbox.isEmpty() ? "" : ", " + sandbox);

    String out = check(text, Map.of("HOME", directory.toString()), "check", "--no-secrets").out();

    if (hosts == null) {
      assertThat(out).doesNotContain("fetched:");
    } else {
      assertThat(out)
          .contains(
              "but one program cannot be fetched",
              "fetches what it runs from %s, and its sandbox lets it connect to none"
                  .formatted(hosts),
              "into `servers.one`: `environment: {",
              "and make that folder: `mkdir -p ")
          .containsPattern(
              "write: \\[%s/\\.cache/portreeve/packages/portreeve-[0-9a-f]{8}/one]}`"
                  .formatted(Pattern.quote(directory.toString())));
    }
  }

  /** Its mirror may be named in a file that nobody reads here. */
  @Test
  void programThatReachesAnotherHost_mayBeFetchedFromThere_soItIsOnlyNoted() throws IOException {
    String text =
        "data: ./data\nservers: {one: {command: [npx, server], sandbox: {network: [npm.corp]}}}\n";

    assertThat(check(text, Map.of(), "check", "--no-secrets").out())
        .doesNotContain("cannot be fetched")
        .contains("may not be fetched: one: ", "; if none of its hosts is a mirror of that, write");
  }

  @Test
  void programWhoseFetchingIsOver_needsNoRegistry() throws IOException {
    Path cache = Files.createDirectories(directory.resolve("cache/_npx"));
    String text =
        "data: ./data\nservers: {one: {command: [npx, server], environment: {npm_config_cache: \"text:%s\"}}}\n"
            .formatted(cache.getParent());

    assertThat(check(text, Map.of(), "check").out()).doesNotContain("fetched:");
    Files.delete(cache);
    assertThat(check(text, Map.of(), "check").out()).contains("cannot be fetched:");
  }
}
