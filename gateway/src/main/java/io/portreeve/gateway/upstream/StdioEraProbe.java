package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import java.time.Duration;

/**
 * Probes a program on a child that is thrown away, for some servers exit on a question that they do
 * not know. Whatever is not a modern answer in time, is a stateful server.
 */
final class StdioEraProbe implements EraProbe {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Children children;
  private final Alarms alarms;

  StdioEraProbe(Children children, Alarms alarms) {
    this.children = children;
    this.alarms = alarms;
  }

  @Override
  public ServerEra probe(Caller caller) throws UpstreamException, InterruptedException {
    Connection trial = children.trial(caller.granted());
    Inbox inbox = new Inbox(0, () -> {});
    Alarms.Pending alarm = alarms.after(LONGEST, () -> inbox.hear(new Sound.Rang(0)));
    try {
      trial.open(new Answers(inbox));
      trial.send(EraProbe.discovery());
      return era(inbox);
    } finally {
      alarm.cancel();
      Thread.ofVirtual().start(trial::close);
    }
  }

  private static ServerEra era(Inbox inbox) throws UpstreamException, InterruptedException {
    while (true) {
      switch (inbox.take()) {
        case Sound.Answered answered -> {
          return switch (EraProbe.of(answered.response())) {
            case MODERN -> ServerEra.MODERN;
            case NOT_MODERN -> ServerEra.LEGACY;
            case FOREIGN -> throw EraProbe.foreign();
          };
        }
        case Sound.Unasked unasked -> throw unasked.none();
        case Sound.Lost _, Sound.Rang _ -> {
          return ServerEra.LEGACY;
        }
        case Sound.Asked _, Sound.Said _ -> {} // a server that talks first answers nothing yet
      }
    }
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
