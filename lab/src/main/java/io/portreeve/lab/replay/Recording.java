package io.portreeve.lab.replay;

import io.portreeve.controls.contextpoisoning.FlowPolicy;
import io.portreeve.controls.contextpoisoning.FlowRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Recorded traces, with the tools that they use.
 *
 * @param labels what the operator says of the tools; without, it is guessed
 * @param believed whether results that the labels call trusted are so
 */
public record Recording(Path traces, Path tools, Optional<Path> labels, boolean believed) {
  /**
   * Replays all of it.
   *
   * @param progress told how many traces were replayed
   */
  public Scores under(Set<FlowPolicy> policies, IntConsumer progress) throws IOException {
    Toolbox toolbox = new Toolbox(tools, labelling());
    Replay replay = new Replay(new FlowRules(policies));
    Scores scores = new Scores();
    int[] done = {0};
    JsonFile.lines(
        traces,
        (line, json) -> {
          Trace trace = new TraceReader(traces, line, toolbox).read(json);
          scores.add(replay.run(trace), replay, toolbox.of(trace.suite()));
          progress.accept(++done[0]);
        });
    if (done[0] == 0) {
      throw new ReplayFault(traces, "there is no trace in it");
    }
    return scores;
  }

  private Labelling labelling() throws IOException {
    return labels.isPresent() ? Labelling.of(labels.get(), believed) : Labelling.guessed();
  }
}
