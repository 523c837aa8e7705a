package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the options of the launcher do, on a real JVM. */
@Timeout(120)
class StartedJvmTest {
  @TempDir Path temp;

  @Test
  void memoryOfARunningProgram_isNotWrittenOut_forOthersOfItsUser() throws Exception {
    assertThat(dumped(List.of(), "unprotected")).isTrue();
    assertThat(dumped(options(), "protected")).isFalse();
  }

  @Test
  void operator_whoAsksForIt_canLookIntoARunningProgram() throws Exception {
    List<String> options = new ArrayList<>(options());
    options.add("-XX:-DisableAttachMechanism");

    assertThat(dumped(options, "asked-for")).isTrue();
  }

  /** Those that the launcher gives the JVM for whatever it runs. */
  private List<String> options() throws Exception {
    PaperHouse house =
        new PaperHouse(temp.resolve("a house"), Project.ofThisBuild().text("portreeve"));
    return house
        .launch("run")
        .out()
        .lines()
        .takeWhile(line -> !line.startsWith("-XX:AOTCache") && !line.startsWith("-Dportreeve"))
        .toList();
  }

  /** Whether somebody of the same user gets at the memory of a program with these options. */
  private boolean dumped(List<String> options, String name) throws Exception {
    List<String> words = new ArrayList<>(List.of(jdk("java")));
    words.addAll(options);
    words.addAll(List.of("-cp", classes(), Waiting.class.getName()));
    Process program = new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
    try {
      assertThat(program.getInputStream().read()).isEqualTo(Waiting.UP);
      File dump = temp.resolve(name + ".hprof").toFile();
      new ProcessBuilder(jdk("jcmd"), Long.toString(program.pid()), "GC.heap_dump", dump.getPath())
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .waitFor();
      return dump.length() > 0;
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  private static String jdk(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static String classes() throws URISyntaxException {
    return Path.of(Waiting.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** A program that says that it is there, and stays until its input ends. */
  static final class Waiting {
    static final int UP = '!';

    private Waiting() {}

    public static void main(String[] arguments) throws IOException {
      System.out.write(UP);
      System.out.flush();
      var _ = System.in.read();
    }
  }
}
