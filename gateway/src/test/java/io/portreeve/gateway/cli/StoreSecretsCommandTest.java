package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.keys.FirstLookUps;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.NeedsPostgres;
import io.portreeve.gateway.store.PostgresServer;
import io.portreeve.gateway.store.PostgresServer.Database;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation of the secret that nodes share, as its operator sees it between two rounds. */
@NeedsPostgres
class StoreSecretsCommandTest {
  private static final String OLD = "n".repeat(40);
  private static final String NEW = "m".repeat(40);

  private final Database database = PostgresServer.shared().database();

  @TempDir private Path folder = Path.of("");
  private String state = "";

  @BeforeEach
  void secrets() throws IOException {
    state = database.lines(folder)[0];
    Path next = Files.writeString(folder.resolve("next"), NEW);
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
  }

  private Path machine(String name, String secret, String... accepted) throws IOException {
    Path machine = Files.createDirectory(folder.resolve(name));
    List<String> all = List.of(accepted).stream().map(it -> "\"file:" + at(it) + "\"").toList();
    Files.writeString(
        machine.resolve("portreeve.yaml"),
        "data: ./data\nservers: {a: {command: [x]}}\n"
            + state.replace(
                "secret: \"file:" + at("nodes") + "\"",
                "secret: \"file:%s\", accepted-secrets: %s".formatted(at(secret), all))
            + "\n");
    return machine;
  }

  private Path at(String secret) {
    return folder.resolve(secret);
  }

  private void use(String key, String secret, String... accepted) {
    try (Store store = database.open()) {
      OwnSecrets secrets =
          OwnSecrets.derivedFrom(
              Secret.ofText(secret), List.of(accepted).stream().map(Secret::ofText).toList());
      KeyRing ring =
          KeyRing.open(
              store, secrets, FirstLookUps.unlimited(), InstantSource.system(), new SecureRandom());
      assertThat(ring.check(key)).isInstanceOf(KeyCheck.Accepted.class);
    }
  }

  private static String key(Path machine, String principal) {
    return Ran.in(machine, "keys", "create", "--principal", principal).out().strip();
  }

  @Test
  void roundAfterRound_showsWhatIsUnderWhichSecret_andWhatMayBeDropped() throws IOException {
    Path first = machine("first", "nodes", "next");
    String ann = key(first, "ann");
    String bob = key(first, "bob");
    Ran ran = Ran.in(first, "store", "secrets");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .containsPattern("state\\.secret +[0-9a-f]{16} +current +2 +0 +0")
        .containsPattern("state\\.accepted-secrets\\[0] +[0-9a-f]{16} +to-come +0 +0 +0")
        .doesNotContain(OLD, NEW);

    use(ann, NEW, OLD);
    Path second = machine("second", "next", "nodes");
    ran = Ran.in(second, "store", "secrets");
    assertThat(ran.out())
        .containsPattern("state\\.secret +[0-9a-f]{16} +current +1 +0 +0")
        .containsPattern("state\\.accepted-secrets\\[0] +[0-9a-f]{16} +left +1 +0 +0");
    assertThat(ran.out()).contains("what is under it would end", "1 keys, 0 logins");

    String old =
        mark(Ran.in(second, "store", "secrets", "--json").out(), "state.accepted-secrets[0]");
    assertThat(Ran.in(second, "keys", "list", "--json").outLines())
        .filteredOn(line -> line.contains("\"madeUnder\":\"" + old + "\""))
        .as("which one it is")
        .singleElement()
        .asString()
        .contains("\"bob\"");

    use(bob, NEW, OLD);
    ran = Ran.in(second, "store", "secrets");
    assertThat(ran.out()).contains("it may be dropped");
    assertThat(Ran.in(second, "store", "secrets", "--json").out())
        .contains("\"name\":\"state.accepted-secrets[0]\"", "\"mayBeDropped\":true");
  }

  /** The second round began elsewhere before the first was here. */
  @Test
  void machineThatDoesNotKnowTheNewSecret_seesThatSomethingIsUnderIt_andEndsWithOne()
      throws IOException {
    use(key(machine("first", "nodes", "next"), "ann"), NEW, OLD);
    Path late = machine("late", "nodes");

    Ran ran = Ran.in(late, "store", "secrets");

    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).containsPattern("unknown +- +- +1 +0 +0");
    assertThat(ran.out()).contains("is refused at nodes like this one");
    assertThat(late.resolve("data")).as("it only looks").doesNotExist();
  }

  @Test
  void nodesThatSaidWhichSecretsTheyKnow_areShownWithTheirRound_andWhereTheirKeysAreRefused()
      throws IOException {
    Path second = machine("second", "next", "nodes");
    String ann = key(machine("first", "nodes", "next"), "ann");
    use(ann, NEW, OLD);
    String said = Ran.in(second, "store", "secrets", "--json").out();
    String next = mark(said, "state.secret");
    String old = mark(said, "state.accepted-secrets[0]");
    say("ahead", next + "," + old);
    say("behind", old + "," + next);

    assertThat(Ran.in(second, "store", "secrets").out())
        .containsPattern("ahead +state\\.secret +state\\.accepted-secrets\\[0] +2 *\n")
        .containsPattern("behind +state\\.accepted-secrets\\[0] +state\\.secret +1 *\n");

    say("forgotten", old);
    Ran ran = Ran.in(second, "store", "secrets");
    assertThat(ran.out())
        .containsPattern("forgotten +state\\.accepted-secrets\\[0] +- +-, keys are refused");
    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.out()).contains("before the second begins anywhere");
  }

  private void say(String node, String marks) {
    database.execute(
        "INSERT INTO setting (name, value) VALUES ('configuration/%s', '%s 1 %s')"
            .formatted(node, "a".repeat(64), marks));
  }

  private static String mark(String json, String name) {
    return json.replaceFirst(
            ".*\\Q\"name\":\"" + name + "\"\\E,\"mark\":\"([0-9a-f]{16})\".*", "$1")
        .strip();
  }

  @Test
  void gatewayWhoseKeysLieInItsData_hasNothingToRotate() throws IOException {
    Path alone = Files.createDirectory(folder.resolve("alone"));
    Files.writeString(
        alone.resolve("portreeve.yaml"), "data: ./data\nservers: {a: {command: [x]}}\n");

    Ran ran = Ran.in(alone, "store", "secrets");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("no `state.secret`");
    assertThat(alone.resolve("data")).doesNotExist();
  }
}
