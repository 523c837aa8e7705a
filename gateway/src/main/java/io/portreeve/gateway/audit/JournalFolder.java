package io.portreeve.gateway.audit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a journal, as a port: so that tests can fill the disk. */
interface JournalFolder {
  /** The names of all segments, in the order in which they were written. */
  List<String> segments() throws IOException;

  /** Opens a segment for writing, made if it is missing. */
  Segment open(String name) throws IOException;

  InputStream read(String name) throws IOException;

  /** How many bytes a segment has. */
  long size(String name) throws IOException;

  void remove(String name) throws IOException;

  /** How many bytes can still be written. */
  long room() throws IOException;

  /** The line of the newest checkpoint; empty if none was ever written. */
  Optional<byte[]> head() throws IOException;

  /** Replaces the head whole or not at all. */
  void replaceHead(byte[] line, boolean force) throws IOException;

  /** The name of the segment with this number, from 1. */
  static String segment(int number) {
    return "%06d.jsonl".formatted(number);
  }

  /** The number that the name of a segment says. */
  static int number(String segment) {
    return Integer.parseInt(segment.substring(0, segment.indexOf('.')));
  }

  /** A file that records are written to. */
  interface Segment extends Closeable {
    long size() throws IOException;

    /** Writes the first {@code length} bytes at a position, all of them or throws. */
    void write(byte[] bytes, int length, long position) throws IOException;

    /** Flushes to the disk what was written. */
    void force() throws IOException;

    void truncate(long size) throws IOException;
  }
}
