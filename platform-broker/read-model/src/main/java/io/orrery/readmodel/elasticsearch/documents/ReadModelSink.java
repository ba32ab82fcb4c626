package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.exporter.api.DestinationUnavailableException;
import io.orrery.exporter.api.Record;
import io.orrery.readmodel.adapter.Forgetting;
import io.orrery.readmodel.adapter.OtherLog;
import io.orrery.readmodel.adapter.PartitionKeys;
import io.orrery.readmodel.adapter.Projector;
import io.orrery.readmodel.elasticsearch.Connection;
import io.orrery.readmodel.elasticsearch.Sink;
import io.orrery.readmodel.elasticsearch.bulk.BulkWriter;
import io.orrery.readmodel.elasticsearch.bulk.Refusals;
import io.orrery.readmodel.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// The records of one partition on their way into the documents of the read model. One thread.
///
/// There are no transactions: first what variables were is written, then the documents, then how
/// far the partition is. Wherever that is interrupted, the records behind the last known position
/// come again and lead to the same documents. If indices are deleted under way, that is noticed by
/// the next write or within ten seconds: they are made anew, with all documents that are still at
/// hand, and all records that the log still has are asked for.
public final class ReadModelSink implements Sink {

  /// How often it is looked whether everything is still there.
  static final Duration LOOK = Duration.ofSeconds(10);

  /// How many slices of what ended long ago go before the next write.
  private static final int MAX_SLICES = 4;

  /// How often a position is tried to be noted.
  private static final int MAX_MOVES = 3;

  private final Server server;
  private final ReadModelSettings settings;
  private final Around around;
  private final Indices indices;
  private final DocumentWriter documents;
  private final DefinitionWriter definitions;
  private final LiveDocuments live = new LiveDocuments();
  private final Collected collected = new Collected();
  private final Projector projector;
  private @Nullable Progress progress;
  private @Nullable Refill refill;
  private @Nullable Retention retention;
  private long position = -1;
  private long decided;
  private boolean isDamaged;
  private boolean takesOldRecords;
  private boolean isOver;
  private Instant nextLook = Instant.MIN;
  private Instant nextForgetting = Instant.MIN;

  /// What the exporter knows.
  ///
  /// @param acknowledged up to where everything was written, as far as the broker knows; -1 if
  ///   nothing was
  /// @param newest up to where the log can have been read
  /// @param startOver has all records come again that are still there, to a new sink; says whether
  ///   that is possible
  /// @param refusals is told of what will never be taken
  public record Around(
      InstantSource clock,
      Logger log,
      long acknowledged,
      long newest,
      BooleanSupplier startOver,
      Refusals refusals) {}

  /// @param writer belongs to this sink, or at least to its thread
  public ReadModelSink(
      Connection connection, BulkWriter writer, ReadModelSettings settings, Around around) {
    this.server = new Server(connection, settings.prefix());
    this.settings = settings;
    this.around = around;
    this.indices = new Indices(server);
    this.documents = new DocumentWriter(server, writer, around.refusals());
    this.definitions = new DefinitionWriter(server, documents);
    this.projector = new Projector(new Projection(definitions), collected);
  }

  @Override
  public void open(int partitionId) {
    var made = indices.ensure();
    var known = new Progress(server, partitionId);
    boolean isKnown = known.read();
    position = known.position();
    OtherLog.refuse(position, around.newest());
    var again = new Refill(server, documents, partitionId);
    again.read();
    boolean isGone = isKnown ? !made.isEmpty() : around.acknowledged() >= 0;
    if (isGone || again.upTo() > position) {
      around
          .log()
          .error(
              "The read model, or a part of it, is gone: all records that are left are read again");
      tellOthers(known, isKnown ? made : List.of());
      takesOldRecords = true;
      // If they do not come, what was before is not there.
      if (around.startOver().getAsBoolean()) {
        again.begin(Math.max(around.acknowledged(), Math.max(position, again.upTo())));
      }
    }
    LaterFields.fill(server, documents, PartitionKeys.of(partitionId));
    refill = again;
    progress = known;
    retention = new Retention(server, documents, partitionId);
  }

  private Progress progress() {
    var known = progress;
    if (known == null) {
      throw new IllegalStateException("not open");
    }
    return known;
  }

