package io.portreeve.agent.langchain4j;

import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.agent.model.Streamed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is heard of one answer, and what went wrong with it; the first that does counts. */
final class Answer {
  private static final int MOST_USES = 128;

  private final Streamed streamed;
  private final StringBuilder text = new StringBuilder();
  private final Map<Long, HeardUse> uses = new LinkedHashMap<>();
  private String stop = "";
  private @Nullable ModelFailure failure;
  private @Nullable RuntimeException thrown;
  private boolean interrupted;

  Answer(Streamed streamed) {
    this.streamed = streamed;
  }

  void text(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    text.append(piece);
    try {
      streamed.text(piece);
    } catch (RuntimeException listener) {
      // Whoever parses would swallow it, and go on.
      thrown = listener;
    }
  }

  /** The use of that number, which may be a new one. */
  HeardUse use(long number) {
    HeardUse use = uses.computeIfAbsent(number, _ -> new HeardUse());
    if (uses.size() > MOST_USES) {
      unreadable("it asks for more than " + MOST_USES + " tools");
    }
    return use;
  }

  /** A number that no use has. */
  long next() {
    return uses.keySet().stream().mapToLong(it -> it).max().orElse(-1) + 1;
  }

  void stopped(String reason) {
    stop = reason;
  }

  void unreadable(String what) {
    fail(new ModelFailure(Kind.UNREADABLE, "The model's answer cannot be read: " + what + "."));
  }

  void fail(ModelFailure why) {
    if (failure == null) {
      failure = why;
    }
  }

  void interrupted() {
    interrupted = true;
  }

  /** Whether nothing that comes now is of use. */
  boolean isGivenUp() {
    return failure != null || thrown != null || interrupted;
  }

  String text() {
    return text.toString();
  }

  List<HeardUse> uses() {
    return List.copyOf(uses.values());
  }

  /** As the model, or its API, calls it; empty if it did not say. */
  String stop() {
    return stop;
  }

  /**
   * Returns if nothing went wrong; that it is whole, only {@link #stop()} says.
   *
   * @throws ModelFailure if something did
   * @throws InterruptedException if who waits for it was interrupted
   */
  void check() throws ModelFailure, InterruptedException {
    if (interrupted) {
      throw new InterruptedException();
    }
    if (thrown != null) {
      throw thrown;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
