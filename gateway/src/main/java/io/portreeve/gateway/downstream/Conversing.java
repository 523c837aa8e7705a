package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.json.Json;
import java.time.Duration;

/** One client on a connection that is its alone, in the era that it chose. */
interface Conversing extends AutoCloseable {
  /** Takes one message of the client; answers come on the connection's own stream. */
  void take(Json body, Doorway.Entry.Open entry) throws InterruptedException;

  /** The client will say no more: lets what is under way finish, for so long. */
  void drain(Duration patience) throws InterruptedException;

  /** Cancels whatever is under way. */
  @Override
  void close();
}
