package io.portreeve.gateway.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One connection to one run of a Redis server; safe for many threads, which share it. */
public final class RedisSession {
  private final StatefulRedisConnection<byte[], byte[]> connection;
  private final ServerFacts server;
  private final Duration deadline;

  RedisSession(
      StatefulRedisConnection<byte[], byte[]> connection, ServerFacts server, Duration deadline) {
    this.connection = connection;
    this.server = server;
    this.deadline = deadline;
  }

  /**
   * Which run of the server this is: another after each of its starts, after a replica took its
   * place, and after it took that place back. Of what was written to another run the newest may be
   * missing.
   */
  public String run() {
    return server.run();
  }

  /** Has a script run, once at most; what came of one that is not answered in time is not known. */
  public RedisReply call(RedisScript script, List<String> keys, List<byte[]> values) {
    byte[][] places =
        keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    byte[][] given = values.toArray(byte[][]::new);
    try {
      return reply(
          () -> connection.async().evalsha(script.digest(), ScriptOutputType.MULTI, places, given));
    } catch (RedisNoScriptException forgotten) {
      return reply(
          () -> connection.async().eval(script.text(), ScriptOutputType.MULTI, places, given));
    }
  }

  private RedisReply reply(Supplier<RedisFuture<List<?>>> command) {
    return new RedisReply(answer(command));
  }

  /** Whether it leads anywhere, as far as that is known. */
  boolean isOpen() {
    return connection.isOpen();
  }

  /** Asks what a server says of itself, as far as it decides whether it may be believed. */
  static RedisFuture<String> facts(StatefulRedisConnection<byte[], byte[]> connection) {
    CommandArgs<byte[], byte[]> sections = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    ServerFacts.SECTIONS.forEach(sections::add);
    return connection
        .async()
        .dispatch(CommandType.INFO, new StatusOutput<>(ByteArrayCodec.INSTANCE), sections);
  }

  /** Whether it answers at all, in time, and as the server that it was. */
  boolean answers() {
    try {
      return ServerFacts.of(answer(() -> facts(connection))).equals(server);
    } catch (StoreUnavailable silent) {
      return false;
    }
  }

  private <T> T answer(Supplier<RedisFuture<T>> command) {
    try {
      RedisFuture<T> answer = command.get();
      try {
        return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        // What nobody waits for any more takes no place in the queue.
        boolean _ = answer.cancel(true);
      }
    } catch (ExecutionException failed) {
      throw refused(
          failed.getCause() instanceof RedisException why ? why : new RedisException(failed));
    } catch (TimeoutException late) {
      throw new StoreUnavailable(
          "Redis did not answer within " + deadline.toMillis() + " ms", late);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while Redis was asked", ended);
    } catch (RedisNoScriptException forgotten) {
      throw forgotten;
    } catch (RedisException closed) {
      throw refused(closed);
    }
  }

  private static RuntimeException refused(RedisException why) {
    return why instanceof RedisNoScriptException
        ? why
        : new StoreUnavailable("Redis refused: " + why.getMessage(), why);
  }

  void close() {
    connection.close();
  }
}
