package io.portreeve.onnx.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.onnx.made.MadeFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says where it serves nothing. */
class ServeTest {
  private static final int UNUSABLE = 1;
  private static final int MISUSED = 2;

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> usual = new ArrayList<>();

  @BeforeEach
  void make() throws Exception {
    MadeFiles files = new MadeFiles(folder);
    usual.addAll(
        List.of(
            "--model",
            files.model().toString(),
            "--tokenizer",
            files.tokenizer().toString(),
            "--window",
            "16",
            "--overlap",
            "4",
            "--port",
            "0",
            "--natives",
            MadeFiles.natives().toString()));
  }

  /** With usual options and these. */
  private void ends(int status, String options, String... said) {
    List<String> all = new ArrayList<>(List.of(options.split(" ")));
    for (int at = 0; at < usual.size(); at += 2) {
      if (!all.contains(usual.get(at))) {
        all.addAll(usual.subList(at, at + 2));
      }
    }

    assertThat(Serve.run(all, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)))
        .as(err.toString(UTF_8))
        .isEqualTo(status);
    assertThat(err.toString(UTF_8)).contains(said);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void help_saysEveryOption() {
    PrintStream shown = new PrintStream(out, true, UTF_8);

    assertThat(Serve.run(List.of("--help"), shown, shown)).isZero();
    assertThat(out.toString(UTF_8)).contains("--model", "--timeout", "--natives", "Example:");
  }

  @Test
  void withoutAModel_usageIsShown() {
    usual.clear();
    ends(MISUSED, "--labels A,B", "--model FILE and --tokenizer FILE are missing", "--help");
  }

  @Test
  void optionThatThereIsNot_isToldItsNearest() {
    ends(MISUSED, "--labels A,B --quue 3", "there is no option --quue: did you mean --queue?");
    usual.clear();
    ends(MISUSED, "--modle x --labels A", "there is no option --modle: did you mean --model?");
  }

  @Test
  void labels_areNamedInOneWay() {
    ends(MISUSED, "--threads 1", "--labels", "--config");
    ends(MISUSED, "--labels A,B --config config.json", "--labels", "--config");
  }

  @Test
  void numbersThatMeanNothing_areRefused() {
    ends(MISUSED, "--labels A,B --workers 0", "--workers");
    ends(MISUSED, "--labels A,B --queue 0", "--queue");
    ends(MISUSED, "--labels A,B --queue 2147483647", "--queue", "10000");
    ends(MISUSED, "--labels A,B --window 2147483647", "--window", "1048576");
    ends(MISUSED, "--labels A,B --longest 99999999", "--longest");
    ends(MISUSED, "--labels A,B --port 99999", "--port");
    ends(MISUSED, "--labels A,B --timeout 4", "as in `4s`");
    ends(MISUSED, "--labels A,B --timeout 0s", "as in `4s`");
    ends(MISUSED, "--labels A,B --activation relu", "SOFTMAX");
  }

  /** Else strangers' texts could end the process, and with it all opinions. */
  @Test
  void settingsWhoseTextsDoNotFitIntoTheHeap_areRefused() {
    ends(MISUSED, "--labels A,B --workers 10000", "of the heap", "--workers", "-Xmx");
    ends(
        MISUSED,
        "--labels A,B --queue 10000 --workers 9999 --longest 2097152",
        "of the heap",
        "--queue",
        "-Xmx");
    ends(MISUSED, "--labels A,B --window 1000000 --workers 100", "of the heap", "--window", "-Xmx");
    assertThat(err.toString(UTF_8)).doesNotContain("loading");
  }

  @Test
  void addressOfANetwork_isRefused_unlessItIsSaid_andATokenAskedFor() {
    ends(UNUSABLE, "--labels A,B --address 0.0.0.0", "--insecure-any-address");
    ends(UNUSABLE, "--labels A,B --address 192.0.2.1", "--insecure-any-address");
    ends(UNUSABLE, "--labels A,B --address 0.0.0.0 --insecure-any-address", "--token");
    ends(UNUSABLE, "--labels A,B --address nowhere.invalid", "no address");
  }

  @Test
  void tokenThatCannotBeHad_isTold() {
    ends(UNUSABLE, "--labels A,B --token file:" + folder.resolve("gone"), "does not exist");
    ends(UNUSABLE, "--labels A,B --token secret", "env:NAME or file:PATH");
  }

  @Test
  void labelsThatDoNotFit_areTold_afterTheModelWasTried() {
    ends(UNUSABLE, "--labels A,B,C", "loading the model", "has 2 labels, and 3 are named");
    ends(UNUSABLE, "--labels A,B --honest C", "the honest label C is none of [A, B]");
  }

  @Test
  void folderForNativeCode_thatOthersMayUse_isRefused() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

    ends(UNUSABLE, "--labels A,B --natives " + shared, "chmod 700");
  }

  /** It is known before a large model was loaded in vain. */
  @Test
  void portThatIsTaken_isTold_beforeAnythingIsLoaded() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ends(UNUSABLE, "--labels A,B --port " + taken.getLocalPort(), "choose another --port");
    }
    assertThat(err.toString(UTF_8)).doesNotContain("loading");
  }
}
