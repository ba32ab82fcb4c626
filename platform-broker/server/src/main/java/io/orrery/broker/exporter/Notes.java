package io.orrery.broker.exporter;

import io.orrery.protocol.ExporterCommand;
import java.util.ArrayDeque;

/// What a feed has its partition note, one thing after the other, each until it is noted. Any
/// thread.
final class Notes {

  /// So many may wait; a feed does not go on while there are more.
  static final int MAX_WAITING = 64;

  private final Source source;
  private final ArrayDeque<Note> waiting = new ArrayDeque<>();
  private boolean isSending;

  private record Note(ExporterCommand command, Runnable then) {}

  Notes(Source source) {
    this.source = source;
  }

  void add(ExporterCommand command) {
    add(command, () -> {});
  }

  /// @param then is run when it is noted
  void add(ExporterCommand command, Runnable then) {
    synchronized (this) {
      waiting.add(new Note(command, then));
    }
    send();
  }

  /// Sends the oldest one, if it is not under way. To be called now and then.
  void send() {
    Note first;
    synchronized (this) {
      first = waiting.peek();
      if (isSending || first == null) {
        return;
      }
      isSending = true;
    }
    source.note(first.command(), noted -> told(first, noted));
  }

  private void told(Note note, boolean noted) {
    synchronized (this) {
      isSending = false;
      if (noted) {
        waiting.remove(note);
      }
    }
    if (noted) {
      note.then().run();
      send();
    }
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  synchronized boolean isFull() {
    return waiting.size() >= MAX_WAITING;
  }
}
