package io.portreeve.gateway.downstream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The streams of one HTTP session: the standing one, which a GET opens, and one for each POST that
 * is or was answered by a stream. Their event ids name the session's own tag, the stream, and the
 * place in it, so that each leads back to exactly one stream.
 */
final class EventLogs {
  private static final Pattern EVENT_ID = Pattern.compile("([0-9a-f]{16})-(\\d{1,9})-(\\d{1,18})");
  private static final int TAG_LENGTH = 16;

  private final LegacyCore core;
  private final String owner;
  private final String tag;
  private final Stream standing;
  private final Map<Integer, Stream> streams = new LinkedHashMap<>();
  private int last;

  EventLogs(LegacyCore core, String owner) {
    this.core = core;
    this.owner = owner;
    this.tag = core.token().substring(0, TAG_LENGTH);
    this.standing = new Stream(tag + "-0-", log());
    streams.put(0, standing);
  }

  /** One stream, and the requests that fill it; of those that have ended it keeps nothing. */
  static final class Stream {
    private final String prefix;
    private final EventLog log;
    private final List<InFlight.Start> fillers = new CopyOnWriteArrayList<>();

    /**
     * @param prefix of the ids of its events
     */
    private Stream(String prefix, EventLog log) {
      this.prefix = prefix;
      this.log = log;
    }

    String id(long number) {
      return prefix + number;
    }

    EventLog log() {
      return log;
    }

    /** That request says on it what is said about it. */
    void filledBy(InFlight.Start request) {
      fillers.add(request);
    }

    /** Ends whatever fills it. */
    void cancel() {
      fillers.forEach(InFlight.Start::cancel);
    }
  }

  /** A stream, and a reader of it who is where a client left off. */
  record Resumed(Stream stream, EventLog.Reader reader) {}

  private EventLog log() {
    return new EventLog(core.limits(), core.arrivals().clock(), core.kept(), owner);
  }

  Stream standing() {
    return standing;
  }

  synchronized Stream open() {
    last++;
    Stream opened = new Stream(tag + "-" + last + "-", log());
    streams.put(last, opened);
    forgetSurplus();
    return opened;
  }

  /** Those that ended first are forgotten first; those that still run are bounded elsewhere. */
  private void forgetSurplus() {
    int surplus = streams.size() - 1 - core.limits().streams();
    Iterator<Stream> oldest = streams.values().iterator();
    while (surplus > 0 && oldest.hasNext()) {
      EventLog log = oldest.next().log();
      if (log.hasEnded()) {
        oldest.remove();
        log.forget();
        surplus--;
      }
    }
  }

  synchronized void forget(Stream stream) {
    streams.values().remove(stream);
    stream.log().forget();
  }

  /** Finds what followed the event of that id. */
  synchronized Optional<Resumed> after(String eventId) {
    Matcher id = EVENT_ID.matcher(eventId);
    if (!id.matches() || !id.group(1).equals(tag)) {
      return Optional.empty();
    }
    Optional<Stream> named = Optional.ofNullable(streams.get(Integer.parseInt(id.group(2))));
    long number = Long.parseLong(id.group(3));
    return named.flatMap(
        stream -> stream.log().readAfter(number).map(reader -> new Resumed(stream, reader)));
  }

  /** Ends what nobody comes back for. */
  void sweep() {
    for (Stream stream : all()) {
      if (!stream.equals(standing) && stream.log().abandoned()) {
        stream.cancel();
        forget(stream);
      }
    }
  }

  boolean anyRead() {
    return all().stream().anyMatch(stream -> stream.log().hasReader());
  }

  /** Nothing more is said on them, and nobody can come back for them. */
  void end() {
    all().forEach(stream -> stream.log().forget());
  }

  private synchronized List<Stream> all() {
    return new ArrayList<>(streams.values());
  }
}
