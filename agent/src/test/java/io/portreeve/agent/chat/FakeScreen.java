package io.portreeve.agent.chat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A screen that remembers what was shown, and whose user says what he was told to. */
final class FakeScreen implements Screen {
  private final List<String> shown = new ArrayList<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final Deque<String> requests = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private Completion completion = _ -> List.of();
  private Optional<String> saying = Optional.empty();
  private Optional<Runnable> interrupt = Optional.empty();

  /** The answers to the next questions; after them, none is given. */
  FakeScreen answering(String... next) {
    answers.addAll(List.of(next));
    return this;
  }

  /** What is typed at the next prompts; after them, the user has done. */
  FakeScreen requesting(String... next) {
    requests.addAll(List.of(next));
    return this;
  }

  /** What could be typed behind these words. */
  List<String> offered(String... before) {
    return completion.after(List.of(before));
  }

  /** Every line by now. */
  List<String> shown() {
    return List.copyOf(shown);
  }

  String text() {
    return String.join("\n", shown);
  }

  /** What was asked, prompts included. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The user presses Ctrl-C while something is under way. */
  void pressInterrupt() {
    interrupt.orElseThrow().run();
  }

  @Override
  public Optional<String> next(String prompt) {
    asked.add(prompt);
    return Optional.ofNullable(requests.poll());
  }

  @Override
  public Optional<String> answer(String question) {
    asked.add(question);
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public void complete(Completion more) {
    completion = more;
  }

  @Override
  public void say(String piece) {
    if (!piece.isEmpty()) {
      saying = Optional.of(saying.orElse("") + piece);
    }
  }

  @Override
  public void pause() {
    saying.ifPresent(shown::add);
    saying = Optional.empty();
  }

  @Override
  public void tell(String line) {
    pause();
    shown.add(line);
  }

  @Override
  public void notice(String line) {
    shown.add(line);
  }

  @Override
  public Ink ink() {
    return new Ink(false);
  }

  @Override
  public Attention onInterrupt(Runnable act) {
    interrupt = Optional.of(act);
    return () -> interrupt = Optional.empty();
  }

  @Override
  public void close() {
    pause();
  }
}
