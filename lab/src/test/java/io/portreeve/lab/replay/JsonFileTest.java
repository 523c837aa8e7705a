package io.portreeve.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFileTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir private Path folder = Path.of("");

  /** A file that can be read or is broken; it knows whether it was closed. */
  private static final class Watched extends FilterInputStream {
    private final boolean broken;
    private boolean closed;

    Watched(String bytes, boolean broken) {
      super(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
      this.broken = broken;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      return super.read(into, offset, length);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void fileThatOnlyBeginsLikeGzip_isClosed() {
    Watched file = new Watched("\u001fno more", false);

    assertThatThrownBy(() -> JsonFile.unpacked(file)).isInstanceOf(IOException.class);
    assertThat(file.closed).isTrue();
  }

  @Test
  void fileThatCannotBeRead_isClosed() {
    Watched file = new Watched("", true);

    assertThatThrownBy(() -> JsonFile.unpacked(file)).hasMessage("broken");
    assertThat(file.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001f", "\u001fno more"})
  void fileThatOnlyBeginsLikeGzip_isToldByItsName(String bytes) throws IOException {
    Path file = Files.writeString(folder.resolve("torn"), bytes);

    assertThatThrownBy(() -> JsonFile.whole(file))
        .isInstanceOf(ReplayFault.class)
        .hasMessage(file + ": begins like gzip, and is damaged");
  }

  @Test
  void gzipThatEndsTooEarly_isToldByItsName() throws IOException {
    Path file = torn("[1,2,3,4,5,6,7,8]\n", 1);

    assertThatThrownBy(() -> JsonFile.lines(file, (_, _) -> {}))
        .isInstanceOf(ReplayFault.class)
        .hasMessage(file + ": begins like gzip, and is damaged");
  }

  @Test
  void fileThatUnpacksToMoreThanJsonMayHold_isRefusedBeforeItsTornEndIsRead() throws IOException {
    Path file = torn(" ".repeat(MEBIBYTE), 18);

    assertThatThrownBy(() -> JsonFile.whole(file))
        .isInstanceOf(ReplayFault.class)
        .hasMessageStartingWith(file + ": not JSON: too-many-bytes");
  }

  @Test
  void lineLongerThanJsonMayBe_isRefusedBeforeItsTornEndIsRead() throws IOException {
    Path file = torn("[".repeat(MEBIBYTE), 18);

    assertThatThrownBy(() -> JsonFile.lines(file, (_, _) -> {}))
        .isInstanceOf(ReplayFault.class)
        .hasMessageStartingWith(file + ":1: not JSON: too-many-bytes");
  }

  @Test
  void lines_areNumberedAsAnEditorDoes_blankOnesToo() throws IOException {
    Path file = Files.writeString(folder.resolve("lines"), "1\r\n\r\n \t\n2\n3");
    List<String> seen = new ArrayList<>();

    JsonFile.lines(file, (line, value) -> seen.add(line + " " + value));

    assertThat(seen).containsExactly("1 1", "4 2", "5 3");
  }

  /** A text so many times, packed, without the last bytes. */
  private Path torn(String text, int times) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < times; i++) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] all = packed.toByteArray();
    return Files.write(folder.resolve("torn"), Arrays.copyOf(all, all.length - 12));
  }
}
