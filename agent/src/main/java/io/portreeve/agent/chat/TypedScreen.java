package io.portreeve.agent.chat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jline.utils.Signals;

/** A terminal with a person in front of it. */
final class TypedScreen implements Screen {
  private static final String MORE = "   > ";

  /** How a shell says that Ctrl-C ended a process. */
  private static final int CUT_OFF = 130;

  /** What the system tells a process of its terminal. */
  private static final List<Terminal.Signal> TOLD =
      List.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT);

  /** How long, in milliseconds, nothing must come for what was typed ahead to be gone. */
  private static final long SILENCE = 5;

  private final Terminal terminal;
  private final Ink ink;
  private final KeptLines kept;
  private final LineReader requests;
  private final LineReader answers;
  private final UnheardInterrupt unheard;
  private volatile boolean answering;
  private boolean saying;
  private Completion completion = _ -> List.of();
  private boolean warned;

  private TypedScreen(Terminal terminal, Ink ink, KeptLines kept, UnheardInterrupt unheard) {
    this.terminal = terminal;
    this.ink = ink;
    this.kept = kept;
    this.unheard = unheard;
    this.requests = reader(terminal, this::offer);
    this.answers = reader(terminal, (_, _, _) -> {});
    answers.setVariable(LineReader.DISABLE_HISTORY, true);
    kept.lines().forEach(requests.getHistory()::add);
    var _ = terminal.handle(Terminal.Signal.INT, _ -> unheard.came());
  }

  /**
   * The terminal of this process. The library would lay a handler of its own for each line that is
   * read, and take it away behind it; whoever pressed Ctrl-C in between ended the process. It would
   * also tell of each Ctrl-C at a prompt twice, as a signal and as a key.
   */
  static TypedScreen ofProcess(boolean colored, KeptLines kept) throws IOException {
    System.setProperty(TerminalBuilder.PROP_SOFTWARE_SIGNALS, "false");
    Terminal terminal =
        TerminalBuilder.builder()
            .name("portreeve")
            .system(true)
            .provider(TerminalBuilder.PROP_PROVIDER_FFM)
            .dumb(true)
            .nativeSignals(false)
            // What a terminal answers to questions about itself could be taken for typed.
            .graphemeCluster(false)
            .build();
    TypedScreen screen = on(terminal, colored, kept, () -> System.exit(CUT_OFF));
    for (Terminal.Signal one : TOLD) {
      var _ = Signals.register(one.name(), () -> terminal.raise(one));
    }
    return screen;
  }

  /**
   * That terminal.
   *
   * @param end what a Ctrl-C does that nothing here can take for its own
   */
  static TypedScreen on(Terminal terminal, boolean colored, KeptLines kept, Runnable end) {
    return new TypedScreen(terminal, new Ink(colored), kept, new UnheardInterrupt(end));
  }

  private static LineReader reader(Terminal terminal, org.jline.reader.Completer completer) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("portreeve")
        .completer(completer)
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, MORE)
        .build();
  }

  private void offer(LineReader reader, ParsedLine line, List<Candidate> offered) {
    if (!SlashCommand.meant(line.line())) {
      return;
    }
    List<String> before = line.words().subList(0, line.wordIndex());
    (before.isEmpty() ? SlashCommand.words() : completion.after(before))
        .forEach(word ->
            offered.add(new Candidate(word, word, null, null, null, null, !word.endsWith("="))));
  }

  @Override
  public void complete(Completion more) {
    completion = more;
  }

  @Override
  public Optional<String> next(String prompt) {
    while (true) {
      try {
        String line = typed(requests, prompt);
        if (Thread.interrupted()) {
          unheard.keep();
        }
        warned = false;
        kept.add(line);
        return Optional.of(line);
      } catch (UserInterruptException interrupted) {
        if (warned && interrupted.getPartialLine().isEmpty()) {
          return Optional.empty();
        }
        warned = true;
        tell(ink.faint("(Ctrl-C again, or Ctrl-D, ends)"));
      } catch (EndOfFileException done) {
        return Optional.empty();
      }
    }
  }

  @Override
  public Optional<String> answer(String question) {
    pause();
    answering = true;
    try {
      forgetTyped();
      return Optional.of(typed(answers, question));
    } catch (UserInterruptException | EndOfFileException | IOException none) {
      return Optional.empty();
    } finally {
      answering = false;
    }
  }

  /** A Ctrl-C that came before the prompt is one at it. */
  private String typed(LineReader reader, String prompt) {
    if (unheard.taken()) {
      throw new UserInterruptException("");
    }
    return reader.readLine(prompt);
  }

  private void forgetTyped() throws IOException {
    NonBlockingReader typed = terminal.reader();
    int key = typed.read(SILENCE);
    while (key >= 0) {
      key = typed.read(SILENCE);
    }
  }

  @Override
  public void say(String piece) {
    saying |= !piece.isEmpty();
    terminal.writer().print(piece);
    terminal.flush();
  }

  @Override
  public void pause() {
    if (saying) {
      terminal.writer().println();
      saying = false;
    }
    terminal.flush();
  }

  @Override
  public void tell(String line) {
    pause();
    terminal.writer().println(line);
    terminal.flush();
  }

  @Override
  public void notice(String line) {
    (answering ? answers : requests).printAbove(line);
  }

  @Override
  public Ink ink() {
    return ink;
  }

  /**
   * Nothing that is typed meanwhile is shown amid what happens; it is there for the next prompt.
   */
  @Override
  public Attention onInterrupt(Runnable act) {
    Attributes before = terminal.getAttributes();
    Attributes quiet = new Attributes(before);
    quiet.setLocalFlag(Attributes.LocalFlag.ECHO, false);
    quiet.setLocalFlag(Attributes.LocalFlag.ICANON, false);
    terminal.setAttributes(quiet);
    Terminal.SignalHandler old = terminal.handle(Terminal.Signal.INT, _ -> act.run());
    if (unheard.taken()) {
      act.run();
    }
    return () -> {
      terminal.handle(Terminal.Signal.INT, old);
      terminal.setAttributes(before);
    };
  }

  @Override
  public void close() {
    try {
      pause();
      terminal.close();
    } catch (IOException gone) {
      System.getLogger(TypedScreen.class.getName())
          .log(System.Logger.Level.DEBUG, "the terminal has gone away", gone);
    }
  }
}
