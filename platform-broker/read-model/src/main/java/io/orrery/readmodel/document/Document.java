package io.orrery.readmodel.document;

/// One entity as it is shown. Keys are unique over all documents of a kind; a component that is
/// null is not known or does not apply.
public sealed interface Document
    permits ProcessDefinition,
        ProcessInstance,
        ElementInstance,
        Variable,
        Incident,
        Job,
        Message,
        MessageSubscription,
        Timer,
        SequenceFlow,
        BatchOperation,
        BatchOperationItem {}
