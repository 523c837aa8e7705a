package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(120)
class StarterTest {
  private static final String SAID = "the program runs";

  private final Path home;
  private final Starter starter;

  StarterTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.starter = starter(jar(home.resolve("ours.jar"), "one"));
  }

  private Starter starter(Path classes) throws IOException {
    return new Starter(Starter.ours().java(), classes, Optional.of(home));
  }

  /** Our classes as they are shipped, and something that tells this build from another. */
  private static Path jar(Path jar, String build) throws IOException {
    Path classes = Starter.ours().classes();
    if (Files.isRegularFile(classes)) {
      return Files.copy(classes, jar);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes.resolve("io/portreeve/gateway/sandbox"))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        out.write(Files.readAllBytes(each));
      }
      out.putNextEntry(new JarEntry(build));
    }
    return jar;
  }

  private Path recorded() throws IOException {
    return new Records(home.resolve("starter"), starter.classes()).file();
  }

  private record Ran(int code, String said) {}

  /** What a confined program says that is started so. */
  private String run(Starter by, String... options) throws Exception {
    Ran ran = start(by, options);
    assertThat(ran.code()).as(ran.said()).isZero();
    return ran.said();
  }

  /** Whether the JVM takes what was recorded; it says so only when it is told to start or fail. */
  private boolean fits(Starter by) throws Exception {
    return start(by, "-XX:AOTMode=on").code() == 0;
  }

  private Ran start(Starter by, String... options) throws Exception {
    List<String> words = new ArrayList<>(by.command());
    words.addAll(1, List.of(options));
    Launch launch =
        new Launch(
            new Grants(
                Stream.of("/usr", "/bin", "/lib", "/lib64", "/etc", "/proc").map(Path::of).toList(),
                List.of(),
                new Network.None()),
            new Bounds(4L << 30, 256, 10 << 20, 1 << 30, 4_000, 3600),
            Mark.random(),
            Optional.empty(),
            List.of("/bin/sh", "-c", "cat /proc/self/status; echo " + SAID));
    words.addAll(launch.arguments());
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  @Test
  void rehearsal_isRecorded_andStartsUseIt() throws Exception {
    assertThat(starter.command()).noneMatch(word -> word.startsWith("-XX:AOTCache"));

    assertThat(starter.rehearse()).isTrue();

    assertThat(starter.command()).contains("-XX:AOTCache=" + recorded());
    assertThat(fits(starter)).isTrue();
    assertThat(run(starter)).contains(SAID);
    try (Stream<Path> left = Files.list(home)) {
      assertThat(left).containsExactlyInAnyOrder(home.resolve("starter"), starter.classes());
    }
    try (Stream<Path> left = Files.list(home.resolve("starter"))) {
      assertThat(left).containsExactly(recorded());
    }
  }

  /** It is the JVM's affair whether what was recorded fits; that of the rules must not be. */
  @Test
  void programThatIsStartedByIt_isConfinedAllTheSame() throws Exception {
    String before = run(starter);
    assertThat(starter.rehearse()).isTrue();

    String after = run(starter, "-XX:AOTMode=on");
    assertThat(after.lines().filter(StarterTest::isOfTheSandbox).toList())
        .isEqualTo(before.lines().filter(StarterTest::isOfTheSandbox).toList())
        .contains("NoNewPrivs:\t1", "Seccomp:\t2", "CapEff:\t0000000000000000");
  }

  private static boolean isOfTheSandbox(String line) {
    return line.startsWith("NoNewPrivs") || line.startsWith("Seccomp:") || line.startsWith("Cap");
  }

  /** The JVM takes it, and would confine by the rules of that build. */
  @Test
  void recordOfAnotherBuild_isPassedOver() throws Exception {
    assertThat(starter.rehearse()).isTrue();
    Path before = recorded();
    Path other = jar(home.resolve("other.jar"), "another one");
    Files.move(other, starter.classes(), StandardCopyOption.REPLACE_EXISTING);

    assertThat(before).exists();
    assertThat(starter.command()).noneMatch(word -> word.startsWith("-XX:AOTCache"));
    assertThat(run(starter)).contains(SAID);
  }

  /** It is named by what it was made of, and not by how that looks from outside. */
  @Test
  void recordOfOtherClassesOfTheSameLengthAndTime_isPassedOver() throws Exception {
    assertThat(starter.rehearse()).isTrue();
    FileTime then = Files.getLastModifiedTime(starter.classes());
    byte[] other = Files.readAllBytes(starter.classes());
    other[other.length - 1] ^= 1;
    Files.write(starter.classes(), other);
    Files.setLastModifiedTime(starter.classes(), then);

    assertThat(usesARecord()).isFalse();
  }

  /** Whoever may write there could have it run classes of his, before anything is confined. */
  @Test
  void recordThatOthersCouldHavePut_isPassedOver_andNoneIsMadeAmongTheirs() throws Exception {
    assertThat(starter.rehearse()).isTrue();
    Path folder = home.resolve("starter");
    for (Path each : List.of(folder, recorded())) {
      Set<PosixFilePermission> before = Files.getPosixFilePermissions(each);
      for (PosixFilePermission others :
          List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
        Files.setPosixFilePermissions(each, with(before, others));
        assertThat(usesARecord()).as(each + " " + others).isFalse();
      }
      if (each.equals(folder)) {
        assertThat(starter.rehearse()).isFalse();
      }
      Files.setPosixFilePermissions(each, before);
      assertThat(usesARecord()).isTrue();
    }
  }

  @Test
  void recordThatIsALink_isPassedOver() throws Exception {
    assertThat(starter.rehearse()).isTrue();
    Path elsewhere = Files.move(recorded(), home.resolve("elsewhere"));
    Files.createSymbolicLink(recorded(), elsewhere);
    assertThat(usesARecord()).isFalse();

    Files.move(elsewhere, recorded(), StandardCopyOption.REPLACE_EXISTING);
    assertThat(usesARecord()).isTrue();
    Path moved = Files.move(home.resolve("starter"), home.resolve("moved"));
    Files.createSymbolicLink(home.resolve("starter"), moved);
    assertThat(usesARecord()).isFalse();
  }

  private boolean usesARecord() throws IOException {
    return starter.command().stream().anyMatch(word -> word.startsWith("-XX:AOTCache"));
  }

  private static Set<PosixFilePermission> with(
      Set<PosixFilePermission> all, PosixFilePermission more) {
    return Stream.concat(all.stream(), Stream.of(more)).collect(Collectors.toSet());
  }

  @Test
  void recordThatIsDamaged_isPassedOver() throws Exception {
    assertThat(starter.rehearse()).isTrue();
    byte[] whole = Files.readAllBytes(recorded());
    for (byte[] damaged :
        List.of(
            new byte[0],
            "no record".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(whole, 100_000))) {
      Files.write(recorded(), damaged);

      assertThat(fits(starter)).isFalse();
      assertThat(run(starter)).contains(SAID);
    }
  }

  @Test
  void homeThatCannotBeWritten_isDoneWithout() throws Exception {
    Starter nowhere =
        new Starter(starter.java(), starter.classes(), Optional.of(home.resolve("none")));

    assertThat(nowhere.rehearse()).isFalse();
    assertThat(run(nowhere)).contains(SAID);
  }

  @Test
  void withoutAHome_nothingIsRecorded() throws Exception {
    Starter homeless = new Starter(starter.java(), starter.classes(), Optional.empty());

    assertThat(homeless.rehearse()).isFalse();
    assertThat(run(homeless)).contains(SAID);
  }
}
