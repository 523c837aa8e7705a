package io.portreeve.testkit.attack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of the attacks.
 *
 * @param tried how many calls attacked something
 * @param successes those that worked, in the order of the tools
 * @param untried why a tool was not attacked, or not to the end: its honest call was refused, so
 *     that refusals of attacks would mean nothing
 */
public record Report(int tried, List<Success> successes, List<String> untried) {
  public Report {
    successes = List.copyOf(successes);
    untried = List.copyOf(untried);
  }

  /** Which kinds of attack worked. */
  public List<Attack> worked() {
    return successes.stream().map(Success::attack).distinct().sorted().toList();
  }

  /**
   * Passes if attacks were tried on every tool and none worked.
   *
   * @throws AssertionError with the whole report otherwise
   */
  public void assertWithstood() {
    if (tried == 0 || !successes.isEmpty() || !untried.isEmpty()) {
      throw new AssertionError(toString());
    }
  }

  /** The report, one success a line; for people. */
  @Override
  public String toString() {
    String head = "%d attacks tried, %d worked".formatted(tried, successes.size());
    return Stream.of(
            Stream.of(head),
            successes.stream().map(Success::toString),
            untried.stream().map(why -> "not attacked: " + why))
        .flatMap(it -> it)
        .collect(Collectors.joining("\n"));
  }
}
