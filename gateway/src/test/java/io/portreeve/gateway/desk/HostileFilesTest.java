package io.portreeve.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.desk.jsonc.JsoncText;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes a client's file, as anybody can in a repository, wants more than a server. */
class HostileFilesTest extends AtADesk {
  private static final String EVERY_CALL = "nobody was to look";

  private Candidate server(String entry) throws Exception {
    return candidate(placed("plain.json", "{\"mcpServers\":{\"a\":" + entry + "}}"), "a");
  }

  /** A file of the project's may be called as what is trusted to run others. */
  @ParameterizedTest
  @ValueSource(strings = {"./docker", "tools/podman", "../nerdctl", "/srv/project/docker"})
  void programThatIsCalledLikeARunnerOfContainers_isConfined(String command) throws Exception {
    Candidate a = server("{\"command\":\"" + command + "\",\"args\":[\"run\",\"docs\"]}");

    assertThat(a.text(new Sight.Unseen(EVERY_CALL))).doesNotContain("insecure-no-sandbox");
  }

  @Test
  void whatNothingConfines_isNotStarted_toLookAtIt() throws Exception {
    Candidate a = server("{\"command\":\"docker\",\"args\":[\"run\",\"-v\",\"/:/h\",\"x\"]}");

    assertThat(a.text(new Sight.Unseen(EVERY_CALL))).contains("insecure-no-sandbox: true");
    assertThat(a.unseeable()).contains("nothing could confine it while somebody looks");
  }

