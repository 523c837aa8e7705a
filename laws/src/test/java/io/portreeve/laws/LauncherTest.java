package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, in a house of paper: a project whose build and whose JDK are scripts that say what
 * they were asked.
 */
class LauncherTest {
  @TempDir Path temp;
  private PaperHouse house;

  @BeforeEach
  void build() throws IOException {
    house = new PaperHouse(temp.resolve("a house"), Project.ofThisBuild().text("portreeve"));
  }

  @Test
  void command_reachesTheProgram_asTyped() throws Exception {
    var run = house.launch("policy", "test", "two words", "*", "$HOME", "");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .endsWith("io.portreeve.gateway.cli.Portreeve\npolicy\ntest\ntwo words\n*\n$HOME\n\n");
  }

  @Test
  void command_lab_startsTheLab() throws Exception {
    assertThat(house.launch("lab", "--json").out()).endsWith("io.portreeve.lab.Lab\n--json\n");
  }

  @Test
  void command_chat_startsTheAgent_asTyped() throws Exception {
    assertThat(house.launch("chat", "-m", "two words").out())
        .endsWith("io.portreeve.agent.chat.Chat\nchat\n-m\ntwo words\n");
  }

  @Test
  void standardOutput_belongsToTheCommand() throws Exception {
    var run = house.launch("stdio");

    assertThat(run.out()).startsWith("-").doesNotContain("building");
    assertThat(run.err()).contains("building Portreeve", "mcp done", "gateway done");
  }

