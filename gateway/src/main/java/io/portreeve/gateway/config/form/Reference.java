package io.portreeve.gateway.config.form;

import java.nio.file.Path;

/**
 * Where a value is to be found that must not stand in the file. Its {@code toString} is safe to
 * print: it names the place, never what lies there.
 */
public sealed interface Reference {
  /** {@code env:NAME}: the environment variable of that name. */
  record InEnvironment(String name) implements Reference {
    @Override
    public String toString() {
      return "env:" + name;
    }
  }

  /** {@code file:PATH}: the text of a file, without the line end that closes it. */
  record InFile(Path path) implements Reference {
    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /** {@code text:VALUE}: the value itself, which its writer declares to be no secret. */
  record Plain(String text) implements Reference {
    @Override
    public String toString() {
      return "text:" + text;
    }
  }
}
