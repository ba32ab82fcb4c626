package io.orrery.protocol;

/// What has happened on a partition. Facts in the past tense; once released, a fact never changes
/// meaning, and a fact that must say more gets a new record beside the old one.
public sealed interface Event extends Content
    permits DeploymentEvent,
        InstanceEvent,
        ElementEvent,
        JobEvent,
        VariableEvent,
        IncidentEvent,
        MessageEvent,
        MessageSubscriptionEvent,
        ProcessSubscriptionEvent,
        StartSubscriptionEvent,
        TimerEvent,
        TriggerEvent,
        ChannelEvent,
        ContinuationEvent,
        IdempotencyEvent,
        ExporterEvent {}
