package io.orrery.engine.state;

import io.orrery.protocol.Event;
import io.orrery.protocol.Keys;
import io.orrery.protocol.LogRecord;
import io.orrery.protocol.VariableEvent;
import io.orrery.store.KeyCodec;
import io.orrery.store.Store;
import io.orrery.store.Table;

/// All that a partition remembers, and the one door through which it changes: [#apply].
///
/// One thread. Everyone may read the tables; an event is the only way to write.
public final class State {

  private static final String COUNTERS = "counters";

  private final int partition;
  private final DefinitionTable definitions;
  private final ElementTable elements;
  private final VariableTable variables;
  private final JobTable jobs;
  private final DueTable due;
  private final TimerTable timers;
  private final TriggerTable triggers;
  private final IncidentTable incidents;
  private final MessageTable messages;
  private final MessageSubscriptionTable messageSubscriptions;
  private final ProcessSubscriptionTable processSubscriptions;
  private final StartSubscriptionTable starts;
  private final ChannelTable channels;
  private final ContinuationTable continuations;
  private final RememberedTable remembered;
  private final QuarantineTable quarantine;
  private final ExporterTable exporters;
  private final Table<String, Counters> meta;
  private final Appliers appliers;
  private long lastKey;
  private long lastPosition;

  /// @param partition the partition whose keys are counted
  /// @param store where the tables are kept
  public State(int partition, Store store) {
    this.partition = partition;
    definitions = new DefinitionTable(store);
    elements = new ElementTable(store);
    variables = new VariableTable(store);
    jobs = new JobTable(store);
    due = new DueTable(store);
    timers = new TimerTable(store);
    triggers = new TriggerTable(store);
    incidents = new IncidentTable(store);
    messages = new MessageTable(store);
    messageSubscriptions = new MessageSubscriptionTable(store);
    processSubscriptions = new ProcessSubscriptionTable(store);
    starts = new StartSubscriptionTable(store);
    channels = new ChannelTable(store);
    continuations = new ContinuationTable(store);
    remembered = new RememberedTable(store);
    quarantine = new QuarantineTable(store);
    exporters = new ExporterTable(store);
    meta = store.table(Specs.point(TableId.META, KeyCodec.STRING, Counters.class));
    appliers = new Appliers(this);
    var counters = meta.get(COUNTERS);
    lastKey = counters == null ? 0 : counters.key();
    lastPosition = counters == null ? 0 : counters.position();
  }

  /// Changes the tables as the event says.
  ///
  /// @throws IllegalStateException if the event does not fit the tables
  public void apply(long key, Event event) {
    appliers.apply(key, event);
    if (Keys.partitionOf(key) == partition) {
      var more = event instanceof VariableEvent.Created created ? created.width() - 1 : 0;
      lastKey = Math.max(lastKey, Keys.counterOf(key) + more);
    }
  }

  /// Notes that everything up to the record is in the tables.
  public void reached(LogRecord record) {
    reached(record.position() + record.content().width() - 1);
  }

  /// Notes that everything up to the position is in the tables.
  public void reached(long position) {
    lastPosition = position;
  }

  /// The position of the newest record in the tables, 0 if there is none.
  public long lastPosition() {
    return lastPosition;
  }

  /// The greatest counter of a key in use.
  public long lastKey() {
    return lastKey;
  }

  /// Forgets the keys of a turn that is undone. They are not used again in this leadership, but the
  /// next leader, who has never heard of them, may use them.
  public void forgetKeysAfter(long key) {
    lastKey = key;
  }

  /// Writes down what is counted in memory; to be called inside a turn of the store, before a layer
  /// is frozen or a digest is taken.
  public void writeCounters() {
    meta.put(COUNTERS, new Counters(lastKey, lastPosition));
  }

  public DefinitionTable definitions() {
    return definitions;
  }

  public ElementTable elements() {
    return elements;
  }

  public VariableTable variables() {
    return variables;
  }

  public JobTable jobs() {
    return jobs;
  }

  public DueTable due() {
    return due;
  }

  public TimerTable timers() {
    return timers;
  }

  public TriggerTable triggers() {
    return triggers;
  }

  public IncidentTable incidents() {
    return incidents;
  }

  public MessageTable messages() {
    return messages;
  }

  public MessageSubscriptionTable messageSubscriptions() {
    return messageSubscriptions;
  }

  public ProcessSubscriptionTable processSubscriptions() {
    return processSubscriptions;
  }

  public StartSubscriptionTable starts() {
    return starts;
  }

  public ChannelTable channels() {
    return channels;
  }

  public ContinuationTable continuations() {
    return continuations;
  }

  public RememberedTable remembered() {
    return remembered;
  }

  public QuarantineTable quarantine() {
    return quarantine;
  }

  public ExporterTable exporters() {
    return exporters;
  }
}