  @Test
  void launcher_calledThroughLinksFromElsewhere_findsItsHouse() throws Exception {
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere/deep"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), house.launcher());
    Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));

    assertThat(house.launchFrom(elsewhere, relative.toString(), "x").exit()).isZero();
    assertThat(house.launchFrom(elsewhere, "./relative", "x").exit()).isZero();
    assertThat(house.launchFrom(elsewhere, absolute.toString(), "x").out())
        .contains("-Dportreeve.home=" + house.app());
  }

  @Test
  void sources_unchanged_areBuiltOnce() throws Exception {
    house.launch("x");
    var second = house.launch("x");

    assertThat(house.builds()).isEqualTo(1);
    assertThat(second.err()).isEmpty();
  }

  @Test
  void sources_changed_areBuiltAgain() throws Exception {
    house.launch("x");
    Files.writeString(house.source(), "class Changed {}");
    Files.setLastModifiedTime(house.source(), FileTime.from(Instant.now().plusSeconds(5)));
    house.launch("x");

    assertThat(house.builds()).isEqualTo(2);
  }

  @Test
  void build_isSwappedInAsAWhole() throws Exception {
    house.launch("x");
    Path left = Files.writeString(house.app().resolve("lib/left-over.jar"), "");
    house.makeStale();
    house.launch("x");

    assertThat(left).doesNotExist();
    assertThat(house.app().resolve("lib/portreeve-gateway.jar")).exists();
  }

  @Test
  void twoStarts_buildOnce() throws Exception {
    house.holdBuilds();
    var first = house.start("first");
    first.awaitBuildBegun();
    var second = house.start("second");
    second.awaitErr("is building; waiting");
    house.letBuildsGo();

    assertThat(first.finish().out()).endsWith("first\n");
    assertThat(second.finish().out()).endsWith("second\n");
    assertThat(house.builds()).isEqualTo(1);
  }

  /** The first start takes a minute; whoever saw nothing move took it for dead. */
  @Test
  void build_onATerminal_hasAClock_thatRuns() throws Exception {
    house.holdBuilds();
    var start = house.startOnATerminal("x");
    start.awaitErr("1/2 mcp ... 0 s");
    start.awaitErr("1/2 mcp ... 1 s");
    house.letBuildsGo();

    var run = start.finish();
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("mcp done", "gateway done");
  }

  @Test
  void build_elsewhere_hasNoClock() throws Exception {
    assertThat(house.launch("x").err()).doesNotContain(" ... 0 s", "\r");
  }

  @Test
  void lock_ofADeadStart_isTakenOver() throws Exception {
    var dead = new ProcessBuilder("true").start();
    dead.waitFor();
    house.lockFor(dead.pid());

    assertThat(house.launch("x").exit()).isZero();
    assertThat(house.isLocked()).isFalse();
  }

  @Test
  void start_thatIsTerminated_leavesNoLock() throws Exception {
    house.holdBuilds();
    var start = house.start("x");
    start.awaitBuildBegun();
    start.terminate();
    house.letBuildsGo();

    assertThat(start.finish().exit()).isEqualTo(143);
    assertThat(house.isLocked()).isFalse();
  }

  @Test
  void build_thatFails_saysWhereAndWhy_andIsTriedAgain() throws Exception {
    house.letBuildsFail("[ERROR] cannot find symbol: class Unwritten");
    var failed = house.launch("x");
    house.letBuildsSucceed();

    assertThat(failed.exit()).isEqualTo(70);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("cannot find symbol: class Unwritten", "build.log");
    assertThat(house.isLocked()).isFalse();
    assertThat(house.launch("x").exit()).isZero();
  }

  @Test
  void build_withoutNetwork_isToldAsThat() throws Exception {
    house.letBuildsFail(
        "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Unknown host repo");

    assertThat(house.launch("x").err()).contains("could not reach it", "settings.xml");
  }

  @Test
  void jdk_tooOld_isPassedOver_forOneInTheUsualPlaces() throws Exception {
    Path old = house.jdk(temp.resolve("old"), "17.0.2");
    house.jdk(house.userHome().resolve(".sdkman/candidates/java/999-tem"), "999.0.1");
    house.setJavaHome(old);

    assertThat(house.launch("x").exit()).isZero();
  }

  @Test
  void jdk_withoutCompiler_cannotBuild() throws Exception {
    Path runtime = house.jdk(temp.resolve("runtime"), "999");
    Files.delete(runtime.resolve("bin/javac"));
    house.setJavaHome(runtime);

    assertThat(house.launch("x").err()).contains("without a compiler");
  }

  @Test
  void noJdk_saysWhatWasSeenAndHowToInstallOne() throws Exception {
    house.setJavaHome(house.jdk(temp.resolve("old"), "1.8.0_402"));
    var run = house.launch("x");

    assertThat(run.exit()).isEqualTo(69);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(temp.resolve("old") + " (Java 1: too old)", "adoptium.net", "JAVA_HOME");
  }

  @Test
  void startupCache_isUsedWithTheJdkItWasMadeFor() throws Exception {
    assertThat(house.launch("x").out())
        .contains("-XX:AOTCache=" + house.app().resolve("startup.aot"));
    assertThat(house.trainings()).isEqualTo(1);

    house.setJavaHome(house.jdk(temp.resolve("other"), "1000"));
    house.launch("x");
    assertThat(house.trainings()).isEqualTo(2);
    assertThat(house.builds()).isEqualTo(1);
  }

  @Test
  void startupCache_thatCannotBeMade_isDoneWithout_andNotTriedAgain() throws Exception {
    house.letTrainingFail();

    assertThat(house.launch("x").out()).doesNotContain("AOTCache=");
    assertThat(house.launch("x").out()).doesNotContain("AOTCache=");
    assertThat(house.trainings()).isEqualTo(1);
  }

  @Test
  void distribution_isNeverBuilt() throws Exception {
    Path lib = Files.createDirectories(house.root().resolve("lib"));
    Files.writeString(lib.resolve("portreeve-gateway.jar"), "");

    assertThat(house.launch("x").out()).contains("-Dportreeve.home=" + house.root());
    assertThat(house.builds()).isZero();
  }

  @Test
  void ownOptionsForTheJvm_standBeforeTheProgram() throws Exception {
    List<String> lines =
        house.with("PORTREEVE_JAVA_OPTS", "-Xmx1g -Da=b").launch("x").out().lines().toList();

    assertThat(lines)
        .containsSubsequence("-Xmx1g", "-Da=b", "-cp", "io.portreeve.gateway.cli.Portreeve", "x");
  }
}