  /** By their own names they would be those of the gateway, which nothing confines. */
  @Test
  void variablesOfTheProgram_areNotThoseOfTheGateway() throws Exception {
    Path file =
        placed(
            "plain.json",
            "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":{\"JAVA_HOME\":\"/evil\","
                + "\"JAVA_TOOL_OPTIONS\":\"-javaagent:/evil.jar\",\"LD_PRELOAD\":\"/evil.so\"}}}}");
    String before = Files.readString(file);
    Candidate a = candidate(file, "a");

    assertThat(a.text(new Sight.Unseen(EVERY_CALL)))
        .contains("\"JAVA_HOME\": \"env:PORTREEVE_ENV_JAVA_HOME\"");
    wrap(file);
    assertThat(JsoncText.read(Files.readString(file)).root().at("mcpServers").orElseThrow())
        .satisfies(servers ->
            assertThat(
                    servers.at("a").orElseThrow().at("env").orElseThrow().members().stream()
                        .map(member -> member.name()))
                .containsExactly(
                    "PORTREEVE_ENV_JAVA_HOME",
                    "PORTREEVE_ENV_JAVA_TOOL_OPTIONS",
                    "PORTREEVE_ENV_LD_PRELOAD"));
    unwrap(file);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void variableThatWasChangedWhileWrapped_hasItsOwnNameAgain() throws Exception {
    Path file =
        placed(
            "plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":{\"A\":\"old\"}}}}");
    wrap(file);
    Files.writeString(file, Files.readString(file).replace("old", "new"));

    unwrap(file);

    assertThat(Files.readString(file))
        .isEqualTo("{\"mcpServers\":{\"a\":{\"command\":\"x\",\"env\":{\"A\":\"new\"}}}}");
  }

  @Test
  void fileOfVariables_isNotLeftToTheClient() throws Exception {
    Path file =
        placed("plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\",\"envFile\":\".env\"}}}");

    assertThat(wrapping(file).candidates()).isEmpty();
    assertThat(wrapping(file).left().getFirst().why()).contains("`envFile`");
  }

  /** What runs others' code before Portreeve does anything is no Portreeve. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"env\":{\"PORTREEVE_JAVA_OPTS\":\"-javaagent:./evil.jar\"}",
        "\"env\":{\"PORTREEVE_ENV_A\":\"1\",\"JAVA_TOOL_OPTIONS\":\"-javaagent:./evil.jar\"}",
        "\"env\":{\"LD_PRELOAD\":\"./evil.so\"}",
        "\"envFile\":\".env\""
      })
  void serverThatGivesPortreeveVariables_isNotTakenForGuarded(String more) throws Exception {
    Path file = placed("plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\"}}}");
    wrap(file);
    assertThat(names(wrapping(file).guarded())).containsExactly("a");
    Files.writeString(file, Files.readString(file).replace("\"command\"", more + ",\"command\""));

    Wrapping wrapping = wrapping(file);

    assertThat(wrapping.guarded()).isEmpty();
    assertThat(wrapping.candidates()).isEmpty();
    assertThat(wrapping.left().getFirst().why()).startsWith("it looks like Portreeve, but ");
  }

  @Test
  void serverThatStartsAProfileOfAnotherFile_isNotTakenForGuarded() throws Exception {
    Path file = placed("plain.json", "{\"mcpServers\":{\"a\":{\"command\":\"x\"}}}");
    wrap(file);
    Path strange = Files.copy(file, home.resolve("shop/.mcp.json"));

    assertThat(wrapping(strange).guarded()).isEmpty();
    assertThat(wrapping(strange).candidates()).isEmpty();
    assertThat(wrapping(strange).left().getFirst().why())
        .contains("looks like Portreeve, but its profile is of another file");
  }

  @Test
  void keysAndSettingsInTheHome_areProposedToNobody() throws Exception {
    Files.createDirectories(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh").resolve("id"), "key");
    Files.writeString(home.resolve(".bashrc"), "");
    Candidate a =
        server(
            "{\"command\":\"x\",\"args\":[\"~/.bashrc\",\"~/.ssh/id\",\"~/.ssh\",\"~/\","
                + "\"--f=/etc/passwd\",\"/\"]}");

    assertThat(a.grants().write()).isEmpty();
    assertThat(a.grants().read()).isEmpty();
  }

  /** The sandbox opens the scripts among a program's arguments to it, and asks no profile. */
  @ParameterizedTest
  @ValueSource(strings = {"{home}/.ssh/id", "linked.js", "/proc/self/root{home}/.ssh/id"})
  void serverWhoseArgumentIsAPrivateFile_staysAsItIs(String argument) throws Exception {
    Files.createDirectories(home.resolve(".ssh"));
    Path key = Files.writeString(home.resolve(".ssh/id"), "key");
    Files.createSymbolicLink(home.resolve("linked.js"), key);
    String named = argument.replace("{home}", home.toString());

    Wrapping wrapping =
        wrapping(
            placed(
                "plain.json",
                "{\"mcpServers\":{\"a\":{\"command\":\"node\",\"args\":[\"" + named + "\"]}}}"));

    assertThat(wrapping.candidates()).isEmpty();
    assertThat(wrapping.left().getFirst().why()).contains("private");
  }

  @Test
  void scriptWhereItsUserInstalledIt_isNoSecret() throws Exception {
    Files.createDirectories(home.resolve(".npm"));
    Path script = Files.writeString(home.resolve(".npm/server.js"), "");

    assertThat(server("{\"command\":\"node\",\"args\":[\"" + script + "\"]}").id()).isEqualTo("a");
  }

  /** Before anybody agreed to anything. */
  @Test
  void look_writesNothing_andReachesNoHost() throws Exception {
    Files.createDirectories(home.resolve("notes"));
    Files.writeString(home.resolve("notes.txt"), "");
    Candidate a =
        server(
            "{\"command\":\"npx\",\"args\":[\"x\",\"~/notes\",\"~/notes.txt\","
                + "\"https://evil.example/\"]}");

    assertThat(a.text(new Sight.Unseen(EVERY_CALL)))
        .contains("evil.example", "notes.txt", "write:");
    assertThat(a.looking())
        .contains("read: [\"" + home.resolve("notes") + "\"]")
        .contains("network: [\"registry.npmjs.org\"]")
        .contains("write: [\"" + a.grants().folders().get("npm_config_cache") + "\"]")
        .doesNotContain("evil.example\"]");
  }
}
