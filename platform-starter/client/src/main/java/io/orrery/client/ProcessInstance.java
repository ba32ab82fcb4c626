package io.orrery.client;

/**
 * A process instance that was started.
 *
 * @param key its key
 * @param processId the id of its process in the model
 * @param version the version of its process
 * @param processDefinitionKey the key of that version
 */
public record ProcessInstance(long key, String processId, int version, long processDefinitionKey) {}
