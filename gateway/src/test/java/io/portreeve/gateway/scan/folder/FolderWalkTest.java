package io.portreeve.gateway.scan.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
  @TempDir private Path temporary = Path.of("");
  private Path root = temporary;
  private Path secret = temporary;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectory(temporary.resolve("root"));
    var _ = Files.createDirectory(root.resolve("inside"));
    secret = Files.createDirectory(temporary.resolve("elsewhere")).resolve("a.js");
    var _ = Files.writeString(secret, "secret");
    var _ = Files.writeString(root.resolve("inside/a.js"), "seen");
  }

  @Test
  void linkInPlaceOfAFileThatWasSeen_isNotFollowed() {
    var meeting =
        new Meeting(file -> {
          Files.delete(file.path());
          var _ = Files.createSymbolicLink(file.path(), secret);

          assertThat(Files.readString(file.path()))
              .as("whoever opens it by name")
              .isEqualTo("secret");
          assertThatThrownBy(() -> file.bytes(100)).isInstanceOf(IOException.class);
          assertThatThrownBy(() -> file.copied(100)).isInstanceOf(IOException.class);
        });

    new FolderWalk(meeting).walk(root);
    assertThat(meeting.met).containsExactly("inside/a.js");
  }

  @Test
  void linkInPlaceOfAFolderThatIsOpen_isNotFollowed() {
    var meeting =
        new Meeting(file -> {
          var _ = Files.move(root.resolve("inside"), temporary.resolve("moved"));
          var _ = Files.createSymbolicLink(root.resolve("inside"), secret.getParent());

          assertThat(Files.readString(file.path()))
              .as("whoever opens it by name")
              .isEqualTo("secret");
          assertThat(new String(file.bytes(100), StandardCharsets.UTF_8)).isEqualTo("seen");
        });

    new FolderWalk(meeting).walk(root);
    assertThat(meeting.met).containsExactly("inside/a.js");
  }

  @Test
  void fileThatGrowsAfterItWasSeen_isNotReadBeyondTheBound() {
    var meeting =
        new Meeting(file -> {
          var _ = Files.writeString(file.path(), "x".repeat(1000));

          assertThatThrownBy(() -> file.bytes(100)).hasMessage("it is longer than 100 bytes");
          assertThatThrownBy(() -> file.copied(100)).hasMessage("it is longer than 100 bytes");
          assertThat(file.bytes(1000)).hasSize(1000);
        });

    new FolderWalk(meeting).walk(root);
    assertThat(meeting.met).containsExactly("inside/a.js");
  }

  @Test
  void links_pipes_andWhatIsTooDeep_areMet_andNotEntered() throws Exception {
    var _ = Files.createSymbolicLink(root.resolve("link"), secret.getParent());
    Pipe.make(root.resolve("pipe"));
    String deep = "d/".repeat(40);
    var _ = Files.writeString(Files.createDirectories(root.resolve(deep)).resolve("b.js"), "");
    var meeting = new Meeting(_ -> {});

    new FolderWalk(meeting).walk(root);

    assertThat(meeting.met).containsExactlyInAnyOrder("inside/a.js", "link", "pipe");
    assertThat(meeting.left).containsExactly(deep.substring(0, 63));
  }

  @Test
  void folderThatIsNotThere_isTold() {
    var meeting = new Meeting(_ -> {});

    new FolderWalk(meeting).walk(root.resolve("none"));

    assertThat(meeting.failed).containsExactly("none");
  }

  @Test
  void interrupt_endsIt() {
    var meeting = new Meeting(_ -> {});
    Thread.currentThread().interrupt();

    new FolderWalk(meeting).walk(root);

    assertThat(Thread.interrupted()).as("it is left to the caller").isTrue();
    assertThat(meeting.met).isEmpty();
  }

  private interface Reading {
    void read(SeenFile file) throws IOException;
  }

  private final class Meeting implements FolderWalk.Visitor {
    final List<String> met = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<String> failed = new ArrayList<>();

    private final Reading reading;

    Meeting(Reading reading) {
      this.reading = reading;
    }

    @Override
    public boolean enters(Path folder) {
      return true;
    }

    @Override
    public boolean meets(SeenFile file) {
      met.add(named(file.path()));
      try {
        reading.read(file);
      } catch (IOException unexpected) {
        throw new UncheckedIOException(unexpected);
      }
      return true;
    }

    @Override
    public void leaves(Path folder) {
      left.add(named(folder));
    }

    @Override
    public void fails(Path what) {
      failed.add(named(what));
    }

    private String named(Path path) {
      return root.relativize(path).toString();
    }
  }
}
