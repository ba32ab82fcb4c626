package io.orrery.protocol.codec;

import io.orrery.protocol.ChannelCommand;
import io.orrery.protocol.ChannelEvent;
import io.orrery.protocol.ContinuationEvent;
import io.orrery.protocol.DeploymentCommand;
import io.orrery.protocol.DeploymentEvent;
import io.orrery.protocol.ElementEvent;
import io.orrery.protocol.ExporterCommand;
import io.orrery.protocol.ExporterEvent;
import io.orrery.protocol.IdempotencyCommand;
import io.orrery.protocol.IdempotencyEvent;
import io.orrery.protocol.IncidentCommand;
import io.orrery.protocol.IncidentEvent;
import io.orrery.protocol.InstanceCommand;
import io.orrery.protocol.InstanceEvent;
import io.orrery.protocol.JobCommand;
import io.orrery.protocol.JobEvent;
import io.orrery.protocol.MessageCommand;
import io.orrery.protocol.MessageEvent;
import io.orrery.protocol.MessageSubscriptionEvent;
import io.orrery.protocol.ProcessSubscriptionEvent;
import io.orrery.protocol.Rejection;
import io.orrery.protocol.Response;
import io.orrery.protocol.StartSubscriptionEvent;
import io.orrery.protocol.SubscriptionCommand;
import io.orrery.protocol.TimerCommand;
import io.orrery.protocol.TimerEvent;
import io.orrery.protocol.TriggerEvent;
import io.orrery.protocol.VariableCommand;
import io.orrery.protocol.VariableEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The number of every content and response in the log. Written out, never derived from an order,
/// never used twice; a golden file pins them together with the components.
final class WireIds {

  private static final Map<Integer, Class<?>> TYPES = new TreeMap<>();
  private static final Map<Class<?>, Integer> IDS = new HashMap<>();

  static {
    commands();
    events();
    moreEvents();
    responses();
  }

  private WireIds() {}

  private static void commands() {
    put(1, Rejection.class);
    put(2, DeploymentCommand.Create.class);
    put(3, DeploymentCommand.Distribute.class);
    put(4, DeploymentCommand.Acknowledge.class);
    put(5, InstanceCommand.Create.class);
    put(6, InstanceCommand.Cancel.class);
    put(7, InstanceCommand.Continue.class);
    put(8, JobCommand.Activate.class);
    put(9, JobCommand.Complete.class);
    put(10, JobCommand.Fail.class);
    put(11, JobCommand.ThrowError.class);
    put(12, JobCommand.UpdateRetries.class);
    put(13, JobCommand.UpdateTimeout.class);
    put(14, JobCommand.TimeOut.class);
    put(15, JobCommand.RecurAfterBackOff.class);
    put(16, JobCommand.Yield.class);
    put(17, VariableCommand.Set.class);
    put(18, IncidentCommand.Resolve.class);
    put(19, MessageCommand.Publish.class);
    put(20, MessageCommand.Expire.class);
    put(21, SubscriptionCommand.Open.class);
    put(22, SubscriptionCommand.Close.class);
    put(23, SubscriptionCommand.Opened.class);
    put(24, SubscriptionCommand.Correlate.class);
    put(25, SubscriptionCommand.Correlated.class);
    put(26, SubscriptionCommand.Reject.class);
    put(27, SubscriptionCommand.Closed.class);
    put(28, TimerCommand.Trigger.class);
    put(29, ChannelCommand.Receive.class);
    put(30, ChannelCommand.Acknowledge.class);
    put(31, IdempotencyCommand.Forget.class);
    put(32, ExporterCommand.Acknowledge.class);
    put(33, ExporterCommand.NoteGap.class);
    put(34, ExporterCommand.Detach.class);
    put(35, ExporterCommand.Attach.class);
    put(36, ExporterCommand.SetMode.class);
    put(37, ExporterCommand.Quarantine.class);
    put(38, ExporterCommand.Release.class);
  }

