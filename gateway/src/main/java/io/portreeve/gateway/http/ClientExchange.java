package io.portreeve.gateway.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One call on one connection: filled by the event loop, emptied by the caller's thread, which it
 * wakes only when it waits and only for something it can use.
 */
final class ClientExchange {
  /** Bytes that may lie here unread before the connection stops reading. */
  private static final int HIGH = 64 * 1024;

  private final HttpCall call;
  private final Deque<byte[]> chunks = new ArrayDeque<>(2);
  private int buffered;
  private boolean complete;
  private boolean sent;
  private boolean answered;
  private @Nullable ResponseHead head;
  private @Nullable HttpFailure failure;
  private @Nullable Thread waiting;

  ClientExchange(HttpCall call) {
    this.call = call;
  }

  HttpCall call() {
    return call;
  }

  // --- for the event loop ---

  /** The first byte of the request is about to go out. */
  synchronized void sending() {
    sent = true;
  }

  /** The first byte of an answer has come. */
  synchronized void answering() {
    answered = true;
  }

  /** The head and all of the body that has come with it. */
  void begin(ResponseHead answer, byte[] first, boolean whole) {
    Thread waiter;
    synchronized (this) {
      head = answer;
      waiter = put(first, whole);
    }
    LockSupport.unpark(waiter);
  }

  /** More of the body; true if the caller lags behind and reading should stop. */
  boolean add(byte[] chunk, boolean whole) {
    Thread waiter;
    boolean full;
    synchronized (this) {
      waiter = put(chunk, whole);
      full = buffered > HIGH;
    }
    LockSupport.unpark(waiter);
    return full;
  }

  private @Nullable Thread put(byte[] chunk, boolean whole) {
    if (chunk.length > 0) {
      chunks.add(chunk);
      buffered += chunk.length;
    }
    complete = whole;
    return takeWaiter();
  }

  void fail(HttpFailure why) {
    Thread waiter;
    synchronized (this) {
      if (complete || failure != null) {
        return;
      }
      failure = why;
      waiter = takeWaiter();
    }
    LockSupport.unpark(waiter);
  }

  private @Nullable Thread takeWaiter() {
    Thread waiter = waiting;
    waiting = null;
    return waiter;
  }

  // --- for the caller ---

  /** Waits for the head. */
  ResponseHead awaitHead() throws HttpFailure, InterruptedException {
    while (true) {
      synchronized (this) {
        if (head != null) {
          return head;
        }
        waitForMore();
      }
      park();
    }
  }

  /** Waits for bytes; null at the end of the body. */
  byte @Nullable [] awaitChunk() throws HttpFailure, InterruptedException {
    while (true) {
      synchronized (this) {
        byte[] chunk = chunks.poll();
        if (chunk != null) {
          buffered -= chunk.length;
          return chunk;
        }
        if (complete) {
          return null;
        }
        waitForMore();
      }
      park();
    }
  }

  private void waitForMore() throws HttpFailure {
    if (failure != null) {
      throw failure;
    }
    waiting = Thread.currentThread();
  }

  private void park() throws InterruptedException {
    LockSupport.park(this);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /** Whether so little lies here that reading may go on. */
  synchronized boolean low() {
    return buffered <= HIGH / 2;
  }

  /** Whether another connection may carry the call without the server seeing it twice unasked. */
  synchronized boolean repeatable() {
    return !sent || (call.replayable() && !answered);
  }

  synchronized boolean complete() {
    return complete;
  }
}
