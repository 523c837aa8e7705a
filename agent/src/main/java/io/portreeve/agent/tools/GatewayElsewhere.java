package io.portreeve.agent.tools;

import io.portreeve.gateway.ServerAlone;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.stdio.LineTooLong;
import io.portreeve.mcp.stdio.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A gateway elsewhere, of either era, over HTTP: the server that {@code agent.gateway} names. Its
 * rules hold, and no control of this process stands in front of it.
 */
public final class GatewayElsewhere implements Link {
  private static final JsonLimits LIMITS = JsonLimits.defaults();

  private final Pipe toIt = new Pipe();
  private final Pipe fromIt = new Pipe();
  private final ReentrantLock writing = new ReentrantLock();
  private final Map<RequestId, Thread> underWay = new ConcurrentHashMap<>();
  private final ServerAlone gateway;
  private final Thread thread;

  private GatewayElsewhere(ServerAlone gateway) {
    this.gateway = gateway;
    this.thread = Thread.ofVirtual().name("gateway-elsewhere").unstarted(this::serve);
  }

  /**
   * Reaches the one that the file names; secrets are those of this process.
   *
   * @throws StartFault with all that is wrong with the file, or if it names none
   */
  public static GatewayElsewhere start(Path file) throws StartFault {
    Configuration configuration = Written.in(file);
    String name =
        configuration
            .agent()
            .gateway()
            .orElseThrow(() -> new StartFault("`agent.gateway` of " + file + " names no server"));
    return start(configuration, new ServerId(name), SecretSource.ofProcess());
  }

  /**
   * Reaches this server; whether it is there shows with the first message.
   *
   * @throws StartFault if a secret or a file that it takes cannot be had
   */
  public static GatewayElsewhere start(
      Configuration configuration, ServerId server, SecretSource secrets) throws StartFault {
    var elsewhere = new GatewayElsewhere(ServerAlone.open(configuration, server, secrets));
    elsewhere.thread.start();
    return elsewhere;
  }

  private void serve() {
    try {
      Lines lines = new Lines(toIt.in(), LIMITS.bytes());
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        take(RpcMessage.of((JsonObject) JsonReader.read(line.get(), LIMITS)));
      }
    } catch (IOException | LineTooLong | JsonRefused | ProtocolException impossible) {
      throw new IllegalStateException("the client writes whole messages", impossible);
    }
  }

  private void take(RpcMessage message) {
    switch (message) {
      case RpcRequest asked -> {
        Thread answering = Thread.ofVirtual().unstarted(() -> answer(asked));
        underWay.put(asked.id(), answering);
        answering.start();
      }
      case RpcNotification note when note.method().equals("notifications/cancelled") ->
          Optional.ofNullable(underWay.get(new Cancelled(note.params()).requestId()))
              .ifPresent(Thread::interrupt);
      case RpcNotification _, RpcResponse _ -> {}
    }
  }

  private void answer(RpcRequest asked) {
    try {
      Request request = Request.of(asked.method(), asked.params());
      gateway.send(request, said -> write(message(asked.id(), said)));
    } catch (UpstreamException gone) {
      String why = String.valueOf(gone.getMessage());
      write(refusal(asked.id(), new McpError(ErrorCode.INTERNAL_ERROR, why)));
    } catch (InterruptedException calledOff) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.remove(asked.id());
    }
  }

  private static RpcMessage message(RequestId id, ServerMessage said) {
    return switch (said) {
      case Result result -> new RpcResponse.Success(id, result.json());
      case Failure failure -> refusal(id, failure.error());
      case Notification note -> new RpcNotification(note.method(), note.params());
    };
  }

  private static RpcResponse.Refusal refusal(RequestId id, McpError error) {
    return new RpcResponse.Refusal(Optional.of(id), error);
  }

  private void write(RpcMessage message) {
    writing.lock();
    try {
      Lines.write(fromIt.out(), message.toJson());
    } catch (IOException closed) {
      // Nobody is there who could be told.
      System.getLogger("io.portreeve.agent").log(System.Logger.Level.DEBUG, "nobody hears", closed);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public InputStream in() {
    return fromIt.in();
  }

  @Override
  public OutputStream out() {
    return toIt.out();
  }

  /** Calls off what is under way, and ends what was opened for it. */
  @Override
  public void close() {
    end(toIt.out());
    underWay.values().forEach(Thread::interrupt);
    gateway.close();
    end(fromIt.out());
  }

  private static void end(OutputStream out) {
    try {
      out.close();
    } catch (IOException impossible) {
      throw new IllegalStateException("a queue takes whatever it is given", impossible);
    }
  }
}