  @Override
  public void offer(Record record) {
    progress();
    if (isOver) {
      return;
    }
    if (record.position() > position || takesOldRecords) {
      if (record.position() <= position) {
        // Those that come again say also what is not at hand: what variables were before.
        live.clear();
      }
      projector.project(record);
      position = record.position();
      decided = record.timestamp();
      takesOldRecords = false;
    }
  }

  @Override
  public void offerAgain(Record record) {
    checkThatItGoesOn();
    if (record.position() > position) {
      offer(record);
    } else {
      projector.makeUpFor(record);
    }
  }

  @Override
  public int pendingBytes() {
    return collected.bytes();
  }

  @Override
  public int pendingOperations() {
    return collected.size();
  }

  @Override
  public void flush() {
    checkThatItGoesOn();
    if (collected.size() == 0 && position == progress().position() && !isDamaged) {
      return;
    }
    try {
      repair();
      checkThatItGoesOn();
      var merge = new Merge(collected, live);
      documents.read(merge);
      documents.write(merge.run());
      definitions.write(collected);
      movePosition();
      if (refill != null) {
        refill.reached(position);
      }
      merge.documents().forEach(this::remember);
      collected.clear();
    } catch (DestinationUnavailableException e) {
      lookWhatIsLeft();
      throw e;
    }
  }

  private void remember(Stored document) {
    live.put(document);
    if (isOld(document)) {
      nextForgetting = Instant.MIN;
    }
  }

  /// Whether it ended so long ago that it can be forgotten at once, as after a long rest.
  private boolean isOld(Stored document) {
    var age = settings.finishedAfter();
    return age != null && document.hasEndedBefore(around.clock().instant().minus(age));
  }

  /// Notes how far everything is written, unless somebody else has noted more.
  private void movePosition() {
    if (progress().position() == position) {
      return;
    }
    for (int i = 0; i < MAX_MOVES; i++) {
      if (progress().move(position, decided)) {
        return;
      } else if (!progress().read()) {
        isDamaged = true;
        throw new DestinationUnavailableException("the indices of the read model were deleted");
      } else if (progress().position() >= position) {
        return;
      }
    }
    throw new DestinationUnavailableException("somebody else writes the same partition");
  }

  /// After a failure it may be that there is nothing left to write to.
  private void lookWhatIsLeft() {
    try {
      isDamaged |= indices.areIncomplete();
    } catch (DestinationUnavailableException _) {
      // Nobody can tell now; the next failure asks again.
    }
  }

  /// Makes anew what was deleted.
  private void repair() {
    if (!isDamaged) {
      return;
    }
    var made = indices.ensure();
    var kept = live.all();
    around
        .log()
        .error(
            "Indices of the read model were deleted: {} are made anew, with {} documents that are"
                + " at hand; for the rest all records that are left are read again",
            made,
            kept.size());
    documents.rewrite(kept);
    definitions.rewrite();
    tellOthers(progress(), made);
    isDamaged = false;
    takesOldRecords = true;
    if (around.startOver().getAsBoolean()) {
      collected.clear();
      isOver = true;
    }
  }

  /// Whoever makes indices anew takes away where the others were: they may not write to these just
  /// now, and would not find out.
  private void tellOthers(Progress known, List<String> made) {
    if (!made.isEmpty()) {
      documents.write(known.forgetAll());
    }
    // Noted anew by the next write.
    known.forget();
  }

  /// Once all records are to come again, to another sink, nothing is written or acknowledged here.
  private void checkThatItGoesOn() {
    if (isOver) {
      throw new DestinationUnavailableException("the read model starts over");
    }
  }

  @Override
  public void tend() {
    var now = around.clock().instant();
    if (!now.isBefore(nextLook)) {
      nextLook = now.plus(LOOK);
      isDamaged |= progress().isGone();
    }
    if (isDamaged) {
      flush();
    }
    var age = settings.finishedAfter();
    var forgetting = retention;
    if (age != null && forgetting != null && !now.isBefore(nextForgetting)) {
      boolean isMore = true;
      for (int i = 0; i < MAX_SLICES && isMore; i++) {
        isMore = forgetting.forget(now.minus(age).toEpochMilli());
      }
      nextForgetting = isMore ? Instant.MIN : now.plus(Forgetting.PAUSE);
    }
  }

  @Override
  public void close() {
    collected.clear();
  }
}
