package io.orrery.engine.state;

import io.orrery.protocol.DeployedProcess;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The deployed processes, all versions.
public final class DefinitionTable {

  private final Table<Long, DeployedProcess> definitions;
  private final Table<String, LatestVersion> latest;
  private final Table<NameKey, LatestVersion> versions;
  private final Table<Long, PendingDeployment> pending;

  DefinitionTable(Store store) {
    definitions =
        store.table(Specs.ordered(TableId.DEFINITIONS, KeyCodec.LONG, DeployedProcess.class));
    latest =
        store.table(Specs.point(TableId.LATEST_DEFINITIONS, KeyCodec.STRING, LatestVersion.class));
    versions =
        store.table(
            Specs.ordered(TableId.DEFINITION_VERSIONS, KeyCodecs.NAME, LatestVersion.class));
    pending =
        store.table(
            Specs.ordered(TableId.PENDING_DEPLOYMENTS, KeyCodec.LONG, PendingDeployment.class));
  }

  public @Nullable DeployedProcess find(long key) {
    return definitions.get(key);
  }

  public @Nullable LatestVersion latest(String processId) {
    return latest.get(processId);
  }

  /// The key of a version, or null if there is no such version.
  public @Nullable Long version(String processId, int version) {
    var found = versions.get(new NameKey(processId, "", version));
    return found == null ? null : found.key();
  }

  public @Nullable PendingDeployment pending(long deploymentKey) {
    return pending.get(deploymentKey);
  }

  /// Visits all definitions in the order of their keys.
  public void each(BiConsumer<Long, DeployedProcess> visitor) {
    definitions.scan(
        Long.MIN_VALUE,
        (key, process) -> {
          visitor.accept(key, process);
          return true;
        });
  }

  void insert(DeployedProcess process) {
    definitions.insert(process.key(), process);
    var entry = new LatestVersion(process.version(), process.key());
    versions.insert(new NameKey(process.processId(), "", process.version()), entry);
    var newest = latest.get(process.processId());
    if (newest == null || newest.version() < process.version()) {
      latest.put(process.processId(), entry);
    }
  }

  void await(long deploymentKey, List<Integer> partitions, List<Long> keys) {
    pending.insert(deploymentKey, new PendingDeployment(partitions, keys));
  }

  void arrived(long deploymentKey, int partition) {
    var entry = pending.get(deploymentKey);
    if (entry != null) {
      var left = entry.partitions().stream().filter(each -> each != partition).toList();
      pending.put(deploymentKey, new PendingDeployment(left, entry.definitions()));
    }
  }

  void complete(long deploymentKey) {
    pending.deleteIfPresent(deploymentKey);
  }
}