  private static void events() {
    put(64, DeploymentEvent.Created.class);
    put(65, DeploymentEvent.ProcessCreated.class);
    put(66, DeploymentEvent.Distributed.class);
    put(67, DeploymentEvent.FullyDistributed.class);
    put(68, InstanceEvent.Created.class);
    put(69, InstanceEvent.ResultCompleted.class);
    put(70, InstanceEvent.Quarantined.class);
    put(71, InstanceEvent.Released.class);
    put(72, ElementEvent.Activating.class);
    put(73, ElementEvent.Activated.class);
    put(74, ElementEvent.Completing.class);
    put(75, ElementEvent.Completed.class);
    put(76, ElementEvent.Terminating.class);
    put(77, ElementEvent.Terminated.class);
    put(78, ElementEvent.FlowTaken.class);
    put(79, JobEvent.Created.class);
    put(80, JobEvent.BatchActivated.class);
    put(81, JobEvent.Completed.class);
    put(82, JobEvent.Failed.class);
    put(83, JobEvent.ErrorThrown.class);
    put(84, JobEvent.TimedOut.class);
    put(85, JobEvent.RecurredAfterBackOff.class);
    put(86, JobEvent.Canceled.class);
    put(87, JobEvent.RetriesUpdated.class);
    put(88, JobEvent.TimeoutUpdated.class);
    put(89, JobEvent.Yielded.class);
    put(90, VariableEvent.Created.class);
    put(91, VariableEvent.Updated.class);
    put(92, VariableEvent.DocumentUpdated.class);
    put(93, IncidentEvent.Raised.class);
    put(94, IncidentEvent.Resolved.class);
  }

  private static void moreEvents() {
    put(95, MessageEvent.Published.class);
    put(96, MessageEvent.Expired.class);
    put(97, MessageSubscriptionEvent.Created.class);
    put(98, MessageSubscriptionEvent.Correlating.class);
    put(99, MessageSubscriptionEvent.Correlated.class);
    put(100, MessageSubscriptionEvent.Rejected.class);
    put(101, MessageSubscriptionEvent.Deleted.class);
    put(102, ProcessSubscriptionEvent.Creating.class);
    put(103, ProcessSubscriptionEvent.Created.class);
    put(104, ProcessSubscriptionEvent.Correlated.class);
    put(105, ProcessSubscriptionEvent.Deleting.class);
    put(106, ProcessSubscriptionEvent.Deleted.class);
    put(107, StartSubscriptionEvent.Created.class);
    put(108, StartSubscriptionEvent.Correlated.class);
    put(109, StartSubscriptionEvent.Deleted.class);
    put(110, TimerEvent.Created.class);
    put(111, TimerEvent.Triggered.class);
    put(112, TimerEvent.Canceled.class);
    put(113, TriggerEvent.Triggering.class);
    put(114, TriggerEvent.Triggered.class);
    put(115, ChannelEvent.Sent.class);
    put(116, ChannelEvent.Acknowledged.class);
    put(117, ChannelEvent.Received.class);
    put(118, ContinuationEvent.Enqueued.class);
    put(119, ContinuationEvent.Dequeued.class);
    put(120, IdempotencyEvent.Remembered.class);
    put(121, IdempotencyEvent.Forgotten.class);
    put(122, ExporterEvent.Acknowledged.class);
    put(123, ExporterEvent.GapNoted.class);
    put(124, ExporterEvent.Detached.class);
    put(125, ExporterEvent.Attached.class);
    put(126, ExporterEvent.ModeSet.class);
    put(127, ExporterEvent.Quarantined.class);
    put(128, ExporterEvent.Released.class);
  }

  private static void responses() {
    put(192, Response.Done.class);
    put(193, Response.Deployed.class);
    put(194, Response.InstanceCreated.class);
    put(195, Response.InstanceResult.class);
    put(196, Response.JobsActivated.class);
    put(197, Response.MessagePublished.class);
    put(198, Response.VariablesSet.class);
  }

  private static void put(int id, Class<?> type) {
    if (TYPES.put(id, type) != null || IDS.put(type, id) != null) {
      throw new IllegalStateException("wire id " + id + " or " + type + " is used twice");
    }
  }

  static int idOf(Class<?> type) {
    var id = IDS.get(type);
    if (id == null) {
      throw new IllegalArgumentException("no wire id for " + type.getName());
    }
    return id;
  }

  static Class<?> typeOf(long id) {
    var type = id == (int) id ? TYPES.get((int) id) : null;
    if (type == null) {
      throw new CorruptDataException("unknown wire id " + id);
    }
    return type;
  }

  static Map<Integer, Class<?>> all() {
    return TYPES;
  }
}
