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
    return new Watched(principal, started(caller.granted(), principal));
  }

  /** A child for a trial: what becomes of it says nothing of the program. */
  Connection trial(UpstreamCredential.Granted granted) throws UpstreamException {
    halt.check();
    return started(granted, "");
  }

  private Connection started(UpstreamCredential.Granted granted, String whose) {
    return new Running(
        new StdioConnection(
            reach.with(granted.environment()),
            ours,
            whose,
            settings.limits().maxMessage(),
            lines.of(settings.id().value()),
            why -> observer.saw(settings.id(), Oddity.NO_MESSAGE, why)));
  }

  /**
   * Ends those that still run, and waits for them, whoever began to end them: a process of ours
   * that is over leaves none behind.
   */
  @Override
  public void close() {
    AllClosed.by(running.stream().<Runnable>map(one -> one::close).toList());
  }

  /** One that is known until it has ended. */
  private final class Running implements Connection {
    private final Connection child;

    Running(Connection child) {
      this.child = child;
    }

    @Override
    public void open(Ear ear) throws UpstreamException, InterruptedException {
      running.add(this);
      boolean opened = false;
      try {
        child.open(ear);
        opened = true;
      } finally {
        if (!opened) {
          close();
        }
      }
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
      child.close();
      running.remove(this);
    }
  }

  /** Notes when the child ends without our doing. */
  private final class Watched implements Connection {
    private final String principal;
    private final Connection child;
    private final Instant started = clock.instant();
    private volatile boolean closing;

    Watched(String principal, Connection child) {
      this.principal = principal;
      this.child = child;
    }

    @Override
    public void open(Ear ear) throws UpstreamException, InterruptedException {
      child.open(
          new Ear() {
            @Override
            public void heard(RpcMessage message, int size) {
              ear.heard(message, size);
            }

            @Override
            public void ended(String why) {
              if (!closing) {
                restarts.crashed(principal, started);
              }
              ear.ended(why);
              Thread.ofVirtual().start(child::close);
            }
          });
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
    }
  }
}
