package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A session on one connection: answers find their request by its id, all else belongs to the
 * session.
 */
final class ConnectionLink implements LegacyLink {
  private final Connection connection;
  private final HeldAnswers answers;
  private final Consumer<String> strayAnswer;
  private final Map<RequestId, Sound.Ear> waiting = new ConcurrentHashMap<>();

  /**
   * @param strayAnswer told of answers that nobody waits for
   */
  ConnectionLink(Connection connection, HeldAnswers answers, Consumer<String> strayAnswer) {
    this.connection = connection;
    this.answers = answers;
    this.strayAnswer = strayAnswer;
  }

  @Override
  public void open(Connection.Ear session) throws UpstreamException, InterruptedException {
    connection.open(
        new Connection.Ear() {
          @Override
          public void heard(RpcMessage message, int size) {
            switch (message) {
              case RpcResponse response -> answered(response, size);
              case RpcRequest _, RpcNotification _ -> session.heard(message, size);
            }
          }

          @Override
          public void ended(String why) {
            waiting
                .values()
                .forEach(ear -> ear.hear(new Sound.Lost("the connection ended: " + why, false)));
            waiting.clear();
            session.ended(why);
          }
        });
  }

  private void answered(RpcResponse response, int size) {
    Optional<RequestId> wanted = idOf(response).filter(waiting::containsKey);
    RpcResponse answer = wanted.map(id -> answers.held(id, response, size)).orElse(response);
    Optional<Sound.Ear> ear = wanted.flatMap(id -> Optional.ofNullable(waiting.remove(id)));
    if (ear.isPresent()) {
      ear.get().hear(new Sound.Answered(answer));
    } else {
      wanted.ifPresent(answers::give);
      strayAnswer.accept("an answer that nobody waits for");
    }
  }

  private static Optional<RequestId> idOf(RpcResponse response) {
    return switch (response) {
      case RpcResponse.Success success -> Optional.of(success.id());
      case RpcResponse.Refusal refusal -> refusal.id();
    };
  }

  @Override
  public void request(RpcRequest request, Sound.Ear ear)
      throws UpstreamException, InterruptedException {
    if (!connection.isAlive()) {
      ear.hear(new Sound.Lost("the connection has ended", true));
      return;
    }
    waiting.put(request.id(), ear);
    boolean sent = false;
    try {
      connection.send(request);
      sent = true;
    } finally {
      if (!sent) {
        waiting.remove(request.id());
      }
    }
    if (!connection.isAlive() && waiting.remove(request.id()) != null) {
      ear.hear(new Sound.Lost("the connection ended", false));
    }
  }

  @Override
  public void tell(RpcMessage message) throws UpstreamException, InterruptedException {
    connection.send(message);
  }

  @Override
  public void abandon(RequestId id) {
    waiting.remove(id);
    answers.give(id);
  }

  @Override
  public void agreed(Revision revision) {
    // One connection is all there is.
  }

  @Override
  public boolean hasStreams() {
    return false;
  }

  @Override
  public boolean isAlive() {
    return connection.isAlive();
  }

  @Override
  public void close() {
    connection.close();
  }
}
