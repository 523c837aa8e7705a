package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"), "data: ./data\nservers: {a: {command: [x]}}\n");
  }

  @Test
  void withoutAFile_whereTheQuickstartRan_itsKeysAreMeant() throws IOException {
    Files.deleteIfExists(directory.resolve("portreeve.yaml"));
    assertThat(Ran.in(directory, "keys", "list").code()).isEqualTo(ExitCode.USAGE.number());

    Quickstart.ofDemo(directory.resolve(".portreeve"), "http://127.0.0.1:9/mcp")
        .keep(new InetSocketAddress(8787));
    Ran ran = Ran.in(directory, "keys", "list");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err()).contains("there is no data at " + directory.resolve(".portreeve"));
    assertThat(ran.err()).contains("this is the quickstart's .portreeve/quickstart.yaml");
  }

  @Test
  void createdKey_isShownOnceAlone_andListedWithoutItsText() {
    Ran created =
        Ran.in(
            directory,
            "keys",
            "create",
            "--principal",
            "ann",
            "--role",
            "staff",
            "--role",
            "admin",
            "--label",
            "host=desk",
            "--expires",
            "90d");

    String key = created.out().strip();
    assertThat(key).startsWith("ptr_").doesNotContain("\n");
    assertThat(created.err()).contains("for ann").doesNotContain(key);
    Ran listed = Ran.in(directory, "keys", "list");
    assertThat(listed.outLines()).hasSize(2);
    assertThat(listed.outLines().get(1))
        .containsSubsequence(
            "ann", "admin,staff", "live", "2027-02-21T12:00:00Z", "-", "host=desk");
    assertThat(listed.out()).doesNotContain(key);
  }

  @Test
  void maker_isNamedByUs_andByNobodyElse() {
    Ran refused =
        Ran.in(directory, "keys", "create", "--principal", "ann", "--label", "made-by=pat");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(refused.err()).contains("the label `made-by` is not yours to choose");
    assertThat(Ran.in(directory, "keys", "create", "--principal", "ann").code()).isZero();
    assertThat(Ran.in(directory, "keys", "list").out()).contains("made-by=");
  }

  @Test
  void roleThatNoRuleNames_isWarnedOf() {
    assertThat(Ran.in(directory, "keys", "create", "--principal", "ann", "--role", "staf").err())
        .startsWith("portreeve: no rule names role staf, so by itself it allows nothing\n");
  }

  @Test
  void createdKey_asJson_isOneObject() throws JsonRefused {
    Ran created = Ran.in(directory, "keys", "create", "--principal", "ci", "--json");

    JsonObject json = json(created.out());
    assertThat(json.string("key").orElseThrow()).startsWith("ptr_");
    assertThat(json.string("principal")).contains("ci");
    assertThat(json.string("state")).contains("live");
    assertThat(json.string("expires")).isEmpty();
  }

  @Test
  void clientOfAKey_isListedWithIt() throws JsonRefused {
    Ran created =
        Ran.in(directory, "keys", "create", "--principal", "ann", "--client", "ide-1", "--json");

    assertThat(json(created.out()).string("client")).contains("ide-1");
    assertThat(Ran.in(directory, "keys", "list").outLines().getLast())
        .containsSubsequence("ann", "ide-1", "live");
  }

  @Test
  void clientWithTheNameOfACredential_isRefused_andNoKeyMade() {
    Ran ran = Ran.in(directory, "keys", "create", "--principal", "ann", "--client", "key:k1");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err())
        .isEqualTo(
            "portreeve: --client is no name that a client can be given; use printable characters"
                + " without blanks, and none of `key:`, `certificate:` and `stdio`\n");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void revokedKey_isListedAsRevoked_andCannotBeRevokedAgain() throws JsonRefused {
    Ran created = Ran.in(directory, "keys", "create", "--principal", "ci", "--json");
    String id = json(created.out()).string("id").orElseThrow();

    assertThat(Ran.in(directory, "keys", "revoke", id).out()).isEqualTo("revoked " + id + "\n");

    assertThat(json(Ran.in(directory, "keys", "list", "--json").out()).string("state"))
        .contains("revoked");
    Ran again = Ran.in(directory, "keys", "revoke", id);
    assertThat(again.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(again.errLines())
        .containsExactly(
            "portreeve: key %s was revoked already, at 2026-11-23T12:00:00Z; nothing was changed;"
                    .formatted(id)
                + " see `portreeve keys list`");
    assertThat(Ran.in(directory, "keys", "revoke", "typo").errLines())
        .containsExactly(
            "portreeve: there is no key with the id `typo`; nothing was changed; see `portreeve keys"
                + " list`");
  }

  @Test
  void noKeys_saysHowToMakeOne() {
    SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())
        .close();
    assertThat(Ran.in(directory, "keys", "list").out())
        .isEqualTo("no keys yet: make one with `portreeve keys create --principal NAME`\n");
    assertThat(Ran.in(directory, "keys", "list", "--json").out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys list",
        "keys revoke 4fQ2c8Wk1mZp",
        "pins list --waiting",
        "pins diff files tool read",
        "pins approve --all",
        "audit show"
      })
  void commandThatMakesNoData_makesNoneWhereNoneIs(String line) {
    Ran ran = Ran.in(directory, line.split(" "));

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err())
        .contains("there is no ", " at " + directory.resolve("data"))
        .contains("begins with the first `portreeve run`");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--principal '' ",
        "--principal ann --role Staff",
        "--principal ann --expires 90",
        "--principal ann --expires 0d"
      })
  void wrongRequest_makesNoKey(String options) {
    String[] args = ("keys create " + options.replace("'' ", "%")).split(" ");

    assertThat(Ran.in(directory, args).code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(Ran.in(directory, "keys", "list", "--json").out()).isEmpty();
  }

  @Test
  void wrongConfiguration_opensNoStore() throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), "data: ./data\n");

    Ran ran = Ran.in(directory, "keys", "list");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void dataDirectoryThatIsAFile_isUnavailable_inOneLine() throws IOException {
    Files.writeString(directory.resolve("data"), "");

    Ran ran = Ran.in(directory, "keys", "list");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.errLines()).hasSize(1).first().asString().endsWith("is not a directory");
  }

  private static JsonObject json(String line) throws JsonRefused {
    return (JsonObject)
        JsonReader.read(line.strip().getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
  }
}
