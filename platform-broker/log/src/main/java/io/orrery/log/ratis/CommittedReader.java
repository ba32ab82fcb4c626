package io.orrery.log.ratis;

import io.orrery.log.EntryPurgedException;
import io.orrery.log.LogDamagedException;
import io.orrery.log.LogEntry;
import io.orrery.log.LogReader;
import java.nio.ByteBuffer;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.jspecify.annotations.Nullable;

/// Reads what is committed, from Ratis' cache or from disk, and skips the entries that are Ratis'
/// own.
final class CommittedReader implements LogReader {

  /// How many entries of Ratis' own one call passes over at most.
  private static final int MAX_SKIPPED = 1024;

  private final RatisLog log;
  private long position;

  CommittedReader(RatisLog log, long fromIndex) {
    this.log = log;
    this.position = Math.max(0, fromIndex);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public @Nullable LogEntry next() {
    RaftLog open = log.openLog();
    if (open == null) {
      return null;
    }
    for (int skipped = 0; skipped < MAX_SKIPPED; skipped++) {
      if (position > open.getLastCommittedIndex()) {
        return null;
      }
      LogEntryProto entry = read(open);
      if (entry == null) {
        return null;
      }
      if (entry.hasStateMachineLogEntry()) {
        ByteBuffer content = content(entry);
        position++;
        return new LogEntry(entry.getIndex(), entry.getTerm(), content);
      }
      position++;
    }
    return null;
  }

  private @Nullable LogEntryProto read(RaftLog open) {
    try {
      LogEntryProto entry = open.get(position);
      if (entry == null) {
        checkPurged(open);
      }
      return entry;
    } catch (RaftLogIOException e) {
      if (log.openLog() != open) {
        return null;
      }
      checkPurged(open);
      throw damaged("Entry %d of the log cannot be read back".formatted(position), e);
    } catch (IllegalStateException e) {
      // It was closed just now.
      return null;
    }
  }

  private void checkPurged(RaftLog open) {
    long first = open.getStartIndex();
    long begin = first < 0 ? open.getLastCommittedIndex() + 1 : first;
    if (position < begin) {
      throw new EntryPurgedException(position, begin);
    }
  }

  private ByteBuffer content(LogEntryProto entry) {
    try {
      return EntryFrame.unwrap(entry.getStateMachineLogEntry().getLogData(), entry.getIndex());
    } catch (LogDamagedException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private LogDamagedException damaged(String reason, Exception cause) {
    LogDamagedException damaged = new LogDamagedException(reason, cause);
    log.failed(reason, damaged);
    return damaged;
  }
}
