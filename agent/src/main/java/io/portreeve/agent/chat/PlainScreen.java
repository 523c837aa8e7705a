package io.portreeve.agent.chat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where nobody sits: each line that comes in is a request, what the model says goes to standard
 * output, and what happens to the other. Nobody answers a question.
 */
final class PlainScreen implements Screen {
  private final BufferedReader in;
  private final PrintWriter out;
  private final PrintWriter err;
  private boolean saying;

  PlainScreen(InputStream in, PrintWriter out, PrintWriter err) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.err = err;
  }

  @Override
  public Optional<String> next(String prompt) {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public Optional<String> answer(String question) {
    return Optional.empty();
  }

  @Override
  public void complete(Completion completion) {}

  @Override
  public void say(String piece) {
    saying |= !piece.isEmpty();
    out.print(piece);
    out.flush();
  }

  @Override
  public void pause() {
    if (saying) {
      out.println();
      out.flush();
      saying = false;
    }
  }

  @Override
  public void tell(String line) {
    err.println(line);
    err.flush();
  }

  @Override
  public void notice(String line) {
    tell(line);
  }

  @Override
  public Ink ink() {
    return new Ink(false);
  }

  /** The process is ended by an interrupt, as every other in a pipe. */
  @Override
  public Attention onInterrupt(Runnable act) {
    return () -> {};
  }

  @Override
  public void close() {
    out.flush();
    err.flush();
  }
}
