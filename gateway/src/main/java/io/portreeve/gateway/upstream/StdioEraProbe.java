package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcResponse;
import java.time.Duration;

/**
 * Probes a program on a child that is thrown away, for some servers exit on a question that they do
 * not know. Whatever is not a modern answer in time, is a stateful server.
 *
 * <p>One that is silent for long may not run yet: `npx` and its like fetch it first, and leave half
 * of it when they are ended. So it is not ended, but asked in the older way, too, and its first
 * answer decides, for as long as a program may take to start.
 */
final class StdioEraProbe implements EraProbe {
  /** After so long without an answer it is asked in the older way, too. */
  static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int SILENT = 0;
  private static final int OVER = 1;
  private static final RequestId OLDER = RequestId.of("probe-older");

  private final Trials trials;
  private final Alarms alarms;
  private final Duration longest;

  /** Gives children that are thrown away. */
  @FunctionalInterface
  interface Trials {
    Connection trial(UpstreamCredential.Granted granted) throws UpstreamException;
  }

  /**
   * A probe.
   *
   * @param longest how long the program may take to start
   */
  StdioEraProbe(Trials trials, Alarms alarms, Duration longest) {
    this.trials = trials;
    this.alarms = alarms;
    this.longest = longest;
  }

  @Override
  public ServerEra probe(Caller caller) throws UpstreamException, InterruptedException {
    Connection trial = trials.trial(caller.granted());
    Inbox inbox = new Inbox(0, () -> {});
    Alarms.Pending silence = alarms.after(SILENCE, () -> inbox.hear(new Sound.Rang(SILENT)));
    Alarms.Pending end =
        alarms.after(SILENCE.plus(longest), () -> inbox.hear(new Sound.Rang(OVER)));
    try {
      trial.open(new Answers(inbox));
      trial.send(EraProbe.discovery());
      return era(trial, inbox);
    } finally {
      silence.cancel();
      end.cancel();
      Thread.ofVirtual().start(trial::close);
    }
  }

  private static ServerEra era(Connection trial, Inbox inbox)
      throws UpstreamException, InterruptedException {
    while (true) {
      switch (inbox.take()) {
        case Sound.Answered answered -> {
          if (isOlder(answered.response())) {
            return ServerEra.LEGACY;
          }
          return switch (EraProbe.of(answered.response())) {
            case MODERN -> ServerEra.MODERN;
            case NOT_MODERN -> ServerEra.LEGACY;
            case FOREIGN -> throw EraProbe.foreign();
          };
        }
        case Sound.Unasked unasked -> throw unasked.none();
        case Sound.Rang(int bell) -> {
          if (bell == OVER) {
            return ServerEra.LEGACY;
          }
          trial.send(EraProbe.handshake(OLDER)); // who heard the first one can read another
        }
        case Sound.Lost _ -> {
          return ServerEra.LEGACY;
        }
        case Sound.Asked _, Sound.Said _ -> {} // a server that talks first answers nothing yet
      }
    }
  }

  private static boolean isOlder(RpcResponse answer) {
    return switch (answer) {
      case RpcResponse.Success(RequestId id, var _) -> id.equals(OLDER);
      case RpcResponse.Refusal(var id, var _) -> id.filter(OLDER::equals).isPresent();
    };
  }

  private record Answers(Inbox inbox) implements Connection.Ear {
    @Override
    public void heard(RpcMessage message, int size) {
      inbox.hear(Sound.of(message, size));
    }

    @Override
    public void ended(String why) {
      inbox.hear(new Sound.Lost(why, false));
    }
  }
}
