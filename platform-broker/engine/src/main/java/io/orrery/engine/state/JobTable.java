package io.orrery.engine.state;

import io.orrery.protocol.Job;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The jobs, and an index of the free ones by type, oldest first.
public final class JobTable {

  private final Table<Long, StoredJob> jobs;
  private final Table<NameKey, Boolean> free;

  JobTable(Store store) {
    jobs = store.table(Specs.point(TableId.JOBS, KeyCodec.LONG, StoredJob.class));
    free = store.table(Specs.set(TableId.FREE_JOBS, KeyCodecs.NAME));
  }

  public @Nullable StoredJob find(long key) {
    return jobs.get(key);
  }

  /// Visits the free jobs of a type, oldest first, until the visitor has enough.
  public void eachFree(String type, BiPredicate<Long, Job> visitor) {
    free.scan(
        new NameKey(type, "", Long.MIN_VALUE),
        (index, _) -> {
          if (!index.name().equals(type)) {
            return false;
          }
          var stored = jobs.get(index.key());
          if (stored == null) {
            throw new IllegalStateException("free job " + index.key() + " does not exist");
          }
          return visitor.test(index.key(), stored.job());
        });
  }

  public boolean hasFree(String type) {
    if (free.isEmpty()) {
      return false;
    }
    var found = new boolean[1];
    free.scan(
        new NameKey(type, "", Long.MIN_VALUE),
        (index, _) -> {
          found[0] = index.name().equals(type);
          return false;
        });
    return found[0];
  }

  /// The types of which jobs are free.
  ///
  /// @param limit how many at most
  public List<String> freeTypes(int limit) {
    var types = new ArrayList<String>();
    var from = new NameKey("", "", Long.MIN_VALUE);
    while (types.size() < limit) {
      var next = firstFree(from);
      if (next == null) {
        break;
      }
      types.add(next);
      from = new NameKey(next, "", Long.MAX_VALUE);
    }
    return types;
  }

  /// The type of the first free job at or behind a place in the index, or null.
  private @Nullable String firstFree(NameKey from) {
    var found = new ArrayList<String>(1);
    free.scan(
        from,
        (index, _) -> {
          found.add(index.name());
          return false;
        });
    return found.isEmpty() ? null : found.getFirst();
  }

  void insert(long key, Job job) {
    jobs.insertNew(key, new StoredJob(job, JobState.FREE));
    free.insertNew(new NameKey(job.type(), "", key), true);
  }

  /// Writes the job as it is now and where it stands now.
  void put(long key, Job job, JobState state) {
    var before = get(key);
    if (before.state() == JobState.FREE && state != JobState.FREE) {
      free.delete(new NameKey(job.type(), "", key));
    } else if (before.state() != JobState.FREE && state == JobState.FREE) {
      free.put(new NameKey(job.type(), "", key), true);
    }
    jobs.update(key, new StoredJob(job, state));
  }

  void delete(long key) {
    var before = get(key);
    if (before.state() == JobState.FREE) {
      free.delete(new NameKey(before.job().type(), "", key));
    }
    jobs.delete(key);
  }

  StoredJob get(long key) {
    var stored = jobs.get(key);
    if (stored == null) {
      throw new IllegalStateException("no job " + key);
    }
    return stored;
  }
}
