package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.UnfinishedLines;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts the program of one server: a child of its own for each principal and credential, because
 * over stdio the process holds the credentials.
 */
final class Children implements AutoCloseable {
  private final UpstreamSettings settings;
  private final UpstreamSettings.Reach.Program reach;
  private final Map<String, String> ours;
  private final UnfinishedLines lines;
  private final InstantSource clock;
  private final UpstreamObserver observer;
  private final Restarts restarts;
  private final Halt halt;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();

  Children(
      UpstreamSettings settings,
      UpstreamSettings.Reach.Program reach,
      Map<String, String> ours,
      UnfinishedLines lines,
      InstantSource clock,
      UpstreamObserver observer,
      Halt halt) {
    this.settings = settings;
    this.reach = reach;
    this.ours = ours;
    this.lines = lines;
    this.clock = clock;
    this.observer = observer;
    this.restarts = new Restarts(clock);
    this.halt = halt;
  }

  /** A child that is not yet started. */
  Connection child(Caller caller) throws UpstreamException, InterruptedException {
    halt.check();
    String principal = caller.principal().id();
    restarts.check(principal);
    Instant started = clock.instant();
    return started(caller.granted(), principal, () -> restarts.crashed(principal, started));
  }

  /** A child for a trial: what becomes of it says nothing of the program. */
  Connection trial(UpstreamCredential.Granted granted) throws UpstreamException {
    halt.check();
    return started(granted, "", () -> {});
  }

  private Connection started(UpstreamCredential.Granted granted, String whose, Runnable crashed) {
    return new Running(
        new StdioConnection(
            reach.with(granted.environment()),
            ours,
            whose,
            settings.limits().maxMessage(),
            lines.of(settings.id().value()),
            why -> observer.saw(settings.id(), Oddity.NO_MESSAGE, why)),
        crashed);
  }

  /**
   * Ends those that still run, and waits for them, whoever began to end them: a process of ours
   * that is over leaves none behind.
   */
  @Override
  public void close() {
    AllClosed.by(running.stream().<Runnable>map(one -> one::close).toList());
  }

  /** One that is known until it has ended, and of which is noted when that was not our doing. */
  private final class Running implements Connection {
    private final Connection child;
    private final Runnable crashed;
    private volatile boolean closing;

    Running(Connection child, Runnable crashed) {
      this.child = child;
      this.crashed = crashed;
    }

    @Override
    public void open(Ear ear) throws UpstreamException, InterruptedException {
      running.add(this);
      boolean opened = false;
      try {
        child.open(watching(ear));
        halt.check(); // whoever ended all others meanwhile may not have found this one running
        opened = true;
      } finally {
        if (!opened) {
          close();
        }
      }
    }

    private Ear watching(Ear ear) {
      return new Ear() {
        @Override
        public void heard(RpcMessage message, int size) {
          ear.heard(message, size);
        }

        @Override
        public void ended(String why) {
          if (!closing) {
            crashed.run();
          }
          ear.ended(why);
          Thread.ofVirtual().start(Running.this::close);
        }
      };
    }

    @Override
    public void send(RpcMessage message) throws UpstreamException, InterruptedException {
      child.send(message);
    }

    @Override
    public boolean isAlive() {
      return child.isAlive();
    }

    @Override
    public void close() {
      closing = true;
      child.close();
      running.remove(this);
    }
  }
}
